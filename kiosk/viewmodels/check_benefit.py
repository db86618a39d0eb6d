"""One benefit of the self-check condition by condition, and what would change if something happened, as QML sees them."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot, qtTrId
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.selfcheck.explaining import Verdict
from kiosk.usecases.nearby import Nearby
from kiosk.usecases.self_check_views import EventOutcome, Why
from kiosk.usecases.self_check_views import Place as Goal
from kiosk.viewmodels.check_glue import QtGlue, filled
from kiosk.viewmodels.check_rows import (
    CompareLine,
    CompareRows,
    ConditionRows,
    EventLine,
    EventRows,
    NextLine,
    NextRows,
    WhereLine,
    WhereRows,
    condition_line,
)
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.self_check import SelfCheckModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

COMPARED_ROWS = 6
"""Benefits side by side; those that change come first."""


@QmlElement
@QmlUncreatable("made by the shell")
class CheckBenefitModel(QObject):
    """Why one benefit comes out as it does, and what to do now."""

    changed = Signal()

    def __init__(self, context: ScreenContext, check: SelfCheckModel) -> None:
        super().__init__(context)
        self._context = context
        self._check = check
        self._conditions = ConditionRows(self)
        self._where = WhereRows(self)
        self._next = NextRows(self)
        self._others = NextRows(self)
        self._benefit = ""
        self._slot: str | None = None
        self._why: Why | None = None
        context.visitEnded.connect(self.forget)
        context.textsChanged.connect(self.refresh)

    @Slot()
    def forget(self) -> None:
        """Nothing is shown."""
        self.show("")

    def show(self, benefit: str) -> None:
        """The page of a benefit (name in the rule set) comes on the screen; "" forgets it."""
        if benefit != self._benefit:
            self._slot = None
        self._benefit = benefit
        self.refresh()

    @Slot(str)
    def showPerson(self, slot: str) -> None:
        """The same benefit for another person of the household."""
        self._slot = slot
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say everything again."""
        results = self._check.results() if self._benefit else None
        self._why = results.why(self._benefit, self._slot) if results else None
        why = self._why
        if why is None:
            for rows in (self._conditions, self._where, self._next, self._others):
                rows.replace(())
        else:
            self._fill(why)
        self.changed.emit()

    def _fill(self, why: Why) -> None:
        chances = [chance.text for chance in why.chances]
        lines = []
        for reason in why.reasons:
            hint = chances.pop(0) if chances and reason.verdict is Verdict.FAILED else ""
            lines.append(condition_line(reason, hint))
        self._conditions.replace(lines)
        self._where.replace(self._goals((*why.places, *(c for c in why.contacts if c not in why.places))))
        self._next.replace([NextLine(name, "", title, status.value) for name, title, status in why.next])
        self._others.replace([NextLine(self._benefit, slot, name, status.value) for slot, name, status in why.others])

    def _goals(self, goals: tuple[Goal, ...]) -> list[WhereLine]:
        """Where to go; a kind of place is the nearest one of it."""
        nearby = self._context.attempt(
            lambda: Nearby(self._context.reader, self._context.now(), place_id=self._context.place_id)
        )
        lines = []
        for goal in goals:
            record_id = goal.place_id
            if not record_id and goal.category and nearby is not None:
                record_id = next((record.id for record in nearby.of_category(goal.category, most=1)), "")
            lines.append(WhereLine(goal.name, goal.note, goal.phone, record_id))
        return lines

    def _text(self, name: str) -> str:
        return str(getattr(self._why, name)) if self._why else ""

    def _card(self, name: str) -> str:
        return str(getattr(self._why.card, name)) if self._why else ""

    def _papers(self) -> list[str]:
        if self._why is None:
            return []
        lines = []
        for paper in self._why.papers:
            name = paper.name if paper.needed else filled(qtTrId("check.paper.perhaps"), paper.name)
            lines.append(filled(qtTrId("check.paper.missing"), name, paper.if_missing) if paper.if_missing else name)
        return lines

    def _sources(self) -> list[str]:
        if self._why is None:
            return []
        said = [" · ".join(p for p in (r.source, r.document_no) if p) for r in self._why.reasons]
        said += [" · ".join(p for p in (f.source, f.document_no) if p) for f in self._why.card.figures if f.source]
        return list(dict.fromkeys(said))

    def _met(self) -> int:
        return sum(reason.verdict is Verdict.MET for reason in self._why.reasons) if self._why else 0

    conditions = Property(ConditionRows, lambda self: self._conditions, constant=True)
    where = Property(WhereRows, lambda self: self._where, constant=True)
    nextAids = Property(NextRows, lambda self: self._next, constant=True)
    others = Property(NextRows, lambda self: self._others, constant=True)
    found = Property(bool, lambda self: self._why is not None, notify=changed)
    recordId = Property(str, lambda self: self._card("record"), notify=changed)
    title = Property(str, lambda self: self._card("title"), notify=changed)
    status = Property(str, lambda self: self._why.card.status.value if self._why else "", notify=changed)
    amount = Property(str, lambda self: self._card("amount"), notify=changed)
    amountNote = Property(str, lambda self: self._text("amount_note"), notify=changed)
    forWhom = Property(str, lambda self: self._text("person"), notify=changed)
    metCount = Property(int, lambda self: self._met(), notify=changed)
    documents = Property("QStringList", lambda self: self._papers(), notify=changed)
    notNeeded = Property("QStringList", lambda self: list(self._why.not_needed) if self._why else [], notify=changed)
    officeChecks = Property(
        "QStringList", lambda self: list(self._why.office_checks) if self._why else [], notify=changed
    )
    sources = Property("QStringList", lambda self: self._sources(), notify=changed)


