"""The hand-over code: it carries a check to the attendant, reveals nothing without the key, and is refused when it should be."""

from __future__ import annotations

import base64
import datetime as dt
import random
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import qrcode
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from data.handover import load_desk, load_key, make_key, public_text, read_public, save_desk, seal
from data.terminal_settings import save_settings
from data.words import say
from kiosk.cli.main import main
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.handover import Body, decode_code, encode_code
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience
from kiosk.domain.terminal import TerminalSettings
from kiosk.domain.text import Language
from kiosk.usecases.hand_over import LONGEST, VALID, HandOver, open_hand_over
from kiosk.usecases.self_check import Check, Rules, resume, rules_of
from tests.selfcheck_glue import PlainGlue
from tests.selfcheck_oracle import Oracle
from tests.selfcheck_sets import TODAY, random_set, readable, rule_set

SITE = "place.gongzhu-440105003"
SETTINGS = TerminalSettings(terminal_id="K-00417", scope="440105003", platform_url="http://127.0.0.1:1", place_id=SITE)
ANSWERS: dict[str, AnswerValue] = {
    "hukou": "gz", "people": ("mother", "child-2"), "size": 3, "income": (4000, 5400), "assets": None, "status": (),
    "age@mother": 82, "disabled": ("mother",), "grade@mother": "g2",
}  # fmt: skip


