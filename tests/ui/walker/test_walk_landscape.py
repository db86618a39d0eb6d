"""Every page and state on a lying screen: what each rule asks for holds there, in every size of letters, theme and language."""

from __future__ import annotations

import pytest

from tests.ui.walker.conftest import Walker
from tests.ui.walker.exceptions import EXCUSES, sift
from tests.ui.walker.walk import BAR_KEYS, RULE_NAMES, Findings

ORIENTATION = "landscape"


@pytest.fixture
def findings(walked: Walker) -> Findings:
    return walked(ORIENTATION)


@pytest.mark.logs_warnings  # a damaged file and an empty printer are among the states
@pytest.mark.parametrize("rule", RULE_NAMES)
def test_lying_screens_keep_the_rule(findings: Findings, rule: str) -> None:
    left, _ = sift(findings.of(rule))
    assert findings.checks[rule] > 0, "nothing was looked at"
    assert not left, "\n".join(str(fault) for fault in left[:60])


@pytest.mark.logs_warnings
def test_no_lying_screen_was_passed_over(findings: Findings) -> None:
    assert len(findings.stops) > 100


@pytest.mark.logs_warnings
def test_every_lying_page_has_at_least_the_six_keys_of_the_bottom_bar(findings: Findings) -> None:
    assert len(findings.presses) > 100
    assert not {stop: number for stop, number in findings.presses.items() if number < BAR_KEYS}


@pytest.mark.logs_warnings
def test_no_excuse_for_lying_screens_is_left_over(findings: Findings, whole_walk: bool, long_run: bool) -> None:
    if not whole_walk:
        pytest.skip("asked with --long, and for the report of conformance")
    _, used = sift(findings.faults)
    left_over = [
        excuse
        for excuse in EXCUSES
        if ORIENTATION in excuse.screens and (long_run or not excuse.long) and not used[excuse]
    ]
    assert not left_over, "\n".join(str(excuse) for excuse in left_over)
