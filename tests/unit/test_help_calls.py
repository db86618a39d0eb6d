"""How a call stands is told by the journal's entries, in their order, and by nothing else."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.help_calls import Call, CallState, called, followed
from kiosk.domain.journal_bodies import HelpAnswer, HelpCall, HelpCancel, Who
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.journal_kinds import Body
from kiosk.domain.text import Language
from tests.journal_samples import NOW

OURS, OTHER = (uuid7(NOW, bytes([n] * 10)) for n in (1, 2))


def call_body(again: str | None = None) -> HelpCall:
    return HelpCall(screen="home", language=Language.ZH_HANS, again=again)


BODIES = st.lists(
    st.sampled_from(
        [
            call_body(OURS),
            call_body(OTHER),
            call_body(),
            HelpAnswer(of=OURS, after_s=1),
            HelpAnswer(of=OTHER, after_s=1),
            HelpCancel(of=OURS, by=Who.STAFF),
            HelpCancel(of=OURS, by=Who.RESIDENT),
            HelpCancel(of=OTHER, by=Who.STAFF),
        ]
    ),
    max_size=12,
)


def told(bodies: list[Body]) -> Call:
    call = called(OURS, 1, call_body())
    for body in bodies:
        call = followed(call, uuid7(NOW, os.urandom(10)), body)
    return call


@given(BODIES)
def test_nobody_is_said_to_come_unless_somebody_answered_since_it_last_rang(bodies: list[Body]) -> None:
    call = told(bodies)
    about = [body for body in bodies if getattr(body, "of", getattr(body, "again", None)) == OURS]
    ends = [number for number, body in enumerate(about) if isinstance(body, HelpCancel)]
    before_the_end = about[: ends[0]] if ends else about
    answered = bool(before_the_end) and isinstance(before_the_end[-1], HelpAnswer)
    assert (call.state is CallState.SEEN) == (answered and not ends)
    assert call.open == (not ends)
    assert len(call.entries) == 1 + sum(isinstance(body, HelpCall) for body in before_the_end)