class Time:
    """A clock a test moves."""

    def __init__(self) -> None:
        self.at = dt.datetime(2026, 11, 22, 1, 6, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        return self.at

    def wait(self, **span: int) -> None:
        self.at += dt.timedelta(**span)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(rule_set(**readable()), TODAY)


@pytest.fixture
def check(rules: Rules) -> Check:
    return resume(rules, Audience.PARENTS, ANSWERS)


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(WorldError) as found:
        action()
    assert say(found.value.code, **found.value.params)
    return found.value.code


def test_the_attendant_sees_the_same_answers_and_results(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = here.make(check, wish="bianyuan")
    time.wait(minutes=4)
    opened = here.open("  " + code.text.lower() + "\r\n", rules)
    assert dict(opened.check.household.answers) == ANSWERS
    assert (opened.audience, opened.wish) == (Audience.PARENTS, "bianyuan")
    glue = PlainGlue()
    assert opened.check.results(Language.ZH_HANS, glue).cards() == check.results(Language.ZH_HANS, glue).cards()


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_any_answers_survive_the_way(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate)
    oracle = Oracle(ruleset)
    answers = {
        key: None if generate.random() < 0.2 else value
        for key, value in oracle.answers(oracle.random_home(generate)).items()
    }
    time, mine = Time(), rules_of(ruleset, TODAY)
    here = HandOver(SITE, time)
    opened = here.open(here.make(resume(mine, Audience.SELF, answers)).text, mine)
    assert dict(opened.check.household.answers) == answers


def test_one_qr_code_takes_it_and_scanners_can_type_it(time: Time, check: Check) -> None:
    text = HandOver(SITE, time).make(check).text
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text.encode())
    code.make(fit=True)
    assert len(text) == 403
    assert code.version <= 12


def test_a_photo_says_nothing_and_its_length_neither(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    long = here.make(check, wish="dibao").text
    short = here.make(resume(rules, Audience.SELF, {"hukou": "gz"})).text
    assert len(long) == len(short)
    raw = base64.b32decode(long[4:] + "=" * (-len(long[4:]) % 8))
    for said in (b"mother", b"disabled", rules.digest):
        assert said not in raw
    somebody = HandOver(SITE, time)  # another machine of the same space, without the key
    assert refused(lambda: somebody.open(long, rules)) == "handover.other_key"
    assert here.make(check).text != here.make(check).text


def test_a_changed_code_is_refused_wherever_it_is_changed(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = decode_code(here.make(check).text)
    for at in range(0, len(code.sealed), 7):
        flipped = code.sealed[:at] + bytes((code.sealed[at] ^ 1,)) + code.sealed[at + 1 :]
        assert (
            refused(lambda s=flipped: here.open(encode_code(structs.replace(code, sealed=s)), rules))
            == "handover.tampered"
        )  # type: ignore[misc]
    assert refused(lambda: here.open(encode_code(code)[:-8], rules)) == "handover.tampered"


def test_a_code_of_another_space_is_refused_even_with_its_name_changed(time: Time, rules: Rules, check: Check) -> None:
    key = X25519PrivateKey.generate()
    theirs = HandOver("place.other", time, desk=key.public_key())
    ours = HandOver(SITE, time, lasting=key)
    text = theirs.make(check).text
    assert refused(lambda: ours.open(text, rules)) == "handover.other_site"
    forged = structs.replace(decode_code(text), site=decode_code(ours.make(check).text).site)
    assert refused(lambda: ours.open(encode_code(forged), rules)) == "handover.tampered"


def test_it_expires_on_the_second_and_can_be_given_more(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = here.make(check)
    assert code.until == time.now() + VALID
    time.wait(minutes=4, seconds=59)
    assert here.open(code.text, rules)
    more = here.more_time(code)
    time.wait(seconds=1)
    assert refused(lambda: here.open(code.text, rules)) == "handover.expired"
    assert here.open(more.text, rules)
    time.wait(minutes=5)
    assert refused(lambda: here.open(more.text, rules)) == "handover.expired"


def test_no_code_counts_longer_than_half_an_hour(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = here.make(check)
    started = time.now()
    for _ in range(10):
        time.wait(minutes=4)
        code = here.more_time(code)
    assert code.until == started + LONGEST
    assert refused(lambda: here.open(code.text, rules)) == "handover.expired"


def test_what_was_made_void_stays_void_in_every_version(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = here.make(check)
    more = here.more_time(code)
    other = here.make(check)
    here.void(code.body.nonce)
    time.wait(minutes=1)
    assert refused(lambda: here.open(code.text, rules)) == "handover.void"
    assert refused(lambda: here.open(more.text, rules)) == "handover.void"
    assert refused(lambda: here.open(here.more_time(code).text, rules)) == "handover.void"
    assert here.open(other.text, rules)


def test_what_an_attendant_has_dealt_with_is_not_opened_again(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    code = here.make(check)
    here.void(here.open(code.text, rules).nonce)
    assert refused(lambda: here.open(code.text, rules)) == "handover.void"


def test_after_a_restart_nothing_shown_before_can_be_opened(
    time: Time, rules: Rules, check: Check, tmp_path: Path
) -> None:
    text = open_hand_over(tmp_path, SETTINGS, time).make(check).text
    assert refused(lambda: open_hand_over(tmp_path, SETTINGS, time).open(text, rules)) == "handover.other_key"
    assert list(tmp_path.iterdir()) == []


def test_other_rules_or_another_day_of_figures_are_not_mixed_up(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    text = here.make(check).text
    newer = rules_of(rule_set(**readable(), serial=8), TODAY)
    assert refused(lambda: here.open(text, newer)) == "handover.other_rules"


def test_a_machine_whose_clock_is_ahead_is_noticed(time: Time, rules: Rules, check: Check) -> None:
    here = HandOver(SITE, time)
    text = here.make(check).text
    time.wait(minutes=-10)
    assert refused(lambda: here.open(text, rules)) == "handover.clock"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "handover.not_a_code"),
        ("SJZ1", "handover.not_a_code"),
        ("SJZ1!!!!", "handover.not_a_code"),
        ("https://example.org/", "handover.not_a_code"),
        ("SJZ1AE", "handover.not_a_code"),
        ("SJZ1" + "A" * 5_000, "handover.not_a_code"),
        ("SJZ1" + base64.b32encode(b"\x02" + bytes(60)).decode().rstrip("="), "handover.newer"),
    ],
)
def test_what_is_no_code_is_refused(time: Time, rules: Rules, text: str, code: str) -> None:
    assert refused(lambda: HandOver(SITE, time).open(text, rules)) == code


@pytest.mark.parametrize("answers", [((999, 1),), ((0, 1 << 30),), ((0, (1, 2)),), ((2, 99),), ((-1, 1),)])
def test_answers_that_fit_no_question_are_refused(
    time: Time, rules: Rules, check: Check, answers: tuple[tuple[int, int]]
) -> None:
    """Whoever knows the public key can seal anything: what is opened is looked at all the same."""
    key = X25519PrivateKey.generate()
    here = HandOver(SITE, time, desk=key.public_key(), lasting=key)
    body: Body = structs.replace(here.make(check).body, answers=answers)
    text = encode_code(seal(body, to=key.public_key(), site=SITE))
    assert refused(lambda: here.open(text, rules)) == "handover.damaged"


# Keys -------------------------------------------------------------------------------------------------------------


def test_a_desk_opens_what_the_other_terminals_of_its_space_show(
    time: Time, rules: Rules, check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk_state, state = tmp_path / "desk", tmp_path / "kiosk"
    for each in (desk_state, state):
        save_settings(each, SETTINGS)
    assert main(["handover-key", "--state", str(desk_state)]) == 0
    public = capsys.readouterr().out.strip()
    assert main(["handover-key", "--state", str(state), "--desk", public]) == 0
    shown = open_hand_over(state, SETTINGS, time)
    text = shown.make(check).text
    assert open_hand_over(desk_state, SETTINGS, time).open(text, rules).check.household.answers
    assert refused(lambda: shown.open(text, rules)) == "handover.other_key"
    assert main(["handover-key", "--state", str(state), "--desk", ""]) == 0
    again = open_hand_over(state, SETTINGS, time)
    assert again.open(again.make(check).text, rules)


def test_the_lasting_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    key = make_key(tmp_path)
    path = tmp_path / "handover.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert make_key(tmp_path).private_bytes_raw() == key.private_bytes_raw()
    path.chmod(0o640)
    assert refused(lambda: load_key(tmp_path)) == "handover.open_to_others"
    path.chmod(0o600)
    path.write_bytes(b"short")
    assert refused(lambda: load_key(tmp_path)) == "handover.bad_key"


@pytest.mark.parametrize("text", ["", "SJZK1", "SJZK1!", "hello"])
def test_what_is_no_key_is_not_taken(tmp_path: Path, text: str) -> None:
    assert refused(lambda: read_public(text, SITE)) == "handover.not_a_key"
    assert load_desk(tmp_path, SITE) is None


def test_the_key_of_another_space_is_not_taken(tmp_path: Path) -> None:
    theirs = public_text(make_key(tmp_path).public_key(), "place.other")
    assert refused(lambda: save_desk(tmp_path, theirs, SITE)) == "handover.key_of_other_site"
