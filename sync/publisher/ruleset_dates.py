"""Dates and citations of a rule set: no day without a figure, nothing before its source, nothing overdue unseen.

Not here: what changes on a day (``ruleset_cases`` asks for cases before and after it).
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction

from kiosk.domain.selfcheck.ruleset import Parameter, RuleSet
from sync.publisher.problems import Fault, Path, fault

USUAL_STARTS = frozenset({(1, 1), (4, 1), (7, 1), (10, 1)})
"""Days on which standards of a city change; another one may be a day and a month swapped."""

JUMP_MAX = Fraction(3, 10)
"""A larger change from one value to the next may be a slip."""


def date_faults(rules: RuleSet, *, today: dt.date) -> Iterator[Fault]:
    """Values out of order, days without a value, values of the future said to be checked, sources not in force."""
    for name, parameter in rules.parameters.items():
        at = ("parameters", name, "values")
        values = parameter.values
        for index, (earlier, later) in enumerate(itertools.pairwise(values), start=1):
            if later.since <= earlier.since:
                yield fault((*at, index, "since"), "ruleset.date_order", since=later.since, before=earlier.since)
        if values and values[0].since > rules.valid_from:
            yield fault((*at, 0, "since"), "ruleset.date_gap", since=values[0].since, start=rules.valid_from)
        if values and parameter.until is not None and parameter.until < values[-1].since:
            yield fault(("parameters", name, "until"), "ruleset.until_early", until=parameter.until)
        for index, value in enumerate(values):
            if value.checked_on > today:
                yield fault((*at, index, "checked_on"), "ruleset.checked_later", day=value.checked_on)
            yield from _in_force(rules, value.source, value.since, (*at, index, "source"))
    for name, condition in rules.conditions.items():
        yield from _in_force(rules, condition.source, today, ("conditions", name, "source"))


def _in_force(rules: RuleSet, name: str, day: dt.date, at: Path) -> Iterator[Fault]:
    source = rules.sources.get(name)
    if source is None:
        return
    if source.repealed is not None and source.repealed <= day:
        yield fault(at, "ruleset.repealed", name=name, day=source.repealed)
    if source.in_force is not None and source.in_force > day:
        yield fault(at, "ruleset.not_in_force", name=name, day=source.in_force)


def date_notices(rules: RuleSet, *, today: dt.date) -> Iterator[Fault]:
    """What an editor should look at: reviews overdue, unusual days, large jumps.

    None of them stops a publication: an urgent notice must not wait until a figure was looked up again. Terminals say of
    a figure past its ``until`` that it has to be confirmed.
    """
    for name, parameter in rules.parameters.items():
        if parameter.review_by < today:
            yield fault(("parameters", name, "review_by"), "ruleset.overdue", day=parameter.review_by)
        yield from _odd(name, parameter)


def _odd(name: str, parameter: Parameter) -> Iterator[Fault]:
    for index, value in enumerate(parameter.values):
        at = ("parameters", name, "values", index)
        if (value.since.month, value.since.day) not in USUAL_STARTS:
            yield fault((*at, "since"), "ruleset.odd_day", day=value.since)
        if index:
            before, now = Fraction(str(parameter.values[index - 1].value)), Fraction(str(value.value))
            if before and abs(now - before) / abs(before) > JUMP_MAX:
                yield fault((*at, "value"), "ruleset.jump", before=before, now=now)


def citation_faults(rules: RuleSet) -> Iterator[Fault]:
    """Sources that cannot be found again: neither a document number nor an address."""
    for name, source in rules.sources.items():
        if not source.document_no and not source.url:
            yield fault(("sources", name), "ruleset.no_citation")
        if source.issued is not None and source.in_force is not None and source.in_force < source.issued:
            yield fault(("sources", name, "in_force"), "ruleset.force_before_issue", day=source.issued)
