"""What the screens of the self-check show, as plain values in the resident's language. Made by ``self_check_results`` and ``self_check``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.domain.selfcheck.asking import Remaining
from kiosk.domain.selfcheck.explaining import Verdict
from kiosk.domain.selfcheck.ruleset import AnswerValue, QuestionType, Status


@dataclass(frozen=True)
class Option:
    """One answer to tap.

    Args:
        value: what to hand to ``Check.answer`` (of a question that takes several: one member of the tuple).
        label: what stands on it.
        note: smaller, below.
        icon: name of an icon, or "".
        selected: whether it is the answer given (or part of it).
        spoken: how one says it in Cantonese, or "".
    """

    value: AnswerValue
    label: str
    note: str = ""
    icon: str = ""
    selected: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class QuestionView:
    """One question as it is asked.

    Args:
        key: of its screen; answers stand under it.
        type: how it is answered. ``MULTI``, ``WHO`` and ``PEOPLE`` take several: hand a tuple of option values, () is none.
        person: whom it is about, "" for the household.
        text: the question.
        spoken: the same in Cantonese, or "".
        short: in two or three words.
        help: a sentence more, or "".
        why: why we ask.
        options: to tap; 不清楚，或不想答 is not among them (``Check.skip``).
        none_of: words for none of them; "" where that cannot be.
        digits: whether a number may be typed too.
        low: smallest number.
        high: largest number.
        unit: of the number, as the set writes it.
        number: which question this is, from 1.
        remaining: how many are likely to come, this one among them.
        answered: whether it was answered before (then it is being changed).
        unsaid: whether that answer was 不清楚，或不想答.
        typed: the number typed before; None.
        can_go_back: whether there is a question before this one.
    """

    key: str
    type: QuestionType
    person: str
    text: str
    spoken: str
    short: str
    help: str
    why: str
    options: tuple[Option, ...]
    none_of: str
    digits: bool
    low: int
    high: int
    unit: str
    number: int
    remaining: Remaining
    answered: bool
    unsaid: bool
    typed: int | None
    can_go_back: bool

    @property
    def several(self) -> bool:
        """Whether it takes several options at once."""
        return self.type in (QuestionType.MULTI, QuestionType.WHO, QuestionType.PEOPLE)


@dataclass(frozen=True)
class AnswerRow:
    """One answer on the page before the result.

    Args:
        key: of its screen, for ``Check.change``.
        question: in two or three words.
        person: whom it is about, or "".
        answer: as one reads it.
        unsaid: 不清楚，或不想答.
        decides: how many results a (more exact) answer would help with; 0: it is fine as it is.
        applies: False where the question no longer applies, so that the answer counts for nothing.
    """

    key: str
    question: str
    person: str
    answer: str
    unsaid: bool
    decides: int
    applies: bool


@dataclass(frozen=True)
class Deciding:
    """A question that would decide a result."""

    key: str
    question: str
    person: str


@dataclass(frozen=True)
class FigureUsed:
    """A figure of the rule set on a card or in a reason.

    Args:
        name: of the parameter.
        title: what it is.
        value: with its unit; "" where it is not known.
        since: first day of this value.
        outdated: whether the value now has to be confirmed.
        confirmed: whether its source is good enough to decide by.
        source: title of the source.
        document_no: its number, or "".
        article: place in it, or "".
        checked_on: when an editor last looked.
    """

    name: str
    title: str
    value: str
    since: dt.date | None
    outdated: bool
    confirmed: bool
    source: str
    document_no: str
    article: str
    checked_on: dt.date | None


@dataclass(frozen=True)
class Reason:
    """One condition.

    Args:
        title: what it asks for.
        person: whom it is about, or "".
        verdict: how it stands.
        answers: what was answered, question by question: (in short, answer).
        threshold: what is required, or "".
        text: one sentence on how it stands.
        spoken: the same in Cantonese, or "".
        source: title of the source.
        document_no: its number, or "".
        article: place in it, or "".
        figures: the figures it rests on.
    """

    title: str
    person: str
    verdict: Verdict
    answers: tuple[tuple[str, str], ...]
    threshold: str
    text: str
    spoken: str
    source: str
    document_no: str
    article: str
    figures: tuple[FigureUsed, ...]


@dataclass(frozen=True)
class Card:
    """One benefit among the results.

    Args:
        benefit: name in the rule set.
        record: id of its page in 惠民清单, or "".
        title: its name.
        status: the best it comes out as for anybody.
        persons: for whom it does; () for the household.
        amount: how much, or "".
        reason: the condition that says most, or None where who lives here decides.
        deciding: questions that would decide it; only with ``ONE_MORE``.
        figures: figures of the amount and of the reason.
        outdated: whether one of them has to be confirmed.
    """

    benefit: str
    record: str
    title: str
    status: Status
    persons: tuple[str, ...]
    amount: str
    reason: Reason | None
    deciding: tuple[Deciding, ...]
    figures: tuple[FigureUsed, ...]
    outdated: bool


@dataclass(frozen=True)
class Place:
    """Where to go or whom to ring. ``place_id`` and ``category`` name records; "" where not."""

    name: str
    note: str
    phone: str
    place_id: str
    category: str


@dataclass(frozen=True)
class Paper:
    """A paper to bring. ``needed`` False: only perhaps, for that is still open."""

    name: str
    if_missing: str
    needed: bool


@dataclass(frozen=True)
class Chance:
    """What it would take (满 70 周岁后可以申请); ``value`` "" where only the limit may be said."""

    text: str
    question: str
    value: str


@dataclass(frozen=True)
class Why:
    """One benefit, condition by condition, and what to do now.

    Args:
        card: as among the results.
        person: whom these reasons are about, or "".
        others: whom else one may look at: (slot, name, status).
        reasons: in the order of the rule.
        office_checks: what only the office looks into.
        amount_note: to the amount, or "".
        chances: what it would take.
        papers: to bring.
        not_needed: need not be brought.
        places: where to go now.
        next: other benefits to look at: (name, title, status).
        contacts: a person and a number, always.
    """

    card: Card
    person: str
    others: tuple[tuple[str, str, Status], ...]
    reasons: tuple[Reason, ...]
    office_checks: tuple[str, ...]
    amount_note: str
    chances: tuple[Chance, ...]
    papers: tuple[Paper, ...]
    not_needed: tuple[str, ...]
    places: tuple[Place, ...]
    next: tuple[tuple[str, str, Status], ...]
    contacts: tuple[Place, ...]


@dataclass(frozen=True)
class EventView:
    """Something that may happen."""

    name: str
    title: str
    icon: str


@dataclass(frozen=True)
class EventRow:
    """One benefit now and then."""

    benefit: str
    title: str
    before: Status
    after: Status
    changed: bool
    amount_before: str
    amount_after: str


@dataclass(frozen=True)
class EventOutcome:
    """What an event would change: what is reckoned with, changed rows first, and what to do if it comes."""

    name: str
    title: str
    becomes: str
    then: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True)
class TakeAway:
    """Results alone, to take along: no answers, nobody's name. ``text`` is for the code, the cards are for the slip."""

    cards: tuple[Card, ...]
    contacts: tuple[Place, ...]
    text: str
    rules_serial: int
    rules_title: str
    on: dt.date
