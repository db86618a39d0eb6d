"""The gate a rule set passes before it is published: everything wrong with it at once, with the place of each fault.

In order, because each part needs the one before: names, units, dates, citations, texts; then the terminal's own loader;
then cases, their coverage and mutations; then proofs, where z3 is installed. Not here: the types of its fields
(``structure``) and its ids in other records (``references``).
"""

from __future__ import annotations

import datetime as dt
import functools

import msgspec
from msgspec import Struct

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.ruleset import RuleSet
from sync.publisher import ruleset_solver
from sync.publisher.problems import Fault, fault
from sync.publisher.ruleset_cases import CaseRun
from sync.publisher.ruleset_dates import citation_faults, date_faults, date_notices
from sync.publisher.ruleset_names import (
    dead_end_faults,
    double_faults,
    double_notices,
    name_faults,
    unit_faults,
    unused_faults,
)
from sync.publisher.ruleset_proofs import proof_faults
from sync.publisher.ruleset_texts import text_faults_of


class GateResult(Struct, frozen=True):
    """What the gate says.

    Args:
        faults: what keeps the set from being published.
        notices: what an editor should look at, and what was not checked.
    """

    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def gate(rules: RuleSet, *, today: dt.date, proofs: bool = True) -> GateResult:
    """Check a rule set whose fields are all of their types.

    Args:
        rules: the set.
        today: calendar date in the city; reviews and sources are judged by it.
        proofs: ask z3 where it is installed.
    """
    return _gate(msgspec.json.encode(rules), today, proofs and ruleset_solver.available())


@functools.lru_cache(maxsize=4)
def _gate(encoded: bytes, today: dt.date, proofs: bool) -> GateResult:
    # Whoever checks and then publishes waits once: one set on one day has one answer.
    rules = msgspec.json.decode(encoded, type=RuleSet)
    faults = [*name_faults(rules), *date_faults(rules, today=today), *citation_faults(rules), *text_faults_of(rules)]
    named = not any(found.code in ("ruleset.unknown_name", "ruleset.wrong_operator") for found in faults)
    faults += [*unit_faults(rules), *dead_end_faults(rules)]
    if named:
        faults += [*unused_faults(rules), *double_faults(rules)]
    notices = [*date_notices(rules, today=today), *(double_notices(rules) if named else ())]
    if named:
        more, said = _evaluated(rules, today=max(today, rules.valid_from), proofs=proofs)
        faults += more
        notices += said
    return GateResult(tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(notices)))


def _evaluated(rules: RuleSet, *, today: dt.date, proofs: bool) -> tuple[list[Fault], list[Fault]]:
    try:
        program = load(rules, today)
    except WorldError as error:
        return [fault((), error.code, **error.params)], []
    run = CaseRun(rules)
    faults = [*run.faults, *run.coverage(program)]
    if not run.faults:  # a case that is wrong would notice every mutant
        faults += run.survivors(program)
    if not proofs:
        return faults, [fault((), "ruleset.no_proofs")]
    found, unsettled = proof_faults(rules, program)
    return faults + found, [fault((), "ruleset.unsettled", count=unsettled)] if unsettled else []
