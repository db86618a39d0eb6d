"""What is taken along from the self-check and from an urgent lane.

Of a self-check only what came out, never an answer and nobody's name; of a quiet lane nothing at all: no paper and no code may tell
somebody else that it was looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.selfcheck.ruleset import Status
from kiosk.domain.take_away import Kind, Part, Sheet
from kiosk.usecases.see_urgent import LaneView
from kiosk.usecases.self_check_results import SHOWN_FIRST
from kiosk.usecases.self_check_views import TakeAway
from kiosk.usecases.take_along import Words, fill

_RANKS = {Status.LIKELY: 0, Status.ONE_MORE: 1, Status.OFFICE: 2}


def check_sheet(results: TakeAway, words: Words, status: Callable[[Status], str]) -> Sheet | None:
    """Results by group, then a person and a number; None where nothing came out."""
    parts = []
    for group in SHOWN_FIRST:
        cards = [card for card in results.cards if card.status is group]
        if group is not Status.NOT_NOW and cards:
            lines = tuple(card.title for card in cards)
            notes = tuple(
                words.joints.comma.join(part for part in (*card.persons, card.amount) if part) for card in cards
            )
            parts.append(Part(label=status(group), lines=lines, notes=notes, rank=_RANKS[group]))
    if not parts:
        return None
    for contact in results.contacts:
        if contact.phone:
            parts.append(Part(label=contact.name, lines=(contact.phone,), kind=Kind.PHONE))
    return Sheet(
        title=results.rules_title,
        parts=tuple(parts),
        last=(words.at_the_window, fill(words.verified, results.on.isoformat()), words.no_name),
        joints=words.joints,
    )


def urgent_sheet(lane: LaneView, words: Words) -> Sheet | None:
    """Where to go and whom to ring; None for a quiet lane."""
    if lane.quiet:
        return None
    places = tuple(place.title for place in lane.places)
    parts = [
        Part(label=words.heading("where"), lines=places, notes=tuple(place.note for place in lane.places)),
        *(Part(label=call.when, lines=(call.phone,), kind=Kind.PHONE) for call in lane.calls),
        Part(lines=(lane.later,) if lane.later else (), rank=2),
    ]
    return Sheet(
        title=lane.heading,
        sample=words.sample if lane.sample else "",
        parts=tuple(part for part in parts if part.lines),
        last=(words.no_name,),
        joints=words.joints,
    )
