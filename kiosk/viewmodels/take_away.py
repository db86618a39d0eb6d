"""Taking along what a page says, as QML sees it: the code, the slip, the big digits.

Pages are offered by name (``offer``); nothing is made until it is wanted. The last slip is kept as a picture, in memory only,
so that it can be printed again when the roll ran out; it goes with the visit. Not here: what a sheet says
(``kiosk.usecases.take_along``), the printer (``kiosk.usecases.printing``).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, SignalInstance, Slot, qtTrId
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.take_away import (
    MemoRow,
    Payload,
    Sheet,
    code_of,
    for_paper,
    memo_rows,
    memo_said,
    paper_characters,
    token_of,
)
from kiosk.domain.text import Language
from kiosk.usecases.printing import Outcome, PrinterState, PrintRoom, Raster, SlipFrame
from kiosk.usecases.see_site import SiteView
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel

if TYPE_CHECKING:
    from kiosk.usecases.take_along import Words

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 100
DONE_MS = 8000
SECONDS_FIRST, CHARACTERS_A_SECOND = 4, 100
"""How long a slip takes: head and code are 30 cm, and text runs at about 7 mm for ten characters; a slow printer makes 70 mm
a second."""

LOCALES = {Language.ZH_HANS: "zh_CN", Language.ZH_HANT: "zh_HK", Language.EN: "en_GB"}
_FAMILIES = {Language.ZH_HANT: "Noto Sans CJK HK"}

MakeSheet = Callable[["Words"], Sheet | None]
PaintSlip = Callable[[Sheet, Payload, SlipFrame], Raster]


@dataclass(frozen=True)
class SlipMaker:
    """What printing needs of this machine: the printer's room, the painter, its number."""

    room: PrintRoom
    paint: PaintSlip
    machine: str


@dataclass(frozen=True)
class Offers:
    """Pages that can be taken along now: the text of their codes by name, those whose figures can be copied down.

    ``leading``: those whose code opens the phone's map.
    """

    codes: dict[str, str]
    memos: list[str]
    leading: list[str]


@QmlElement
@QmlUncreatable("made by TakeAwayModel")
class MemoRows(RowsModel):
    """What is copied down."""

    row_type = MemoRow


