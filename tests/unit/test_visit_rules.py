"""When the terminal asks 您还在吗 and when a visit is over: never without having asked, never while somebody touches it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.visit import Patience, Visit, VisitState, ticked, touched

SITE = Patience(idle_after_s=120, question_s=45)
BEGUN = touched(Visit(), 1000.0)


def at(visit: Visit, now_s: float, *, resting: bool = False) -> Visit:
    return ticked(visit, now_s, SITE, resting=resting)


@pytest.mark.parametrize(
    ("visit", "waits_s", "question_s"),
    [
        (BEGUN, 120, 45),
        (touched(Visit(form_open=True), 1000), 180, 45),
        (touched(Visit(elder=True), 1000), 240, 90),
        (touched(Visit(form_open=True, elder=True), 1000), 360, 90),
    ],
)
def test_it_asks_in_time_and_ends_in_time(visit: Visit, waits_s: float, question_s: float) -> None:
    assert at(visit, 1000 + waits_s - 1).state is VisitState.ACTIVE
    asked = at(visit, 1000 + waits_s)
    assert asked.state is VisitState.ASKING
    assert asked.seconds_left(1000 + waits_s, SITE) == question_s
    assert at(asked, 1000 + waits_s + question_s - 1).seconds_left(1000 + waits_s + question_s - 1, SITE) == 1
    assert at(asked, 1000 + waits_s + question_s - 1).state is VisitState.ASKING
    assert at(asked, 1000 + waits_s + question_s) == Visit(), "everything is as nobody ever came"


def test_a_touch_goes_on_with_the_visit_as_often_as_the_person_likes() -> None:
    visit, now_s = BEGUN, 1000.0
    for _ in range(25):
        now_s += 120
        visit = at(visit, now_s)
        assert visit.state is VisitState.ASKING
        now_s += 44
        visit = touched(at(visit, now_s), now_s)
        assert visit.state is VisitState.ACTIVE


def test_a_form_keeps_its_longer_time_after_the_question_was_answered() -> None:
    visit = touched(at(touched(Visit(form_open=True), 0), 180), 200)
    assert at(visit, 379).state is VisitState.ACTIVE
    assert at(visit, 380).state is VisitState.ASKING


def test_nobody_is_never_asked() -> None:
    assert at(Visit(), 1e9) == Visit()


def test_on_the_idle_screen_a_visit_ends_without_a_question() -> None:
    assert at(BEGUN, 1119, resting=True).state is VisitState.ACTIVE
    assert at(BEGUN, 1120, resting=True) == Visit()


def test_a_program_that_was_held_up_still_asks_for_the_whole_time() -> None:
    asked = at(BEGUN, 50_000)
    assert asked.state is VisitState.ASKING
    assert asked.seconds_left(50_000, SITE) == 45


steps = st.lists(
    st.one_of(
        st.tuples(st.just("touch"), st.floats(0, 400)),
        st.tuples(st.just("tick"), st.floats(0, 400)),
    ),
    max_size=60,
)


@given(steps=steps, idle_after_s=st.integers(60, 300), form_open=st.booleans(), elder=st.booleans())
def test_no_visit_ends_before_its_question_was_up_for_its_whole_time(
    steps: list[tuple[str, float]], idle_after_s: int, form_open: bool, elder: bool
) -> None:
    site = Patience(idle_after_s=idle_after_s)
    visit, now_s = touched(Visit(form_open=form_open, elder=elder), 0.0), 0.0
    last_touch_s, asked_at_s = 0.0, None
    waits_s, question_s = visit.waits_s(site), visit.question_s(site)
    for step, passed_s in steps:
        now_s += passed_s
        before = visit
        if step == "touch":
            visit, last_touch_s, asked_at_s = touched(visit, now_s), now_s, None
            assert visit.state is VisitState.ACTIVE
            continue
        visit = ticked(visit, now_s, site, resting=False)
        if before.state is VisitState.ACTIVE and visit.state is VisitState.ASKING:
            assert now_s - last_touch_s >= waits_s
            asked_at_s = now_s
        elif visit.state is VisitState.IDLE:
            assert asked_at_s is not None
            assert now_s - asked_at_s >= question_s
            return
        assert (visit.seconds_left(now_s, site) > 0) is (visit.state is VisitState.ASKING)
