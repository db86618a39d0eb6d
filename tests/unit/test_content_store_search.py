"""Search finds what residents type: two characters, pinyin, initials; and the index follows the records."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from data.colloquial import colloquial
from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.search_index import index_slice, rebuild
from data.search_query import Search
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sample_records import NOW, SCOPE, TODAY, line_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ContentStore]:
    with ContentStore(tmp_path / "content.db") as opened:
        yield opened


@pytest.fixture
def reader(store: ContentStore) -> Iterator[ContentReader]:
    opened = ContentReader(store.path, SCOPE)
    yield opened
    opened.close()


def index_all(store: ContentStore) -> None:
    while index_slice(store):
        pass


@pytest.fixture
def filled(store: ContentStore) -> ContentStore:
    fill(
        store,
        {
            "4401": [
                line_of("benefit.dibao", title={"zh-Hans": "最低生活保障金（低保）", "en": "Minimum living allowance"}),
                line_of("benefit.tekun", title="特困供养", summary="没有低保也可以申请。", keywords=["五保"]),
                line_of("benefit.yiliao", title="医疗救助", summary="看病花钱太多时报销一部分。", who=["重病的人"]),
                line_of("place.bank", title="长者饭堂", address="银行旁边"),
                line_of("news.n", title="提高标准", summary="从一月起。", paragraphs=["特别说明：残疾人另有补贴。"]),
                line_of("bulletin.b", title="低保台风"),
            ]
        },
    )
    index_all(store)
    return store


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("低保", "benefit.dibao"),
        ("最低生活保障", "benefit.dibao"),
        ("db", "benefit.dibao"),
        ("dibao", "benefit.dibao"),
        ("DiBao", "benefit.dibao"),
        ("zdsh", "benefit.dibao"),
        ("zuidishenghuo", "benefit.dibao"),
        ("living", "benefit.dibao"),
        ("zhangzhe", "place.bank"),
        ("银行", "place.bank"),
        ("五保", "benefit.tekun"),
        ("wubao", "benefit.tekun"),
        ("重病", "benefit.yiliao"),
        ("残疾人", "news.n"),
        ("医疗 报销", "benefit.yiliao"),
    ],
)
def test_what_people_type_finds_what_they_mean(
    filled: ContentStore, reader: ContentReader, typed: str, first: str
) -> None:
    assert reader.search(typed, TODAY)[0] == first


def test_a_word_in_the_title_counts_more_than_one_in_the_text(filled: ContentStore, reader: ContentReader) -> None:
    assert reader.search("低保", TODAY) == ("benefit.dibao", "benefit.tekun")


@pytest.mark.parametrize(
    "typed", ["", "  ", "。", '"', "保低", '" OR 1', "低*", "NOT", "title:低", "😀", "'); DROP TABLE"]
)
def test_odd_input_finds_nothing_and_breaks_nothing(filled: ContentStore, reader: ContentReader, typed: str) -> None:
    assert set(reader.search(typed, TODAY)) <= {"benefit.dibao", "benefit.tekun"}


def test_a_long_row_of_letters_is_answered_at_once(filled: ContentStore, reader: ContentReader) -> None:
    """Something lies on the keyboard. Each way to break it into syllables was tried: minutes, with the screen standing still."""
    began_s = time.process_time()
    assert reader.search("fangan" * 10 + "fanganfangen" * 3, TODAY) == ()
    assert time.process_time() - began_s < 2


def test_the_index_is_built_in_slices_and_goes_on_after_an_interruption(
    store: ContentStore, reader: ContentReader
) -> None:
    fill(store, {"4401": [line_of(f"benefit.n{n:03d}", title=f"补贴{n}") for n in range(25)]})
    assert [index_slice(store, size=10) for _ in range(4)] == [15, 5, 0, 0]
    assert len(reader.search("补贴", TODAY)) == 25
    store.close()
    with ContentStore(store.path) as again:
        fill(again, {"4401": [line_of(f"benefit.n{n:03d}", title=f"补贴{n}") for n in range(25)]})
        assert index_slice(again) == 0, "records that did not change are not indexed again"


def test_the_index_follows_changes_and_removals(filled: ContentStore, reader: ContentReader) -> None:
    with filled.checkpoint(NOW) as checkpoint:
        checkpoint.change("4401", [line_of("benefit.tekun", rev=2, title="住房补贴")], ["benefit.dibao"])
        checkpoint.close()
    assert "benefit.dibao" not in reader.search("低保", TODAY), "gone at once, before the index is"
    index_all(filled)
    assert reader.search("低保", TODAY) == ()
    assert reader.search("zfbt", TODAY) == ("benefit.tekun",)
    assert reader.search("特困", TODAY) == ()


def test_only_what_is_shown_is_found(store: ContentStore, reader: ContentReader) -> None:
    fill(
        store,
        {
            "4401": [line_of("benefit.a", title="低保甲"), line_of("benefit.b", title="低保乙")],
            "440105": [line_of("benefit.a", title="区里的说法"), line_of("benefit.b", hides=True)],
        },
    )
    index_all(store)
    assert reader.search("低保", TODAY) == ()
    assert reader.search("区里", TODAY) == ("benefit.a",)


def test_a_lost_index_can_be_rebuilt(filled: ContentStore, reader: ContentReader) -> None:
    rebuild(filled)
    assert reader.search("低保", TODAY) == ()
    index_all(filled)
    assert reader.search("低保", TODAY) == ("benefit.dibao", "benefit.tekun")


SAYINGS = {"title": "街坊怎么说", "sayings": [{"say": ["阿婆津贴"], "means": ["高龄津贴"]}, {"say": ["我想要"]}]}
LONGEVITY = line_of("benefit.changshou", title="长寿保健金（高龄津贴）", short_title="长寿保健金")


def synonym_line(**changes: object) -> Line:
    return line_of("synonym.street", raw_body=msgspec.json.encode({**SAYINGS, **changes}))


@pytest.mark.parametrize(
    "typed", ["阿婆津贴", "阿婆", "apjt", "apojintie", "阿婆津貼", "我想要阿婆津贴", "我想要高龄津贴"]
)
def test_what_people_say_finds_what_they_mean(store: ContentStore, reader: ContentReader, typed: str) -> None:
    fill(store, {"4401": [synonym_line(), LONGEVITY, line_of("benefit.other", title="临时救助")]})
    index_all(store)
    assert reader.search(typed, TODAY) == ("benefit.changshou",)


def test_a_new_saying_is_understood_without_indexing_records_again(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [LONGEVITY]})
    index_all(store)
    assert reader.search("敬老钱", TODAY) == ()
    with store.checkpoint(NOW) as checkpoint:
        checkpoint.change("4401", [synonym_line(sayings=[{"say": ["敬老钱"], "means": ["高龄津贴"]}])], ())
        checkpoint.close()
    assert index_slice(store, size=1) == 0, "only the list itself"
    assert reader.search("敬老钱", TODAY) == ("benefit.changshou",)


NO_RICE = {"say": ["没饭吃", "饿"], "means": ["临时救助"]}


@pytest.mark.parametrize(
    "typed", ["没饭吃", "冇飯食", "屋企冇饭畀细路食", "没有一口饭给孩子吃", "饭没吃", "好饿啊", "饿"]
)
def test_what_people_say_is_heard_in_cantonese_with_words_in_between_and_turned_round(
    store: ContentStore, reader: ContentReader, typed: str
) -> None:
    fill(store, {"4401": [synonym_line(sayings=[NO_RICE]), line_of("benefit.linshi", title="临时救助"), LONGEVITY]})
    index_all(store)
    assert reader.search(typed, TODAY) == ("benefit.linshi",)


def test_a_particle_that_is_left_out_leaves_no_single_character_to_be_heard_everywhere(
    store: ContentStore, reader: ContentReader
) -> None:
    fill(
        store,
        {"4401": [synonym_line(sayings=[{"say": ["太高"], "means": ["够不着"]}]), line_of("guide.g", title="够不着")]},
    )
    index_all(store)
    assert reader.search("太高了", TODAY) == ("guide.g",)
    assert reader.search("高龄津贴", TODAY) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("低保", "benefit.dibao"),
        ("低保不想活了", "service.line"),
        ("低保，唔想活喇", "service.line"),
        ("buxianghuo", "service.line"),
        ("不想", "benefit.dibao"),
    ],
)
def test_some_sayings_come_before_everything_once_they_are_said_in_full(
    store: ContentStore, reader: ContentReader, typed: str, first: str
) -> None:
    sayings = [{"say": ["不想活"], "means": ["12356"], "first": True}]
    allowance = line_of("benefit.dibao", title="低保", keywords=["低保", "不想"])
    fill(store, {"4401": [synonym_line(sayings=sayings), allowance, line_of("service.line", title="打 12356")]})
    index_all(store)
    assert reader.search(typed, TODAY)[0] == first


def test_a_word_that_others_are_folded_to_stays_as_it_is_and_none_has_two_meanings() -> None:
    """Otherwise who types the plain word would no longer be heard by what is said in it."""
    words = tomllib.loads(resources.files("data").joinpath("colloquial.toml").read_text(encoding="utf-8"))["words"]
    assert {word: colloquial(word) for word in words if colloquial(word) != word} == {}
    spoken = [saying for word, all_spoken in words.items() for saying in (word, *all_spoken)]
    assert len(spoken) == len(set(spoken))


def test_the_same_class_every_week_is_found_once_with_its_next_date(store: ContentStore, reader: ContentReader) -> None:
    dates = ("2026-11-17", "2026-11-24", "2026-12-01")
    fill(
        store,
        {
            "4401": [
                line_of(f"activity.a.{day}", title="八段锦", starts_at=f"{day}T09:30:00", ends_at=f"{day}T11:00:00")
                for day in dates
            ]
        },
    )
    index_all(store)
    assert reader.search("八段锦", TODAY) == ("activity.a.2026-11-24",)


def test_of_places_that_match_equally_the_nearer_comes_first(store: ContentStore, reader: ContentReader) -> None:
    places = {"place.far": 23.4, "place.near": 23.1, "place.middle": 23.2}
    fill(store, {"4401": [line_of(name, title="长者饭堂", lat=lat, lon=113.27) for name, lat in places.items()]})
    index_all(store)
    hits = reader.find("饭堂", TODAY, Search(near=(23.09, 113.27)))
    assert [hit.id for hit in hits] == ["place.near", "place.middle", "place.far"]


def test_many_of_one_kind_do_not_crowd_out_the_others(store: ContentStore, reader: ContentReader) -> None:
    places = [line_of(f"place.p{n}", title=f"轮椅{n}") for n in range(40)]
    fill(
        store, {"4401": [*places, line_of("service.borrow", title="借轮椅"), line_of("benefit.aids", title="轮椅补贴")]}
    )
    index_all(store)
    assert {"service.borrow", "benefit.aids"} < set(reader.search("轮椅", TODAY, limit=5))