@QmlElement
@QmlUncreatable("made by the shell")
class WhatIfModel(QObject):
    """One thing that may happen, and every benefit now and then."""

    changed = Signal()

    def __init__(self, context: ScreenContext, check: SelfCheckModel) -> None:
        super().__init__(context)
        self._context = context
        self._check = check
        self._events = EventRows(self)
        self._compared = CompareRows(self)
        self._chosen = ""
        self._outcome: EventOutcome | None = None
        self._open = False
        context.visitEnded.connect(self.left)
        context.textsChanged.connect(self.refresh)

    def opened(self) -> None:
        """The page comes on the screen with the first thing that may happen."""
        self._open = True
        self.refresh()

    @Slot()
    def left(self) -> None:
        """The page left the screen."""
        self._open = False
        self._chosen = ""
        self._outcome = None
        self._events.replace(())
        self._compared.replace(())
        self.changed.emit()

    @Slot(str)
    def choose(self, event: str) -> None:
        """Reckon with one thing that may happen."""
        self._chosen = event
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Reckon and say everything again."""
        results = self._check.results() if self._open else None
        if results is None:
            return
        events = results.events()
        if self._chosen not in {event.name for event in events}:
            self._chosen = events[0].name if events else ""
        self._events.replace([EventLine(e.name, e.title, e.icon, e.name == self._chosen) for e in events])
        self._outcome = results.event(self._chosen) if self._chosen else None
        rows = self._outcome.rows if self._outcome else ()
        self._compared.replace(
            [CompareLine(r.title, r.before.value, r.after.value, r.changed) for r in rows[:COMPARED_ROWS]]
        )
        self.changed.emit()

    def _now_line(self) -> str:
        """What is reckoned with now: household and income as answered, as far as they were."""
        check = self._check.check
        if check is None:
            return ""
        glue = QtGlue()
        said = [
            filled(qtTrId("check.answer.said"), row.question, row.answer)
            for row in check.answers_given(self._context.language, glue)
            if row.key in ("people", "income") and not row.unsaid
        ]
        return qtTrId("words.comma").join(said) if said else qtTrId("check.now.line")

    def _unchanged(self) -> int:
        return len(self._outcome.rows) - self._compared.rowCount() if self._outcome else 0

    events = Property(EventRows, lambda self: self._events, constant=True)
    compared = Property(CompareRows, lambda self: self._compared, constant=True)
    chosen = Property(str, lambda self: self._chosen, notify=changed)
    becomes = Property(str, lambda self: self._outcome.becomes if self._outcome else "", notify=changed)
    then = Property(str, lambda self: self._outcome.then if self._outcome else "", notify=changed)
    nowLine = Property(str, lambda self: self._now_line(), notify=changed)
    unchanged = Property(int, lambda self: self._unchanged(), notify=changed)
