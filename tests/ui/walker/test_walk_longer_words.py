"""With every word of the interface and of the content two fifths longer, nothing is cut off, overlaps, leaves its frame or the screen."""

from __future__ import annotations

import pytest

from tests.ui.walker.conftest import ROOM, Walker
from tests.ui.walker.exceptions import EXCUSES, LONGER, sift
from tests.ui.walker.pseudo import longer
from tests.ui.walker.walk import RULE_NAMES, Findings

ORIENTATIONS = ("portrait", "landscape")
ALL = (*EXCUSES, *LONGER)


@pytest.fixture(params=ORIENTATIONS)
def orientation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def findings(walked_longer: Walker, orientation: str) -> Findings:
    return walked_longer(orientation)


@pytest.mark.logs_warnings  # a damaged file and an empty printer are among the states
@pytest.mark.parametrize("rule", ROOM)
def test_longer_words_have_room(findings: Findings, rule: str) -> None:
    assert rule in RULE_NAMES
    left, _ = sift(findings.of(rule), ALL)
    assert findings.checks[rule] > 0, "nothing was looked at"
    assert not left, "\n".join(str(fault) for fault in left[:60])


@pytest.mark.logs_warnings
def test_no_excuse_for_longer_words_is_left_over(findings: Findings, orientation: str, long_run: bool) -> None:
    if not long_run:
        pytest.skip("asked with --long: every page in every language")
    assert len(findings.stops) > 100
    _, used = sift(findings.faults, ALL)
    left_over = [excuse for excuse in LONGER if orientation in excuse.screens and not used[excuse]]
    assert not left_over, "\n".join(str(excuse) for excuse in left_over)


@pytest.mark.parametrize(
    ("text", "most", "made"),
    [
        ("首页", None, "首页首"),
        ("Back", None, "Back Ba"),
        ("第 %1 页", None, "第 %1 页第"),
        ("12:00", None, "12:00"),
        ("低保标准", 5, "低保标准低"),
    ],
)
def test_a_text_is_two_fifths_longer_and_no_longer_than_may_be_published(
    text: str, most: int | None, made: str
) -> None:
    assert longer(text, most) == made
