"""The view models of 政策自测 together, and which of its screens wakes which of them."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.counting import Counted
from kiosk.domain.take_away import Sheet
from kiosk.usecases.take_along import Words
from kiosk.usecases.take_along_check import check_sheet, urgent_sheet
from kiosk.viewmodels.check_benefit import CheckBenefitModel, WhatIfModel
from kiosk.viewmodels.check_glue import QtGlue
from kiosk.viewmodels.check_results import CheckResultsModel
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.counting import NOBODY
from kiosk.viewmodels.hand_over import HandOverModel, MakeHandOver, no_hand_over
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.pages import Pages
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.self_check import QUESTION, RESULTS, REVIEW, START, SelfCheckModel
from kiosk.viewmodels.take_away import TakeAwayModel
from kiosk.viewmodels.urgent import UrgentModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the shell")
class SelfCheckPages(QObject):
    """The self-check and the urgent lanes in front of it."""

    def __init__(
        self,
        context: ScreenContext,
        navigator: Navigator,
        reception: Reception,
        *,
        make_hand_over: MakeHandOver = no_hand_over,
    ) -> None:
        super().__init__(context)
        self._urgent = UrgentModel(context)
        self._check = SelfCheckModel(context, navigator, reception)
        self._results = CheckResultsModel(context, self._check)
        self._benefit = CheckBenefitModel(context, self._check)
        self._what_if = WhatIfModel(context, self._check)
        self._hand_over = HandOverModel(context, self._check, reception, make=make_hand_over)
        self._context = context
        self._navigator = navigator
        self._left_at = ""
        navigator.moved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        """Where a check is given up is counted when the visit is over: by the number of the question, never by which it was.

        Which question comes next depends on what was answered.
        """
        screen = self._navigator.top[0]
        if screen == QUESTION:
            self._left_at = f"check.question_{self._check.number}"
        elif screen == REVIEW:
            self._left_at = "check.review"
        elif screen == RESULTS:
            self._left_at = ""
        elif screen in NOBODY and self._left_at:
            self._context.tally.count(Counted.ABANDONED, self._left_at)
            self._left_at = ""

    def enter(self, pages: Pages) -> None:
        """Enter every screen."""
        check, results, urgent = self._check, self._results, self._urgent
        pages.enter(START, opened=lambda _, __: urgent.list_lanes())
        pages.enter("urgent", opened=lambda record_id, _: urgent.show(record_id), left=lambda: urgent.show(""))
        pages.enter(START, QUESTION, REVIEW, opened=lambda argument, forward: check.opened(argument, forward=forward))
        pages.enter(RESULTS, opened=lambda _, forward: results.opened(forward=forward), left=results.left)
        pages.enter("check_why", opened=lambda benefit, _: self._benefit.show(benefit), left=self._benefit.forget)
        pages.enter("check_what_if", opened=lambda _, __: self._what_if.opened(), left=self._what_if.left)
        pages.enter("check_hand_over", opened=lambda _, __: self._hand_over.opened(), left=self._hand_over.end)

    def offer(self, take_away: TakeAwayModel) -> None:
        """Offer the results, and a lane that is not quiet."""
        take_away.offer("check", self._check_sheet, self._results.changed)
        take_away.offer("urgent", self._urgent_sheet, self._urgent.changed)

    def _check_sheet(self, words: Words) -> Sheet | None:
        results = self._check.results() if self._results.shown else None
        return check_sheet(results.take_away(), words, QtGlue().status) if results is not None else None

    def _urgent_sheet(self, words: Words) -> Sheet | None:
        view = self._urgent.view
        return urgent_sheet(view, words) if view is not None else None

    urgent = Property(UrgentModel, lambda self: self._urgent, constant=True)
    check = Property(SelfCheckModel, lambda self: self._check, constant=True)
    results = Property(CheckResultsModel, lambda self: self._results, constant=True)
    benefit = Property(CheckBenefitModel, lambda self: self._benefit, constant=True)
    handOver = Property(HandOverModel, lambda self: self._hand_over, constant=True)
    whatIf = Property(WhatIfModel, lambda self: self._what_if, constant=True)
