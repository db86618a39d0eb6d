"""Composition root of the UI process: one window over the content this terminal holds.

Wires reader, clock, view models, texts, images and QML together, and takes them apart in the order that Qt needs (the
engine before the view models). No network, no private key.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import PySide6
import PySide6.QtQuick
import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, QTranslator
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from data.clip_folder import ClipFolder
from data.map_folder import UnpackedMaps
from data.spoken_words import spoken_words
from data.words import say
from kiosk.app.ahead import Ahead
from kiosk.app.desk import DeskMaker, HandOverMaker
from kiosk.app.faces import HeldFaces, dress
from kiosk.app.garbage import GuiThreadCollector
from kiosk.app.guard import refuse_bad_pyside
from kiosk.app.hardening import die_with_parent, forbid_core_dumps
from kiosk.app.images import IconProvider, QrProvider
from kiosk.app.input_watch import InputWatch
from kiosk.app.keyboard import dictionary_folder
from kiosk.app.keypad import Keypad
from kiosk.app.mishap import MishapWatch
from kiosk.app.standing import StandingOrders
from kiosk.app.succession import Succession
from kiosk.devices.bell import PlayedBell
from kiosk.devices.clips import PublishedClips
from kiosk.devices.handwriting import find_recogniser
from kiosk.devices.headphones import InputHeadphones
from kiosk.devices.printer import make_printer
from kiosk.devices.scanner import KeyboardScanner, make_scanner
from kiosk.devices.speech import SpokenByProcesses
from kiosk.devices.traditional_chinese import to_traditional
from kiosk.domain.errors import WorldError
from kiosk.domain.farewell import Farewell
from kiosk.domain.spoken import Speech
from kiosk.domain.take_away import Payload, Sheet
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.domain.visit import Patience
from kiosk.usecases.bell import Bell
from kiosk.usecases.clock import Clock, Stopwatch
from kiosk.usecases.headphones import Headphones
from kiosk.usecases.printing import Printer, PrintRoom, Raster, SlipFrame
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.scanner import Scanner
from kiosk.usecases.speech import Speaker
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.guidance import GuidanceModel
from kiosk.viewmodels.hush import Hush
from kiosk.viewmodels.memo_voice import MemoVoice
from kiosk.viewmodels.reading import ReadingModel
from kiosk.viewmodels.shell import Shell
from kiosk.viewmodels.take_away import SlipMaker
from kiosk.viewmodels.voice import VoiceModel

_log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
VOICES_AHEAD_MS = 1500
"""Which languages are spoken here is known before somebody presses a key of the pad: the first words are in two of them."""
TIDY_MS = 250
"""After a visit, once the idle screen is up: what its pages left in QML's heap is collected."""
# Queued: the threaded render loop swaps frames in a thread of its own.
_ONCE_QUEUED = Qt.ConnectionType(
    Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value
)
_QM_NAMES = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}


@dataclass(frozen=True)
class UiFiles:
    """Where the UI's own files lie: QML, artwork, compiled texts."""

    qml: Path
    assets: Path
    texts: Path

    @classmethod
    def find(cls, root: Path = ROOT) -> UiFiles:
        """The files of this installation: texts beside the sources (package) or under ``.dev`` (development).

        Raises:
            WorldError: the texts were not compiled (``ui.no_texts``).
        """
        for texts in (root / "ui" / "i18n", root / ".dev" / "i18n"):
            if (texts / "zh_Hans.qm").is_file():
                return cls(qml=root / "ui", assets=root / "assets", texts=texts)
        raise WorldError("ui.no_texts", folder=root)


def make_application() -> QGuiApplication:
    """The Qt application, with the interface font. ``sys.argv`` never reaches Qt.

    Raises:
        WorldError: this PySide6 and Python do not go together, or see ``faces.dress``.
    """
    refuse_bad_pyside(PySide6.__version__)
    app = QGuiApplication(["kiosk"])
    dress(app, UiFiles.find().assets)
    return app


