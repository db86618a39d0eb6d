"""One person's visit to the terminal: when it begins, when to ask 您还在吗, when it is over.

Pure rules over readings of a clock that only runs forward (seconds from any start). What a visit leaves behind and has to be
wiped is the business of whoever kept it; reading the clock is the caller's.
"""

from __future__ import annotations

import enum
import math

from msgspec import Struct, structs

FORM_FACTOR = 1.5
"""A form is given half as long again: 180 s where an information page has 120 s."""

SLOW_FACTOR = 2
"""Larger text doubles both the waiting and the question, and so do the big digits that somebody copies down, and going by ear
and keys. Not twice."""


class VisitState(enum.StrEnum):
    """Whether somebody is there."""

    IDLE = "idle"  # nobody; the attract loop runs
    ACTIVE = "active"  # somebody touched it a while ago at most
    ASKING = "asking"  # it asks whether they are still there


class Patience(Struct, frozen=True, kw_only=True):
    """How long this site waits: ``idle_after_s`` on an information page, then ``question_s`` for an answer."""

    idle_after_s: float = 120.0
    question_s: float = 45.0


class Visit(Struct, frozen=True, kw_only=True):
    """A visit at one moment.

    ``since_s`` is the last touch (active) or when the question was put (asking). ``copying``: the memo is up. ``guided``: 边按边读 is on.
    """

    state: VisitState = VisitState.IDLE
    since_s: float = 0.0
    form_open: bool = False
    elder: bool = False
    copying: bool = False
    guided: bool = False

    @property
    def _slowness(self) -> int:
        return SLOW_FACTOR if self.elder or self.copying or self.guided else 1

    def waits_s(self, patience: Patience) -> float:
        """Seconds without a touch before it asks."""
        seconds = patience.idle_after_s * (FORM_FACTOR if self.form_open else 1)
        return seconds * self._slowness

    def question_s(self, patience: Patience) -> float:
        """Seconds the question stays up."""
        return patience.question_s * self._slowness

    def seconds_left(self, now_s: float, patience: Patience) -> int:
        """Whole seconds left to answer, counted up (the last one is 1); 0 when nothing is asked."""
        if self.state is not VisitState.ASKING:
            return 0
        return max(0, math.ceil(self.since_s + self.question_s(patience) - now_s))


def touched(visit: Visit, now_s: float) -> Visit:
    """After any touch or key: somebody is there, and all the waiting begins anew."""
    return structs.replace(visit, state=VisitState.ACTIVE, since_s=now_s)


def extended(visit: Visit, now_s: float, more_s: float) -> Visit:
    """After somebody asked for more time: as after a touch, but the waiting begins ``more_s`` later."""
    return structs.replace(touched(visit, now_s), since_s=now_s + more_s)


def ticked(visit: Visit, now_s: float, patience: Patience, *, resting: bool) -> Visit:
    """After a look at the clock.

    Args:
        visit: before.
        now_s: reading of the clock.
        patience: of this site.
        resting: the idle screen is up. Then there is nothing to lose and nobody is asked: the visit is simply over.

    A machine that slept, or a program that was held up, still puts the question and waits for its whole time.
    """
    if visit.state is VisitState.ACTIVE and now_s - visit.since_s >= visit.waits_s(patience):
        return Visit() if resting else structs.replace(visit, state=VisitState.ASKING, since_s=now_s)
    if visit.state is VisitState.ASKING and now_s - visit.since_s >= visit.question_s(patience):
        return Visit()
    return visit