@QmlElement
@QmlUncreatable("made by the shell")
class TakeAwayModel(QObject):
    """What can be taken along from the pages that are open, and how printing goes.

    ``printing`` is "" (nothing to say), ``busy`` (one is coming out), ``done``, or how it failed: ``paper_out``, ``offline``,
    ``lost``, ``late``, ``waiting`` (the one before is not out yet).
    """

    changed = Signal()
    printingChanged = Signal()
    memoChanged = Signal()
    memoToSay = Signal(list, arguments=["rows"])
    memoUnheard = Signal()

    def __init__(self, context: ScreenContext, slips: SlipMaker) -> None:
        super().__init__(context)
        self._context = context
        self._room = slips.room
        self._paint = slips.paint
        self._machine = slips.machine
        self._site = SiteView(names=(), sample=False)
        self._pages: dict[str, MakeSheet] = {}
        self._offers: Offers | None = None
        self._printing = ""
        self._seconds = 0
        self._slip_of = ""
        self._last: Callable[[], Raster] | None = None
        self._memo = MemoRows(self)
        self._memo_of = ""
        self._memo_code = ""
        self._memo_sample = ""
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self._look)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(DONE_MS)
        self._quiet.timeout.connect(self.dismiss)
        context.visitEnded.connect(self.forget)
        context.minuteChanged.connect(self._ask)

    def offer(self, name: str, make: MakeSheet, renewed: SignalInstance | None = None) -> None:
        """Offer a page under ``name``: ``make`` gives its sheet in some words, or None while it shows nothing.

        Args:
            name: for ``codes``, ``print``, ``openMemo``.
            make: called whenever the sheet is wanted.
            renewed: the page says something else now.
        """
        self._pages[name] = make
        if renewed is not None:
            renewed.connect(self._renewed)

    def ask(self) -> None:
        """Ask the printer how it is; later once a minute."""
        self._ask()

    @Slot()
    def _ask(self) -> None:
        self._room.ask()

    def renew(self, site: SiteView) -> None:
        """The words are there in another language, or the terminal's site is called something else."""
        self._site = site
        if self._memo_of:
            self.show_memo(self._memo_of)
        self._renewed()

    @Slot()
    def forget(self) -> None:
        """The visit is over: no slip, no memo, nothing to say but that one is still coming out."""
        self._last = None
        self._slip_of = ""
        self.hide_memo()
        self.dismiss()

    @property
    def busy(self) -> bool:
        """Whether a slip is coming out."""
        return self._watch.isActive()

    def _words(self) -> Words:
        from kiosk.viewmodels.take_away_words import take_away_words  # noqa: PLC0415 (every kind of record comes along)

        return take_away_words(LOCALES[self._context.language])

    def sheet(self, name: str) -> Sheet | None:
        """What is taken along from a page, in the words of now; None while it shows nothing."""
        make = self._pages.get(name)
        return make(self._words()) if make is not None else None

    def _code(self, sheet: Sheet) -> Payload:
        return code_of(sheet, now=self._context.clock.now())

    # What is offered ----------------------------------------------------------------------------------------------

    @Slot()
    def _renewed(self) -> None:
        self._offers = None  # before the signal: QML asks again before any slot is called
        self.changed.emit()

    def _now(self) -> Offers:
        """Codes and memos of all pages. A page asks for them a dozen times while it is made: put together once a change."""
        if self._offers is None:
            words = self._words()
            sheets = {name: sheet for name, make in self._pages.items() if (sheet := make(words)) is not None}
            self._offers = Offers(
                codes={name: self._code(sheet).text for name, sheet in sheets.items()},
                memos=[name for name, sheet in sheets.items() if memo_rows(sheet)],
                leading=[
                    name for name, sheet in sheets.items() if sheet.opens and self._code(sheet).text == sheet.opens
                ],
            )
        return self._offers

    def _codes(self) -> dict[str, str]:
        return self._now().codes

    # The slip -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def print(self, name: str) -> None:
        """Print the slip of a page."""
        sheet = self.sheet(name)
        if sheet is not None:
            self._slip_of = name if memo_rows(sheet) else ""
            self.print_sheet(sheet)

    def print_sheet(self, sheet: Sheet) -> None:
        """Print a sheet; how it goes is said by ``printing``."""
        now = self._context.now()
        code = self._code(sheet)
        paper = for_paper(sheet)
        self._seconds = SECONDS_FIRST + round(paper_characters(paper) / CHARACTERS_A_SECOND)
        frame = SlipFrame(
            space=qtTrId("app.name"),
            site=qtTrId("site.join").join(self._site.names) + (qtTrId("site.sample") if self._site.sample else ""),
            machine=self._machine,
            printed_at=now,
            scan=self._scan_words(sheet, code),
            family=_FAMILIES.get(self._context.language, "Noto Sans CJK SC"),
            whole=tuple(qtTrId("words.whole").split("|")),
        )
        self._begin(functools.cache(functools.partial(self._paint, paper, code, frame)))

    @staticmethod
    def _scan_words(sheet: Sheet, code: Payload) -> str:
        if token_of(code.text):
            return qtTrId("slip.scan.ticket")
        return qtTrId("place.qr.lead") if code.text == sheet.opens else qtTrId("slip.scan")

    @Slot()
    def reprint(self) -> None:
        """The last slip of this visit once more."""
        if self._last is not None:
            self._begin(self._last)

    def _begin(self, slip: Callable[[], Raster]) -> None:
        if not self._room.begin(slip):
            self._say("waiting" if self._room.width else "offline")
            return
        self._last = slip
        self._watch.start()
        self._say("busy")

    @Slot()
    def _look(self) -> None:
        outcome = self._room.look()
        if outcome is not None:
            self._watch.stop()
            self._say(outcome.value if self._last is not None else "")  # whose slip it was has gone
        elif self._room.state is not PrinterState.BUSY:
            self._watch.stop()

    def _say(self, state: str) -> None:
        self._printing = state
        if state in (Outcome.DONE, "waiting"):
            self._quiet.start()
        else:
            self._quiet.stop()
        self.printingChanged.emit()

    @Slot()
    def dismiss(self) -> None:
        """Nothing more to say; while a job is on, that is said again."""
        self._say("busy" if self._watch.isActive() else "")

    @Slot()
    def page_left(self) -> None:
        """What failed was said on the page where it was tried; a slip that is still coming out is told of on the next too."""
        if self._printing not in ("", "busy", "waiting", Outcome.DONE):
            self.dismiss()

    # The big digits -----------------------------------------------------------------------------------------------

    def show_memo(self, name: str) -> None:
        """The memo of a page comes on the screen."""
        sheet = self.sheet(name)
        self._memo_of = name
        self._memo.replace(memo_rows(sheet) if sheet is not None else ())
        self._memo_code = self._code(sheet).text if sheet is not None else ""
        self._memo_sample = sheet.sample if sheet is not None else ""
        self.memoChanged.emit()

    def hide_memo(self) -> None:
        """It left the screen."""
        if self._memo_of:
            self._memo_of = self._memo_code = self._memo_sample = ""
            self._memo.replace(())
            self.memoChanged.emit()

    @Slot()
    def readMemo(self) -> None:
        """Say the memo slowly: what is big first, digits of a ticket one by one."""
        rows = [self._memo.line(number) for number in range(self._memo.rowCount())]
        self.memoToSay.emit([memo_said(row, qtTrId("words.comma")) for row in rows])

    def _memo_names(self) -> list[str]:
        return self._now().memos

    def _get_memo(self) -> MemoRows:
        return self._memo

    codes = Property("QVariantMap", _codes, notify=changed)
    leading = Property("QStringList", lambda self: self._now().leading, notify=changed)
    memoNames = Property("QStringList", _memo_names, notify=changed)
    memo = Property(MemoRows, _get_memo, constant=True)
    memoCode = Property(str, lambda self: self._memo_code, notify=memoChanged)
    memoSample = Property(str, lambda self: self._memo_sample, notify=memoChanged)
    printing = Property(str, lambda self: self._printing, notify=printingChanged)
    seconds = Property(int, lambda self: self._seconds, notify=printingChanged)
    slipOf = Property(str, lambda self: self._slip_of, notify=printingChanged)
    canReprint = Property(bool, lambda self: self._last is not None, notify=printingChanged)
    hasPrinter = Property(bool, lambda self: self._room.width > 0, constant=True)

    @Property(str, notify=printingChanged)
    def printer(self) -> str:
        """What the printer last said: ``ready``, ``none``, ``paper_out``, ``paper_low``, ``busy``, ``offline``, ``unknown``."""
        return self._room.state.value
