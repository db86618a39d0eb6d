"""How well words match what was typed: places in a phrase, pinyin, initials, slips, and what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.finding import Match, Part, Phrase, Tier, best_match, covered, parts_of
from kiosk.domain.spelling import alike, folded, initials_of, misspelled, slip

LOW = Phrase(Tier.TITLE, "低保金", "di bao jin")
CANTEEN = Phrase(Tier.TITLE, "晓港长者饭堂", "xiao gang zhang zhe fan tang")
AID = Phrase(Tier.TITLE, "free legal aid")

letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
syllables = st.sampled_from(["di", "bao", "jin", "zhang", "zhe", "fan", "tang", "liao", "e", "an", "xiong"])


def match(typed: str, *phrases: Phrase, forgiving: bool = False) -> Match | None:
    (part,) = parts_of(typed)
    return best_match(part, phrases, forgiving=forgiving)


@pytest.mark.parametrize(
    ("typed", "phrase", "marked", "spelling", "letters"),
    [
        ("低保", LOW, "低保", "", ""),
        ("dbj", LOW, "低保金", "dbj", "dbj"),
        ("db", LOW, "低保", "dbj", "db"),
        ("dibao", LOW, "低保", "dibaojin", "dibao"),
        ("diba", LOW, "低保", "dibaojin", "diba"),
        ("dbaoj", LOW, "低保金", "dbj", "dbj"),
        ("zhangzhe", CANTEEN, "长者", "xiaogangzhangzhefantang", "zhangzhe"),
        ("zzft", CANTEEN, "长者饭堂", "xgzzft", "zzft"),
        ("legal", AID, "legal", "", ""),
    ],
)
def test_what_matched_is_named_in_characters_and_letters(
    typed: str, phrase: Phrase, marked: str, spelling: str, letters: str
) -> None:
    found = match(typed, phrase)
    assert found is not None
    assert (found.text, found.spelling) == (marked, spelling)
    assert found.spelling[found.spelled_from : found.spelled_to] == letters


@pytest.mark.parametrize(("better", "worse"), [("低保金", "低保"), ("低保", "保金"), ("dbj", "bj"), ("低保", "dibao")])
def test_all_of_it_counts_more_than_its_beginning_and_that_more_than_its_middle(better: str, worse: str) -> None:
    one, other = match(better, LOW), match(worse, LOW)
    assert one is not None
    assert other is not None
    assert one.score > other.score


def test_the_title_counts_more_than_a_keyword() -> None:
    keyword = Phrase(Tier.KEYWORD, "低保金", "di bao jin")
    found = match("低保金", keyword, LOW)
    assert found is not None
    assert found.score > Tier.TITLE


@pytest.mark.parametrize("typed", ["保低", "jb", "dibaojinx", "iba", "egal"])
def test_what_is_not_there_does_not_match(typed: str) -> None:
    assert match(typed, LOW, AID) is None


@pytest.mark.parametrize("typed", ["dibap", "dubao", "dbiao", "dibaoo", "zangzhe", "zangze", "zhanzefantan"])
def test_one_wrong_letter_or_what_sounds_alike_is_forgiven(typed: str) -> None:
    assert match(typed, LOW, CANTEEN) is None
    assert match(typed, LOW, CANTEEN, forgiving=True) is not None


@given(st.lists(syllables, min_size=1, max_size=5), st.data())
def test_every_beginning_of_a_spelling_matches_at_its_beginning(spoken: list[str], data: st.DataObject) -> None:
    phrase = Phrase(Tier.TITLE, "字" * len(spoken), " ".join(spoken))
    spelled = "".join(spoken)
    typed = spelled[: data.draw(st.integers(1, len(spelled)))]
    found = best_match(Part(typed, latin=True), [phrase])
    assert found is not None
    assert found.spelling[found.spelled_from : found.spelled_to].startswith(typed[0])


@given(st.lists(syllables, min_size=2, max_size=4), st.data())
def test_one_letter_left_out_is_always_forgiven(spoken: list[str], data: st.DataObject) -> None:
    spelled = "".join(spoken)
    at = data.draw(st.integers(0, len(spelled) - 2))
    typed = spelled[:at] + spelled[at + 1 :]
    assert slip(typed, spelled) is not None or spelled.startswith(typed)


@given(letters)
def test_spellings_are_words_of_their_own(typed: str) -> None:
    assert typed not in misspelled(typed)
    assert typed not in alike(typed)
    assert len(initials_of(typed)) <= len(typed)


@given(
    st.lists(st.sampled_from(["zhang", "shi", "lin", "cheng", "ang", "e", "niu", "gong"]), min_size=1, max_size=12),
    st.data(),
)
def test_the_whole_spelling_says_whether_only_alike_sounds_differ(spoken: list[str], data: st.DataObject) -> None:
    spelled = "".join(spoken)
    exchanged = spelled.replace("zh", "z").replace("ang", "an") if data.draw(st.booleans()) else folded(spelled)
    typed = exchanged[: data.draw(st.integers(min(4, len(exchanged)), len(exchanged)))]
    assert (slip(typed, spelled) == "alike") is folded(spelled).startswith(folded(typed))
    assert slip(typed, spelled, sound=folded(typed)) == slip(typed, spelled)


def test_a_sentence_is_about_the_words_that_stand_in_it() -> None:
    found = covered("怎么领低保金呢", [LOW])
    assert found is not None
    assert found.text == "低保金"
    assert covered("今天天气怎么样", [LOW]) is None


def test_runs_of_characters_and_of_letters_are_parts() -> None:
    assert [part.text for part in parts_of("低保 DBJ，15度")] == ["低保", "dbj", "15", "度"]


def test_wide_letters_and_digits_are_the_narrow_ones() -> None:
    assert parts_of("１２３４５ ＤｉＢａｏ") == parts_of("12345 dibao")
