"""What each benefit comes out as, which questions would decide an open one, and how much it would be.

Four outcomes. *Likely*: the rule is met. *One more*: some question can still decide it. *Not now*: a condition fails, and
``explaining`` names it. *Office*: met, but the set says the office decides; or what is open cannot be asked, because only the
office can look into it or because its figure is not confirmed. Not here: order on the screen and words
(``kiosk.usecases.self_check``).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.kleene import NO, OPEN, YES
from kiosk.domain.selfcheck.ruleset import DecidedBy, Status


@dataclass(frozen=True)
class Outcome:
    """What one benefit comes out as for one person or the household.

    Args:
        decision: the benefit.
        status: one of four.
        deciding: keys of the screens that can still decide it; only with ``ONE_MORE``.
    """

    decision: p.Decision
    status: Status
    deciding: tuple[str, ...] = ()


def outcomes(household: Household) -> tuple[Outcome, ...]:
    """Of every benefit for everybody it may be for, in the authored order.

    Somebody who may not be there at all is left out, unless the benefit would be decided by who is there.
    """
    return tuple(
        outcome(household, decision) for decision in household.program.decisions if _there(household, decision)
    )


def _there(household: Household, decision: p.Decision) -> bool:
    slot = decision.name[1]
    return slot is None or household.truth(household.program.present[slot]) == YES


def outcome(household: Household, decision: p.Decision) -> Outcome:
    """Of one benefit for one person or the household."""
    when = household.truth(decision.when)
    office = NO if decision.office_when is None else household.truth(decision.office_when)
    if when == YES:
        by_rules = decision.rule.decided_by is DecidedBy.RULES
        return Outcome(decision, Status.LIKELY if by_rules else Status.OFFICE)
    if when == NO and office != OPEN:
        return Outcome(decision, Status.OFFICE if office == YES else Status.NOT_NOW)
    deciding = tuple(
        sorted(deciding_screens(household, decision), key=lambda key: household.program.screens[key].order)
    )
    return Outcome(decision, Status.ONE_MORE if deciding else Status.OFFICE, deciding)


def decided(household: Household, decision: p.Decision) -> bool:
    """Whether no answer can change the outcome any more."""
    when = household.truth(decision.when)
    office = NO if decision.office_when is None else household.truth(decision.office_when)
    return when == YES or (when == NO and office != OPEN)


def deciding_screens(household: Household, decision: p.Decision) -> tuple[str, ...]:
    """Keys of the screens that can still decide a benefit: not asked yet, left open, or answered too roughly."""
    if decided(household, decision):
        return ()
    masks = household.masks
    mask = masks[decision.when] | (0 if decision.office_when is None else masks[decision.office_when])
    return tuple(household.evaluator.liveness.names(mask))


# Amounts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Amount:
    """How much, as far as the rules say.

    Args:
        low: least it can be by the answers so far, in ``unit``; None where no case gives a sum.
        high: most it can be.
        unit: of both, as the set writes it.
        says: numbers of the cases that give words instead and may apply.
        figures: the parameters it comes from.
        terms: steps of the answers it comes from.
    """

    low: Fraction | None
    high: Fraction | None
    unit: str
    says: tuple[int, ...]
    figures: tuple[p.Figure, ...]
    terms: tuple[int, ...]


def amount(household: Household, decision: p.Decision) -> Amount | None:
    """How much a benefit would be; None where its rule gives no amount, or rests on a figure that is not known."""
    low: Fraction | None = None
    high: Fraction | None = None
    unit = ""
    says: list[int] = []
    figures: dict[p.Figure, None] = {}
    terms: dict[int, None] = {}
    for case in decision.amounts:
        holds = YES if case.when is None else household.truth(case.when)
        if holds == NO:
            continue
        if case.sum is None:
            says.append(case.number)
        elif not case.sum.sure:
            return None
        else:
            least, most = product_range(household, case.sum, case.per)
            low = least if low is None else min(low, least)
            high = most if high is None else max(high, most)
            unit = decision.rule.amount[case.number].unit
            figures |= dict.fromkeys(case.sum.figures)
            terms |= dict.fromkeys((*case.sum.terms, *((case.per,) if case.per is not None else ())))
        if holds == YES:
            break
    if low is None and not says:
        return None
    return Amount(low, high, unit, tuple(says), tuple(figures), tuple(terms))


def linear_range(household: Household, total: p.Linear) -> tuple[Fraction, Fraction]:
    """Least and most a sum can be."""
    low = high = total.constant
    for step, factor in total.terms.items():
        ends = [factor * end for end in household.possible(step)]
        low, high = low + min(ends), high + max(ends)
    return low, high


def product_range(household: Household, total: p.Linear, per: int | None) -> tuple[Fraction, Fraction]:
    """Least and most a sum that is not below 0 can be, times the answer at step ``per``."""
    low, high = (max(Fraction(0), end) for end in linear_range(household, total))
    if per is None:
        return low, high
    fewest, most = household.possible(per)
    return low * fewest, high * most
