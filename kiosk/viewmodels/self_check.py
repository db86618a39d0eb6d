"""政策自测 as QML sees it: before it, question by question, the answers.

One ``Check`` lives here until the visit ends or somebody starts over; nothing of it is written anywhere. Every question is a page of
its own in the navigator, so that 返回 goes back one question. Not here: results (``check_results``), one benefit's reasons
and what if (``check_benefit``), handing over (``hand_over``).
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Property, QObject, Signal, Slot, qtTrId
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience
from kiosk.usecases.self_check import Check, Rules, open_rules, start
from kiosk.usecases.self_check_results import Results
from kiosk.usecases.self_check_views import QuestionView
from kiosk.viewmodels.check_glue import QtGlue, filled
from kiosk.viewmodels.check_rows import (
    AnswerLine,
    AnswerRows,
    ChoiceLine,
    ChoiceRows,
)
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.reception import Reception

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

START, QUESTION, REVIEW, RESULTS = "check", "check_question", "check_review", "check_results"
SKIP, NONE = "skip", "none"
"""Keys of the last choices: 不清楚，或不想答, and none of them."""

SECONDS_PER_QUESTION = 25
"""For 大约还要 … 分钟: reading a short question and choosing, an assumption on the slow side."""

WHY_FIRST_TOPICS = frozenset({"money", "health", "people", "home"})
"""Topics on which 为什么问这个 stands open from the beginning (design system, component 10)."""

DIGITS_MAX = 9


@QmlElement
@QmlUncreatable("made by the shell")
class SelfCheckModel(QObject):
    """One self-check.

    Signals:
        changed: anything of it.
        questionChanged: another question stands on the page.
    """

    changed = Signal()
    questionChanged = Signal()

    def __init__(self, context: ScreenContext, navigator: Navigator, reception: Reception) -> None:
        super().__init__(context)
        self._context = context
        self._navigator = navigator
        self._reception = reception
        self._glue = QtGlue()
        self._choices = ChoiceRows(self)
        self._answers = AnswerRows(self)
        self._rules: Rules | None = None
        self._rules_of: tuple[object, dt.date] | None = None
        self._audience = Audience.SELF
        self._empty()
        context.visitEnded.connect(self.forget)
        context.contentChanged.connect(self._content_changed)
        context.textsChanged.connect(self.refresh)

    def _empty(self) -> None:
        self._check: Check | None = None
        self._view: QuestionView | None = None
        self._fresh: tuple[Rules | None, Audience, int] | None = None
        self._picked: list[str] = []
        self._typed = ""
        self._correcting = False
        self._answers.replace(())
        self._choices.replace(())

    @property
    def check(self) -> Check | None:
        """The check as far as it has come, for the pages beside this one."""
        return self._check

    @property
    def rules(self) -> Rules | None:
        """The rules in use."""
        return self._rules

    def results(self) -> Results | None:
        """Results as far as the answers go."""
        return self._check.results(self._context.language, self._glue) if self._check else None

    @Slot()
    def forget(self) -> None:
        """Nothing was ever answered."""
        self._audience = Audience.SELF
        self._empty()
        self.changed.emit()

    # Rules --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        today = self._context.now().date()
        seen = (self._context.attempt(self._context.reader.data_version), today)
        if self._rules is not None and self._rules_of == seen:
            return
        try:
            self._rules = open_rules(self._context.reader, today)
        except WorldError as error:
            self._reception.note(error)
            self._rules = None
        self._rules_of = seen

    @Slot()
    def _content_changed(self) -> None:
        """A check that has begun goes on by its rules: a figure may not change between two questions."""
        if self._check is None and self._navigator.top[0] == START:
            self.opened("", forward=True)

    # Coming and going ---------------------------------------------------------------------------------------------

    def opened(self, argument: str, *, forward: bool) -> None:
        """One of the pages is on top. A page without a check behind it goes home: there is nothing to show on it."""
        screen = self._navigator.top[0]
        if screen == START:
            self._load()
        elif self._check is None:  # its check is over
            self._navigator.home()
            return
        elif screen == QUESTION and (not forward or self._check.current != argument):
            self._check = self._check.change(argument)
        if screen == REVIEW:
            self._correcting = False
        self.refresh()
        if screen == QUESTION:
            self._show_given()
            self.questionChanged.emit()

    def _show_given(self) -> None:
        """What was answered here before stands chosen."""
        view = self._view
        if view is None:
            return
        self._picked = [str(number) for number, option in enumerate(view.options) if option.selected]
        self._typed = "" if view.typed is None or self._picked else str(view.typed)
        if view.unsaid:
            self._picked = [SKIP]
        elif view.answered and not self._picked and not self._typed and view.none_of:
            self._picked = [NONE]
        self._fill_choices()
        self.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Say everything again: another question, another language."""
        check, language = self._check, self._context.language
        self._view = check.question(language, self._glue) if check else None
        self._fill_choices()
        if check is not None and self._navigator.top[0] == REVIEW:
            self._answers.replace(
                [
                    AnswerLine(
                        key=row.key,
                        question=filled(qtTrId("check.of_person"), row.question, row.person)
                        if row.person
                        else row.question,
                        answer=row.answer,
                        better=row.unsaid and row.decides > 0,
                    )
                    for row in check.answers_given(language, self._glue)
                    if row.applies
                ]
            )
        self.changed.emit()

    def _fill_choices(self) -> None:
        view = self._view
        if view is None:
            self._choices.replace(())
            return
        lines = [
            ChoiceLine(str(number), option.label, option.note, str(number) in self._picked, option.spoken)
            for number, option in enumerate(view.options)
        ]
        if view.none_of:
            lines.append(ChoiceLine(NONE, view.none_of, "", NONE in self._picked, ""))
        skipped = qtTrId("check.skip.line") if len(lines) < 4 else ""
        lines.append(ChoiceLine(SKIP, qtTrId("check.skip"), skipped, SKIP in self._picked, ""))
        self._choices.replace(lines)

    # Before it ----------------------------------------------------------------------------------------------------

    @Slot(str)
    def setAudience(self, audience: str) -> None:
        """For whom: ``self``, ``parents`` or ``other``."""
        self._audience = Audience(audience)
        self.changed.emit()

    @Slot()
    def start(self) -> None:
        """Begin; what was answered before is forgotten."""
        if self._rules is None:
            return
        self._empty()
        self._check = start(self._rules, self._audience)
        self._ask()

    def _ask(self) -> None:
        if self._check is not None and self._check.current is not None:
            self._navigator.open(QUESTION, self._check.current)
        else:
            self._navigator.open(REVIEW, "")

    # One question -------------------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, key: str) -> None:
        """Choose an answer; where several may be chosen, choose it too or not any more."""
        view = self._view
        if view is None:
            return
        self._typed = ""
        if not view.several or key in (SKIP, NONE):
            self._picked = [key]
        elif key in self._picked:
            self._picked.remove(key)
        else:
            self._picked = [*(each for each in self._picked if each not in (SKIP, NONE)), key]
        self._fill_choices()
        self.changed.emit()

    @Slot(str)
    def press(self, digit: str) -> None:
        """One more digit of a number."""
        if digit.isdigit() and len(self._typed) < DIGITS_MAX:
            self._typed = (self._typed + digit).lstrip("0") or "0"
            self._picked = []
            self._fill_choices()
            self.changed.emit()

    @Slot()
    def rubOut(self) -> None:
        """Take the last digit back."""
        self._typed = self._typed[:-1]
        self.changed.emit()

    @Slot()
    def clearDigits(self) -> None:
        """Begin the number anew."""
        self._typed = ""
        self.changed.emit()

    def _value(self, view: QuestionView) -> AnswerValue:
        if self._picked == [SKIP]:
            return None
        if self._typed:
            return int(self._typed)
        options = (
            [view.options[int(key)].value for key in sorted(self._picked, key=int) if key != NONE]
            if (self._picked != [NONE])
            else []
        )
        if not view.several:
            return options[0]
        return tuple(value for value in options if isinstance(value, (int, str)))

    @Slot()
    def next(self) -> None:
        """Take the answer, and go on: to the next question, or to where a correction came from."""
        view = self._view
        if self._check is None or view is None or not self._ready():
            return
        self._check = self._check.answer(self._value(view))
        if self._correcting:
            self._correcting = False
            self._navigator.back()
        else:
            self._ask()

    @Slot()
    def previous(self) -> None:
        """Back one page; the answer given there stands."""
        self._navigator.back()

    @Slot(str)
    def change(self, key: str) -> None:
        """Ask a question again from the page of answers or of results; what is answered leads back there."""
        if self._check is not None:
            self._check = self._check.change(key)
            self._correcting = True
            self._navigator.open(QUESTION, key)

    def _in_range(self) -> bool:
        view = self._view
        return view is None or not self._typed or view.low <= int(self._typed) <= view.high

    def _ready(self) -> bool:
        return bool(self._picked) or (bool(self._typed) and self._in_range())

    # Afterwards ---------------------------------------------------------------------------------------------------

    @Slot()
    def restart(self) -> None:
        """Forget every answer and begin again."""
        self._empty()
        self._navigator.home()
        self._navigator.open(START, "")

    @Slot()
    def showResults(self) -> None:
        """Results; or first what a changed answer has opened."""
        if self._check is None:
            return
        if self._check.finished:
            self._navigator.open(RESULTS, "")
        else:
            self._check = self._check.go_on()
            self._ask()

    @Slot()
    def showResultsNow(self) -> None:
        """Results as far as the answers go; nobody has to answer everything."""
        self._navigator.open(RESULTS, "")

    def _better(self) -> str:
        rows = self._answers
        lines = [rows.line(number) for number in range(rows.rowCount())]
        return next((line.question for line in lines if isinstance(line, AnswerLine) and line.better), "")

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _number_of(self, name: str) -> int:
        return int(getattr(self._view, name)) if self._view else 0

    def _expected(self) -> int:
        """Questions still to come; before the first one, those of a household nobody knows anything of."""
        if self._view is not None:
            return self._view.remaining.likely
        if self._rules is None:
            return 0
        if self._fresh is None or self._fresh[:2] != (self._rules, self._audience):
            view = start(self._rules, self._audience).question(self._context.language, self._glue)
            self._fresh = (self._rules, self._audience, view.remaining.likely if view else 0)
        return self._fresh[2]

    def _minutes(self) -> int:
        return max(1, round(self._expected() * SECONDS_PER_QUESTION / 60))

    def _total(self) -> int:
        """Questions in all, as far as one can tell: never fewer than were asked."""
        number = self._number_of("number")
        view = self._view
        more = view.remaining.likely - (0 if view.answered else 1) if view else 0
        asked = len(self._check.order) if self._check else 0
        return max(number, asked + more + (0 if view is None or view.answered else 1))

    def _why_first(self) -> bool:
        if self._view is None or self._check is None:
            return False
        return self._check.household.program.screens[self._view.key].question.topic in WHY_FIRST_TOPICS

    def _unit(self) -> str:
        return self._glue.with_unit("", self._view.unit).strip() if self._view and self._view.unit != "1" else ""

    choices = Property(ChoiceRows, lambda self: self._choices, constant=True)
    answers = Property(AnswerRows, lambda self: self._answers, constant=True)
    available = Property(bool, lambda self: self._rules is not None, notify=changed)
    audience = Property(str, lambda self: self._audience.value, notify=changed)
    benefits = Property(int, lambda self: len(self._rules.ruleset.benefits) if self._rules else 0, notify=changed)
    likely = Property(int, lambda self: self._expected(), notify=changed)
    minutes = Property(int, lambda self: self._minutes(), notify=changed)
    number = Property(int, lambda self: self._number_of("number"), notify=changed)
    total = Property(int, lambda self: self._total(), notify=changed)
    question = Property(str, lambda self: self._text("text"), notify=changed)
    spoken = Property(str, lambda self: self._text("spoken"), notify=changed)
    short = Property(str, lambda self: self._text("short"), notify=changed)
    help = Property(str, lambda self: self._text("help"), notify=changed)
    why = Property(str, lambda self: self._text("why"), notify=changed)
    whyFirst = Property(bool, lambda self: self._why_first(), notify=questionChanged)
    several = Property(bool, lambda self: bool(self._view and self._view.several), notify=changed)
    typing = Property(bool, lambda self: bool(self._view and not self._view.options), notify=changed)
    typed = Property(str, lambda self: self._typed, notify=changed)
    unit = Property(str, lambda self: self._unit(), notify=changed)
    least = Property(int, lambda self: self._number_of("low"), notify=changed)
    most = Property(int, lambda self: self._number_of("high"), notify=changed)
    outOfRange = Property(bool, lambda self: not self._in_range(), notify=changed)
    answered = Property(bool, lambda self: self._ready(), notify=changed)
    correcting = Property(bool, lambda self: self._correcting, notify=changed)
    last = Property(bool, lambda self: bool(self._view) and self._expected() <= 1, notify=changed)
    answerCount = Property(int, lambda self: len(self._check.order) if self._check else 0, notify=changed)
    better = Property(str, lambda self: self._better(), notify=changed)
