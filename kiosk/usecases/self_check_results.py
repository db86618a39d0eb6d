"""Results of a self-check as the screens show them: cards, reasons, what to do, what if. Pure; one household, one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.explaining import Row, Verdict, rows
from kiosk.domain.selfcheck.kleene import NO, YES
from kiosk.domain.selfcheck.results import Outcome, amount, outcome
from kiosk.domain.selfcheck.ruleset import BenefitRule, Hint, Status, Where
from kiosk.domain.selfcheck.units import unit_text
from kiosk.domain.selfcheck.what_if import WhatIf, apply_event, proposals
from kiosk.usecases import self_check_views as v
from kiosk.usecases.self_check_texts import Words, number_text

BEST_FIRST = (Status.LIKELY, Status.OFFICE, Status.ONE_MORE, Status.NOT_NOW)
"""Of several people: whose outcome stands for the benefit."""

SHOWN_FIRST = (Status.LIKELY, Status.ONE_MORE, Status.OFFICE, Status.NOT_NOW)
"""Order of the groups on the screen."""

_SAYS_MOST = {
    Status.LIKELY: (Verdict.MET,),
    Status.ONE_MORE: (Verdict.OPEN, Verdict.OFFICE),
    Status.NOT_NOW: (Verdict.FAILED,),
    Status.OFFICE: (Verdict.OFFICE, Verdict.MET),
}


class Results:
    """Everything about the results of one household in one language.

    Args:
        words: says things about that household.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._household: Household = words.household
        self._program = words.program
        self._by_benefit: dict[str, list[Outcome]] = {}
        for decision in self._program.decisions:
            slot = decision.name[1]
            # Somebody who may be there counts: who lives here may be what decides.
            if slot is None or self._household.truth(self._program.present[slot]) != NO:
                self._by_benefit.setdefault(decision.name[0], []).append(outcome(self._household, decision))

    def cards(self) -> tuple[v.Card, ...]:
        """Every benefit of the set, the most promising group first, then as its author ordered them."""
        cards = [self.card(name) for name in self._by_benefit]
        rules = self._program.ruleset.benefits
        return tuple(sorted(cards, key=lambda c: (SHOWN_FIRST.index(c.status), rules[c.benefit].order)))

    def status(self, benefit: str) -> Status:
        """The best a benefit comes out as for anybody."""
        return min((each.status for each in self._by_benefit[benefit]), key=BEST_FIRST.index)

    def card(self, benefit: str) -> v.Card:
        """One benefit among the results."""
        found = self._by_benefit[benefit]
        status = self.status(benefit)
        best = [each for each in found if each.status is status]
        mine = self._certain(best) or best
        first = mine[0].decision
        rule = first.rule
        reason = self._first_reason(status, mine)
        sum_ = amount(self._household, first) if status is not Status.NOT_NOW else None
        figures = tuple(self.figure(f) for f in (() if sum_ is None else sum_.figures))
        figures = tuple(dict.fromkeys((*figures, *(() if reason is None else reason.figures))))
        keys = dict.fromkeys(key for each in best for key in each.deciding)
        return v.Card(
            benefit=benefit,
            record=rule.benefit_id or "",
            title=self._words.text(rule.title),
            status=status,
            persons=tuple(self._words.person(each.decision.name[1]) for each in self._certain(best)),
            amount=self._words.amount(first, sum_),
            reason=reason,
            deciding=tuple(self._deciding(key) for key in keys),
            figures=figures,
            outdated=any(figure.outdated for figure in figures),
        )

    def _certain(self, found: Iterable[Outcome]) -> list[Outcome]:
        """Those about somebody who is there for sure."""
        present = self._program.present
        return [
            each
            for each in found
            if (slot := each.decision.name[1]) is not None and self._household.truth(present[slot]) == YES
        ]

    def _first_reason(self, status: Status, found: Sequence[Outcome]) -> v.Reason | None:
        order = _SAYS_MOST[status]
        for each in found:
            why = [row for row in rows(self._household, each.decision) if row.verdict in order]
            if why:
                # What rests on a figure says most; then as the rule names them.
                return self.reason(min(why, key=lambda row: (order.index(row.verdict), row.figures is None)))
        return None

    def _deciding(self, key: str) -> v.Deciding:
        screen = self._program.screens[key]
        return v.Deciding(key, self._words.text(screen.question.short), self._words.person(screen.name[1]))

    # Reasons ------------------------------------------------------------------------------------------------------

    def reason(self, row: Row) -> v.Reason:
        """One condition as one reads it."""
        condition = self._program.condition(row.name)
        values = self._words.row_values(row)
        text = condition.open
        if row.verdict in (Verdict.MET, Verdict.FAILED):
            text = condition.yes if row.truth == YES else condition.no
        source = self._program.ruleset.sources[row.source]
        screens = [(key, self._program.screens[key]) for key in row.screens]
        return v.Reason(
            title=self._words.text(condition.title, values),
            person=values["person"],
            verdict=row.verdict,
            answers=tuple(
                (self._words.text(screen.question.short), self._words.answer(key))
                for key, screen in screens
                if key in self._household.answers
            ),
            threshold=self._words.text(condition.threshold, values),
            text=self._words.text(text, values),
            spoken=self._words.spoken(text, values),
            source=self._words.text(source.title),
            document_no=self._words.plain(source.document_no),
            article=self._words.plain(row.article),
            figures=() if row.figures is None else self._figures(row),
        )

    def _figures(self, row: Row) -> tuple[v.FigureUsed, ...]:
        if row.figures is None:
            return ()
        known = [self.figure(figure) for figure in row.figures.used]
        return (*known, *(self._missing(name) for name in row.figures.unknown))

    def figure(self, figure: p.Figure) -> v.FigureUsed:
        """A figure as one reads it."""
        parameter = self._program.ruleset.parameters[figure.name]
        source = self._program.ruleset.sources[figure.source]
        dated = next(value for value in parameter.values if value.since == figure.since)
        unit = unit_text(figure.unit)
        number = number_text(figure.value)
        return v.FigureUsed(
            name=figure.name,
            title=self._words.text(parameter.title),
            value=number if unit == "1" else self._words.glue.with_unit(number, parameter.unit),
            since=figure.since,
            outdated=figure.until is not None,
            confirmed=figure.confirmed,
            source=self._words.text(source.title),
            document_no=self._words.plain(source.document_no),
            article=self._words.plain(figure.article or source.article),
            checked_on=dated.checked_on,
        )

    def _missing(self, name: str) -> v.FigureUsed:
        title = self._words.text(self._program.ruleset.parameters[name].title)
        return v.FigureUsed(name, title, "", None, True, False, "", "", "", None)

    # One benefit --------------------------------------------------------------------------------------------------

    def why(self, benefit: str, slot: p.Slot | None = None) -> v.Why:
        """One benefit, condition by condition.

        Args:
            benefit: name in the set.
            slot: about whom; None: about whom it comes out best for.
        """
        found = self._by_benefit[benefit]
        certain = self._certain(found) or found
        best = min(certain, key=lambda each: BEST_FIRST.index(each.status))
        chosen = next((each for each in certain if slot is not None and each.decision.name[1] == slot), best)
        decision, rule = chosen.decision, chosen.decision.rule
        person = self._words.person(decision.name[1])
        why = tuple(self.reason(row) for row in rows(self._household, decision))
        sum_ = amount(self._household, decision) if chosen.status is not Status.NOT_NOW else None
        card = replace(self.card(benefit), status=chosen.status, amount=self._words.amount(decision, sum_))
        return v.Why(
            card=card,
            person=person,
            others=tuple(
                (each.decision.name[1] or "", self._words.person(each.decision.name[1]), each.status)
                for each in certain
                if each is not chosen and each.decision.name[1] is not None
            ),
            reasons=why,
            office_checks=tuple(self._words.text(text) for text in rule.office_checks),
            amount_note=self._words.text(rule.amount_note),
            chances=self._chances(decision),
            papers=self._papers(decision),
            not_needed=tuple(self._words.text(text) for text in rule.not_needed),
            places=self.places(rule.where),
            next=self._next(rule),
            contacts=self.contacts(),
        )

    def _papers(self, decision: p.Decision) -> tuple[v.Paper, ...]:
        found = []
        for document, step in zip(decision.rule.documents, decision.documents, strict=True):
            truth = YES if step is None else self._household.truth(step)
            if truth != NO:
                name, missing = self._words.text(document.name), self._words.text(document.if_missing)
                found.append(v.Paper(name, missing, truth == YES))
        return tuple(found)

    def _next(self, rule: BenefitRule) -> tuple[tuple[str, str, Status], ...]:
        rules = self._program.ruleset.benefits
        return tuple(
            (name, self._words.text(rules[name].title), self.status(name))
            for name in rule.next
            if name in self._by_benefit
        )

    def places(self, where: Iterable[Where]) -> tuple[v.Place, ...]:
        """Where to go, as one reads it."""
        text = self._words.text
        return tuple(
            v.Place(text(w.name), text(w.note), w.phone or "", w.place_id or "", w.category or "") for w in where
        )

    def contacts(self) -> tuple[v.Place, ...]:
        """A person and a number, always."""
        return self.places(self._program.ruleset.contacts)

    def _chances(self, decision: p.Decision) -> tuple[v.Chance, ...]:
        found = []
        for proposal in proposals(self._household, decision):
            screen = self._program.screens[proposal.screen]
            name = next((n for n in proposal.conditions if self._program.condition(n).hint is not Hint.NEVER), None)
            if name is None or self._program.condition(name).hint_text is None:
                continue
            row = next((r for r in rows(self._household, decision) if r.name == name), None)
            values = {} if row is None else self._words.row_values(row)
            written = self._program.variable(screen.variables[0]).range.written(proposal.value)
            value = ""
            if proposal.hint is Hint.VALUE and len(screen.variables) == 1:
                value = self._words.answer_text(screen, written)
            text = self._words.text(self._program.condition(name).hint_text, values)
            found.append(v.Chance(text, self._words.text(screen.question.short), value))
        return tuple(found)

    # What if ------------------------------------------------------------------------------------------------------

    def events(self) -> tuple[v.EventView, ...]:
        """What may happen to this household."""
        return tuple(
            v.EventView(name, self._words.text(event.title), event.icon)
            for name, event in self._program.ruleset.events.items()
            if apply_event(self._household, name) is not None
        )

    def event(self, name: str) -> v.EventOutcome | None:
        """What an event would change; None where it cannot happen to this household."""
        found = apply_event(self._household, name)
        return None if found is None else self._event(found)

    def _event(self, found: WhatIf) -> v.EventOutcome:
        event = self._program.ruleset.events[found.event]
        then = Results(replace(self._words, household=found.after))
        rules = self._program.ruleset.benefits
        lines = []
        for benefit, rule in rules.items():
            if benefit not in self._by_benefit or benefit not in then._by_benefit:
                continue
            before, after = self.card(benefit), then.card(benefit)
            changed = before.status is not after.status or before.persons != after.persons
            line = v.EventRow(
                benefit, before.title, before.status, after.status, changed, before.amount, after.amount
            )  # fmt: skip
            if changed or Status.NOT_NOW not in (before.status, after.status):
                lines.append((not changed, rule.order, line))
        return v.EventOutcome(
            name=found.event,
            title=self._words.text(event.title),
            becomes=self._words.text(event.becomes),
            then=self._words.text(event.then),
            rows=tuple(line for *_, line in sorted(lines, key=lambda each: each[:2])),
        )

    def take_away(self) -> v.TakeAway:
        """Results alone, to take along; what is not met is left out of the code, to keep it small."""
        cards = self.cards()
        ruleset = self._program.ruleset
        lines = [self._words.text(ruleset.title)]
        for card in cards:
            if card.status is not Status.NOT_NOW:
                whom = self._words.glue.listed(card.persons) if card.persons else ""
                parts = [self._words.glue.status(card.status), card.title, whom, card.amount]
                lines.append(" · ".join(part for part in parts if part))
        lines += [" ".join(part for part in (place.name, place.phone) if part) for place in self.contacts()]
        return v.TakeAway(
            cards, self.contacts(), "\n".join(lines), ruleset.serial, self._words.text(ruleset.title), self._program.on
        )