class KioskUi:
    """The UI of one terminal. Close it; the engine goes before the view models.

    Raises:
        WorldError: see ``UiFiles.find``.
        RuntimeError: the QML does not load (a bug; the messages were logged).
    """

    _ahead: Ahead | None = None  # what loads ahead, once the window is up

    def __init__(
        self,
        app: QGuiApplication,
        state: Path,
        *,
        settings: TerminalSettings,
        clock: Clock,
        stopwatch: Stopwatch = time.monotonic,
        still: bool = False,
        waiting: bool = False,
        spare: bool = False,
        succession: Succession | None = None,
        bell: Bell | None = None,
        printer: Printer | None = None,
        speaker: Speaker | None = None,
        scanner: Scanner | None = None,
        headphones: Headphones | None = None,
        files: UiFiles | None = None,
    ) -> None:
        files = files or UiFiles.find()
        self._app = app
        self._texts = files.texts
        self._translator: QTranslator | None = None
        self._reader = ResidentReader(Path(StateFiles(state).content_db), settings.scope, to_traditional=to_traditional)
        self.context = ScreenContext(
            self._reader, clock, place_id=settings.place_id, scope=settings.scope, stopwatch=stopwatch
        )
        self._standing = StandingOrders(state)
        self._bell = PlayedBell(files.assets / "sounds" / "bell.wav")
        self._print_room = PrintRoom(printer or make_printer(settings.printer), stopwatch=time.monotonic)
        self._scanner = scanner or make_scanner(settings.scanner, self.context)
        dictionary_folder()
        self.shell = Shell(
            self.context,
            bell=bell or self._bell,
            patience=Patience(idle_after_s=settings.idle_after_s),
            slips=SlipMaker(room=self._print_room, paint=self._paint_slip, machine=settings.terminal_id),
            maps=UnpackedMaps(Path(StateFiles(state).map)),
            make_desk=DeskMaker(state, settings=settings, reader=self._reader, clock=clock),
            make_hand_over=HandOverMaker(state, settings=settings, clock=clock),
            standing=self._standing,
            public_url=settings.public_url,
            make_recogniser=find_recogniser,
            scanner=self._scanner,
        )
        self._speaker = SpokenByProcesses(clips=PublishedClips(ClipFolder(Path(StateFiles(state).voice))))
        self._jack = InputHeadphones()
        self.voice = VoiceModel(
            self.context,
            visit=self.shell.visit,
            speaker=speaker or self._speaker,
            make_speech=lambda: Speech(spoken_words()),
            sound=settings.sound,
            headphones=headphones or self._jack,
        )
        self.reading = ReadingModel(
            self.context,
            navigator=self.shell.navigator,
            visit=self.shell.visit,
            voice=self.voice,
        )
        self.guidance = GuidanceModel(
            self.context,
            navigator=self.shell.navigator,
            visit=self.shell.visit,
            voice=self.voice,
            reading=self.reading,
            access=self.shell.access,
            quiet=lambda: self.shell.navigator.screen == "urgent" and self.shell.selfCheck.urgent.quiet,
        )
        MemoVoice(self.shell.takeAway, self.voice, self.shell.navigator)
        self.context.visitEnded.connect(self._clear_clipboard)
        if waiting:
            self.shell.visit.rest()
        self._load_texts(self.shell.language)
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(files.qml))
        self.engine.addImageProvider("icon", IconProvider(files.assets / "icons"))
        self.engine.addImageProvider("qr", QrProvider())
        self.shell.languageWanted.connect(self._change_language)
        self.engine.setInitialProperties(
            {
                "app": self.shell,
                "reading": self.reading,
                "guidance": self.guidance,
                "pixelsPerMm": 0.0,
                "glassEdgeMm": settings.panel.edge_mm,
                "still": still,
                "width": 1080,
                "height": 1920,
            }
        )
        self.engine.loadFromModule("Kiosk.Screens", "Main")
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("Kiosk.Screens/Main did not load")
        self.window: QQuickWindow = roots[0]
        self._tidy_after_visits()
        self._faces = HeldFaces()
        self._faces.hold(self.shell.language)
        self._panel = settings.panel
        self._succession = succession
        if succession is not None:
            self.shell.visit.becamePersonal.connect(succession.expect)
            self.shell.visit.parted.connect(self._part)
        self.guidance.attach(self.window)
        self._keypad = Keypad(
            self.window, self.guidance, hush=Hush(self.window, voice=self.voice, reading=self.reading)
        )
        self.window.installEventFilter(self._keypad)
        self._input_watch = InputWatch(self.shell.visit, succession)  # sees everything before the keypad takes its own
        self.window.installEventFilter(self._input_watch)
        if isinstance(self._scanner, KeyboardScanner):  # its keys are looked at first
            self.window.installEventFilter(self._scanner)
        if not spare:
            self.begin()

    def begin(self) -> None:
        """Be the screen. Until then nothing is watched and no device is asked: journal and printer belong to the screen that is up."""
        self.context.start()
        self.shell.takeAway.ask()

    def _part(self) -> None:
        """What was typed here was in this process's memory: it lets go of the journal and asks to be replaced, the printer once it is free."""
        if self._succession is not None:
            self.context.stop()
            if self._ahead is not None:
                self._ahead.stop()
            self.shell.reception.close()
            self._succession.part(self.shell.visit.farewell, busy=lambda: self.shell.takeAway.busy)

    def _tidy_after_visits(self) -> None:
        self._tidying = QTimer(singleShot=True, interval=TIDY_MS)
        self._tidying.timeout.connect(self.engine.collectGarbage)
        self.context.visitEnded.connect(self._tidying.start)

    def _clear_clipboard(self) -> None:
        board = self._app.clipboard()
        board.clear(QClipboard.Mode.Clipboard)
        if board.supportsSelection():
            board.clear(QClipboard.Mode.Selection)

    def _load_texts(self, language: str) -> None:
        fresh = QTranslator()
        if not fresh.load(str(self._texts / f"{_QM_NAMES[language]}.qm")):
            raise WorldError("ui.no_texts", folder=self._texts)
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._app.installTranslator(fresh)
        self._translator = fresh

    def _change_language(self, language: str) -> None:
        self._load_texts(language)
        self._faces.hold(language)
        self.engine.retranslate()

    def _paint_slip(self, sheet: Sheet, code: Payload, frame: SlipFrame) -> Raster:
        from kiosk.devices.slip import paint_slip  # noqa: PLC0415 (the first slip comes long after the first frame)

        return paint_slip(sheet, code, frame, width=self._print_room.width)

    def resize(self, width: int, height: int) -> None:
        """Give the window a size in px."""
        self.window.setWidth(width)
        self.window.setHeight(height)

    def show(self, *, full_screen: bool, landscape: bool = False) -> None:
        """Open the window: the whole screen, or as large as fits with the proportions of the real panel."""
        screen = self._app.primaryScreen().availableGeometry()
        if full_screen:
            whole = self._app.primaryScreen().geometry()
            # Without a window manager a full-screen window keeps its size, so it is given one.
            self.resize(whole.width(), whole.height())
            long_px, long_mm = max(whole.width(), whole.height()), max(self._panel.width_mm, self._panel.height_mm)
            self.window.setProperty("pixelsPerMm", long_px / long_mm)
            self.window.showFullScreen()
            return
        wide, high = (1920, 1080) if landscape else (1080, 1920)
        scale = min(1.0, (screen.width() - 16) / wide, (screen.height() - 48) / high)
        self.resize(round(wide * scale), round(high * scale))
        self.window.show()

    def load_ahead(self) -> None:
        """Load what the first frame did not wait for, as time allows."""
        screens = UiFiles.find().qml / "Kiosk" / "Screens"
        self._ahead = Ahead(self.engine, screens, open_desk=self.shell.reception.open_ahead)
        QTimer.singleShot(VOICES_AHEAD_MS, self.voice.ask_voices)

    def close(self) -> None:
        """Take everything apart; the object is of no use afterwards."""
        self.context.stop()
        if self._ahead is not None:
            self._ahead.stop()
        self._tidying.stop()
        self.window.removeEventFilter(self._input_watch)
        self.window.removeEventFilter(self._keypad)
        self.guidance.detach()
        self.window.close()
        # A page that was just left waits to be deleted. It would outlive the theme, and warn that its letters have no size.
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shiboken6.delete(self.engine)  # before the view models, or its bindings read what is gone
        del self.window, self.engine, self._input_watch, self._keypad, self._faces
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._scanner.close()
        self._bell.close()
        self._speaker.close()
        self._jack.close()
        self.shell.reception.close()
        self._standing.close()
        self._print_room.close()
        self._reader.close()


