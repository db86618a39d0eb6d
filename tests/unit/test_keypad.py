"""Which key does what; walking and jumping over what is on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.guiding import JUMP, Step, jumped, stepped
from kiosk.domain.keypad import Act, Typing, act_of, held

FIVE = {Act.PREVIOUS, Act.NEXT, Act.OK, Act.BACK, Act.AGAIN}


@pytest.mark.parametrize("keys", ["82540", ("Up", "Down", "Clear", "Left", "Insert")], ids=["with NumLock", "without"])
def test_five_keys_of_a_pad_are_enough_with_numlock_and_without(keys: str) -> None:
    assert {act_of(key, pad=True) for key in keys} == FIVE


@pytest.mark.parametrize("typing", Typing)
def test_a_pad_is_never_caught_in_a_field(typing: Typing) -> None:
    for key in ("8", "2", "5", "4", "0", "Plus", "Minus", "Asterisk", "Slash", "Enter", "Backspace", "Period"):
        assert act_of(key, pad=True, typing=typing) is act_of(key, pad=True) is not None


def test_digits_above_the_letters_are_typed_not_walked_with() -> None:
    assert all(act_of(digit, pad=False, typing=typing) is None for digit in "0123456789" for typing in Typing)


def test_a_field_keeps_what_one_types_with_and_can_be_left() -> None:
    for key in ("Backspace", "Left", "Right", "Period", "Minus", "Return", "A"):
        assert act_of(key, pad=False, typing=Typing.TEXT) is None
    assert act_of("Down", pad=False, typing=Typing.TEXT) is Act.NEXT
    assert act_of("Escape", pad=False, typing=Typing.TEXT) is Act.BACK
    assert act_of("Backspace", pad=False, typing=Typing.EMPTY) is Act.BACK


def test_what_a_held_key_does() -> None:
    assert (held(Act.NEXT), held(Act.PREVIOUS), held(Act.OK)) == (Act.JUMP, Act.JUMP_BACK, Act.MAIN)
    assert held(Act.BACK) is held(Act.AGAIN) is None, "nobody goes back three pages by pressing long"
    assert held(Act.LOUDER) is Act.LOUDER


steps = st.lists(
    st.builds(Step, group=st.integers(0, 3), text=st.booleans(), head=st.booleans()), min_size=1, max_size=40
)


@given(steps, st.data())
def test_every_step_and_jump_leads_to_something_on_the_page(walk: list[Step], data: st.DataObject) -> None:
    at = data.draw(st.integers(-1, len(walk) - 1))
    by = data.draw(st.sampled_from((1, -1)))
    assert 0 <= stepped(len(walk), at, by) < len(walk)
    assert 0 <= jumped(walk, at, by) < len(walk)


@given(st.integers(1, 60), st.data())
def test_steps_forward_and_back_meet_and_everything_is_reached(count: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, count - 1))
    assert stepped(count, stepped(count, at, 1), -1) == at
    seen = set()
    for _ in range(count):
        seen.add(at)
        at = stepped(count, at, 1)
    assert len(seen) == count


def test_nothing_to_stop_at_is_nowhere() -> None:
    assert stepped(0, -1, 1) == jumped([], -1, 1) == -1


def test_a_jump_passes_the_rest_of_a_group_and_of_a_long_one_five() -> None:
    pad = [Step(group="names")] * 12
    walk = [Step(group="a", text=True, head=True), *pad, Step(group="b", text=True), Step(group="go"), Step(group="go")]
    assert jumped(walk, 1, 1) == 1 + JUMP
    assert jumped(walk, 1 + 2 * JUMP, 1) == 14, "past a text that heads nothing"
    assert jumped(walk, 15, 1) == 0, "around the end, to a heading"
    assert jumped(walk, 0, -1) == 14, "backwards to the beginning of a group"
    assert jumped(walk, 14, -1) == 12 - JUMP
