"""Proofs about a rule set: benefits nobody or everybody gets, conditions never or always met, parts that decide nothing.

Needs z3 (``ruleset_solver``); without it the gate says that this was not looked at. A proof is about complete answers on
one day. Not here: two rule sets compared (``ruleset_difference``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.ruleset import RuleSet, Status
from kiosk.domain.selfcheck.ruleset_logic import Node, Tree
from sync.publisher.problems import Fault, Path, fault
from sync.publisher.ruleset_solver import Answers, Formula, Formulas
from sync.publisher.ruleset_walk import nodes, trees


class Prover:
    """Asks z3 about one program."""

    def __init__(self, program: p.Program) -> None:
        self._program = program
        self._formulas = Formulas(program, answers := Answers())
        self._z3 = answers.z3
        self._solver = answers.solver()
        self.unsettled = 0

    def faults(self) -> Iterator[Fault]:
        """Everything that contradicts itself, decides nothing, or breaks what the set declares."""
        yield from self._benefits()
        yield from self._conditions()
        yield from self._parts()
        yield from self._exclusive()

    def _never(self, formula: Formula) -> bool:
        """Whether no household makes a formula true; unsettled counts as not proved."""
        found = self._solver.check(formula)
        if found == self._z3.unknown:
            self.unsettled += 1
        return bool(found == self._z3.unsat)

    def _benefits(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for decision in self._program.decisions:
            name = decision.name[0]
            if name in seen:
                continue
            seen.add(name)
            status = self._formulas.status(decision)
            if self._never(self._z3.Not(status[Status.NOT_NOW])):
                yield fault(("benefits", name, "when"), "ruleset.nobody")
            elif self._never(status[Status.NOT_NOW]):
                yield fault(("benefits", name, "when"), "ruleset.everybody")
            sums = [case for case in decision.amounts if case.when is not None]
            if sums and len(sums) == len(decision.amounts):
                some = self._z3.Or(*(self._formulas.truth(case.when).yes for case in sums if case.when is not None))
                if not self._never(self._z3.And(self._formulas.truth(decision.when).yes, self._z3.Not(some))):
                    yield fault(("benefits", name, "amount"), "ruleset.amount_gap")

    def _conditions(self) -> Iterator[Fault]:
        first: dict[str, tuple[bool, bool]] = {}
        for (name, _), step in self._program.conditions.items():
            truth = self._formulas.truth(step)
            never, always = first.get(name, (True, True))
            never = never and self._never(self._z3.Not(truth.no))
            always = always and self._never(self._z3.Not(truth.yes))
            first[name] = (never, always)
        for name, (never, always) in first.items():
            if never or always:
                code = "ruleset.never_met" if never else "ruleset.always_met"
                yield fault(("conditions", name, "test"), code)

    # Parts that decide nothing ----------------------------------------------------------------------------------

    def _parts(self) -> Iterator[Fault]:
        for at, tree in trees(self._program.ruleset):
            if at[0] == "benefits" and at[2] in ("when", "office_when"):
                for place, node in nodes(tree, at):
                    if isinstance(node, Node):
                        yield from self._dead(node, place)

    def _dead(self, node: Node, at: Path) -> Iterator[Fault]:
        z3 = self._z3
        for field, parts in (("all", node.all), ("any", node.any)):
            if parts is None or len(parts) < 2:
                continue
            truths = [self._of(part) for part in parts]
            if any(truth is None for truth in truths):
                continue
            for index, truth in enumerate(truths):
                others = [other for place, other in enumerate(truths) if place != index]
                needed = z3.And(*others, z3.Not(truth)) if field == "all" else z3.And(truth, z3.Not(z3.Or(*others)))
                if self._never(needed):
                    yield fault((*at, field, index), f"ruleset.idle_{field}")

    def _of(self, tree: Tree) -> Formula | None:
        """Whether a part can hold, by the first person it may be about; None where that cannot be put as one formula.

        What only the office knows counts as a truth of its own: it may hold or not.
        """
        if isinstance(tree, str):
            return self._condition(tree)
        if tree.all is not None or tree.any is not None:
            parts = [self._of(part) for part in (tree.all or tree.any or ())]
            if any(part is None for part in parts):
                return None
            return self._z3.And(*parts) if tree.all is not None else self._z3.Or(*parts)
        if tree.not_ is not None:
            below = self._of(tree.not_)
            return None if below is None else self._z3.Not(below)
        if tree.benefit is not None:
            found = [d for d in self._program.decisions if d.name[0] == tree.benefit]
            return None if len(found) != 1 else self._yes_or_office(found[0].when, f"benefit {tree.benefit}")
        return None

    def _condition(self, name: str) -> Formula:
        slots = [slot for each, slot in self._program.conditions if each == name]
        return self._yes_or_office(self._program.conditions[name, slots[0]], f"condition {name}")

    def _yes_or_office(self, step: int, name: str) -> Formula:
        truth = self._formulas.truth(step)
        unknown = self._z3.And(self._z3.Not(truth.yes), self._z3.Not(truth.no))
        return self._z3.Or(truth.yes, self._z3.And(unknown, self._z3.Bool(f"office {name}")))

    # What the set declares --------------------------------------------------------------------------------------

    def _exclusive(self) -> Iterator[Fault]:
        rules = self._program.ruleset
        for index, fact in enumerate(rules.facts):
            when, then = (self._of(tree) for tree in (fact.when, fact.then))
            if when is None or then is None:
                yield fault(("facts", index), "ruleset.fact_form")
            elif not self._never(self._z3.And(when, self._z3.Not(then))):
                yield fault(("facts", index), "ruleset.fact_false")
        for index, group in enumerate(rules.exclusive):
            for one, other in _pairs(group):
                first, second = (next(d for d in self._program.decisions if d.name[0] == n) for n in (one, other))
                both = [self._formulas.truth(d.when).yes for d in (first, second)]
                if not self._never(self._z3.And(*both)):
                    yield fault(("exclusive", index), "ruleset.both_possible", one=one, other=other)


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            yield one, other


def proof_faults(rules: RuleSet, program: p.Program) -> tuple[list[Fault], int]:
    """What z3 finds, and how many of its questions it could not settle in time."""
    if program.ruleset is not rules:
        raise ValueError("the program is of another rule set")
    prover = Prover(program)
    return list(prover.faults()), prover.unsettled