def run_ui(
    state: Path,
    *,
    settings: TerminalSettings,
    clock: Clock,
    full_screen: bool,
    landscape: bool,
    line: socket.socket,
    spare: bool,
) -> int:
    """Be a screen until the window is closed or the process is asked to end; the value is the exit code.

    Args:
        state: the state folder.
        settings: of the terminal.
        clock: present time.
        full_screen: cover the whole screen.
        landscape: shape of the window otherwise.
        line: to the supervisor.
        spare: make everything ready, and show it when the supervisor says so.
    """
    forbid_core_dumps()
    die_with_parent()
    app = make_application()
    collector = GuiThreadCollector()
    succession = Succession(line)
    ui = KioskUi(app, state, settings=settings, clock=clock, waiting=True, spare=spare, succession=succession)
    # Python handles a signal when it next runs; the content timer enters Python twice a second.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.quit())
    succession.alone.connect(app.quit)
    mishaps = MishapWatch(ui.shell.navigator.stumble, lambda: app.exit(os.EX_SOFTWARE))
    mishaps.install()

    def show() -> None:
        ui.show(full_screen=full_screen, landscape=landscape)
        _log.info(say("ui.opened", width=ui.window.width(), height=ui.window.height(), platform=app.platformName()))
        ui.load_ahead()

    ui.window.frameSwapped.connect(succession.shown, _ONCE_QUEUED)

    def take_over(farewell: Farewell) -> None:
        ui.begin()
        ui.shell.part(farewell)
        show()

    succession.taken_over.connect(take_over)
    succession.woken.connect(ui.shell.visit.wake)
    if not spare:
        show()
    code = app.exec()
    mishaps.remove()
    ui.close()
    collector.stop()
    return code
