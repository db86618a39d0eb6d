"""The shell around the screens.

Where the terminal stands, the clock, language and access settings, state of the content, which screen is on top. Models of pages:
``page_models``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QDateTime, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.map_folder import UnpackedMaps
from kiosk.domain.farewell import Farewell
from kiosk.domain.freshness import Freshness
from kiosk.domain.text import Language
from kiosk.domain.visit import Patience
from kiosk.usecases.bell import Bell
from kiosk.usecases.printing import PrinterState
from kiosk.usecases.scanner import NoScanner, Scanner
from kiosk.usecases.see_pause import NoOrders, Standing
from kiosk.usecases.see_site import ContentState, SiteView, content_state, site_view
from kiosk.viewmodels.access import AccessModel
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.counting import Counting
from kiosk.viewmodels.health import HealthReports
from kiosk.viewmodels.help import HelpModel
from kiosk.viewmodels.home import HomeModel
from kiosk.viewmodels.idle import BulletinsModel, IdleModel
from kiosk.viewmodels.late import gather, late
from kiosk.viewmodels.navigator import HELP, HOME, IDLE, MEMO, MISHAP, THANKS, Navigator
from kiosk.viewmodels.page_models import PageModels, Surroundings
from kiosk.viewmodels.pages import Pages
from kiosk.viewmodels.paused import PausedModel
from kiosk.viewmodels.reception import MakeDesk, Reception, no_desk
from kiosk.viewmodels.rows import to_qt
from kiosk.viewmodels.take_away import LOCALES, SlipMaker, TakeAwayModel
from kiosk.viewmodels.visit import VisitModel

if TYPE_CHECKING:
    from kiosk.viewmodels.hand_over import MakeHandOver
    from kiosk.viewmodels.handwriting import MakeRecogniser

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

FIRST = frozenset({HOME, IDLE, THANKS, MISHAP})
"""Screens a process may begin with: their pages need no page model."""


@QmlElement
@QmlUncreatable("made by the composition root")
class Shell(QObject):
    """One window's shell.

    Signals:
        languageWanted: the interface texts must be loaded in this language (the composition root does it).
    """

    changed = Signal()
    stateChanged = Signal()
    clockChanged = Signal()
    languageWanted = Signal(str, arguments=["language"])

    def __init__(
        self,
        context: ScreenContext,
        *,
        patience: Patience,
        bell: Bell,
        slips: SlipMaker,
        maps: UnpackedMaps,
        make_hand_over: MakeHandOver,
        make_recogniser: MakeRecogniser,
        make_desk: MakeDesk = no_desk,
        standing: Standing | None = None,
        public_url: str | None = None,
        scanner: Scanner | None = None,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._access = AccessModel(self)
        self._navigator = Navigator(self)
        self._visit = VisitModel(context, self._navigator, patience=patience)
        self._bulletins = BulletinsModel(context)
        self.reception = Reception(make_desk)
        self._idle = IdleModel(context, self._bulletins, self._navigator, reception=self.reception)
        self._home = HomeModel(context)
        self._help = HelpModel(
            context,
            self._navigator,
            self.reception,
            bell=bell,
            stay=self._visit.note_input,
            large_text=lambda: self._access.looks.slow,
        )
        self._take_away = TakeAwayModel(context, slips)
        self._pages = Pages()
        self._models = PageModels(
            Surroundings(
                context=context,
                navigator=self._navigator,
                reception=self.reception,
                pages=self._pages,
                take_away=self._take_away,
                help=self._help,
                maps=maps,
                make_hand_over=make_hand_over,
                make_recogniser=make_recogniser,
                scanner=scanner or NoScanner(),
                stay=self._visit.note_input,
                public_url=public_url,
            )
        )
        self._enter_pages()
        self._site = SiteView(names=(), sample=False)
        self._state = ContentState(freshness=Freshness.EMPTY, age_days=0)
        self._counting = Counting(context, self._navigator, self.reception)
        self._health = HealthReports(
            context,
            self._navigator,
            self.reception,
            printer=lambda: PrinterState(self._take_away.printer),
            scanner=scanner or NoScanner(),
        )
        self._navigator.moved.connect(self._moved)
        self._navigator.moved.connect(self._take_away.page_left)
        context.contentChanged.connect(self._content_changed)
        context.languageChanged.connect(self._language_changed)
        context.minuteChanged.connect(self._minute_changed)
        # Later: the banner takes height from the page, and what is then read may end the trouble while it is still coming up.
        context.troubleChanged.connect(self.stateChanged, Qt.ConnectionType.QueuedConnection)
        context.visitEnded.connect(self._models.forget_visit)
        self._navigator.fled.connect(self._models.forget_looked_at)
        self._visit.settingsOver.connect(self._settings_over)
        self._access.changed.connect(self._looks_changed)
        self._content_changed()
        self._home.start()
        self._paused = PausedModel(
            context, visit=self._visit, reception=self.reception, standing=standing or NoOrders()
        )

    def _enter_pages(self) -> None:
        """Say what the screens wake that need no page model."""
        enter = self._pages.enter
        enter(HELP, opened=lambda _, __: self._help.start(), left=self._help.stop)
        enter(MEMO, opened=lambda name, _: self._take_away.show_memo(name), left=self._take_away.hide_memo)
        enter(HOME, opened=lambda _, __: self._home.start(), left=self._home.stop)

    access = Property(AccessModel, lambda self: self._access, constant=True)
    navigator = Property(Navigator, lambda self: self._navigator, constant=True)
    visit = Property(VisitModel, lambda self: self._visit, constant=True)
    paused = Property(PausedModel, lambda self: self._paused, constant=True)
    bulletins = Property(BulletinsModel, lambda self: self._bulletins, constant=True)
    idle = Property(IdleModel, lambda self: self._idle, constant=True)
    home = Property(HomeModel, lambda self: self._home, constant=True)
    benefits = late("BenefitsModel", lambda self: self._models.benefits)
    benefit = late("BenefitModel", lambda self: self._models.benefit)
    services = late("ServicesModel", lambda self: self._models.services)
    service = late("ServiceModel", lambda self: self._models.service)
    guides = late("GuidesModel", lambda self: self._models.guides)
    guide = late("GuideModel", lambda self: self._models.guide)
    news = late("NewsModel", lambda self: self._models.news)
    article = late("ArticleModel", lambda self: self._models.article)
    activities = late("ActivitiesModel", lambda self: self._models.activities)
    activity = late("ActivityModel", lambda self: self._models.activity)
    others = late("OthersModel", lambda self: self._models.others)
    help = Property(HelpModel, lambda self: self._help, constant=True)
    signUp = late("SignUpModel", lambda self: self._models.sign_ups.form)
    ticket = late("TicketModel", lambda self: self._models.sign_ups.ticket)
    selfCheck = late("SelfCheckPages", lambda self: self._models.self_check)
    search = late("SearchModel", lambda self: self._models.search)
    handwriting = late("HandwritingModel", lambda self: self._models.handwriting)
    map = late("MapModel", lambda self: self._models.places.map)
    places = late("PlacesModel", lambda self: self._models.places)
    place = late("PlaceModel", lambda self: self._models.places.place)
    record = late("RecordModel", lambda self: self._models.record)
    takeAway = Property(TakeAwayModel, lambda self: self._take_away, constant=True)

    @Slot(str)
    def wanted(self, screen: str) -> None:
        """The page of ``screen`` is about to be read: its types have to be registered, its view model there."""
        if screen not in FIRST:
            for _ in gather():
                pass
        self._models.wake(screen)

    @Slot(bool)
    def _moved(self, forward: bool) -> None:
        self._models.moved(*self._navigator.top, forward=forward)

    @Slot()
    def _settings_over(self) -> None:
        """The next person finds everything as it was in the morning; lists begin anew whenever they are opened."""
        self._access.reset()
        self.setLanguage(Language.ZH_HANS)

    @Slot()
    def _looks_changed(self) -> None:
        guided = self._access.press_to_hear
        self._visit.set_looks(Farewell(language=self._context.language, looks=self._access.looks, guided=guided))

    def part(self, farewell: Farewell) -> None:
        """Say the farewell of the process before this one."""
        self._access.take(farewell.looks)
        self._access.press_to_hear = farewell.guided
        self.setLanguage(farewell.language)
        self._visit.part(farewell)
        self._paused.look()

    @Slot(str)
    def preview(self, record_id: str) -> None:
        """Show what was chosen beside its list (landscape) or on the map, without moving to another page."""
        self._counting.viewed(record_id)
        match record_id.partition(".")[0]:
            case "place":
                self._models.places.select(record_id)
            case "service":
                self._models.service.show(record_id)
            case "news":
                self._models.article.show(record_id)
            case _:
                self._models.benefit.show(record_id)

    @Slot()
    def _content_changed(self) -> None:
        site = self._context.attempt(
            lambda: site_view(
                self._context.reader,
                self._context.now().date(),
                scope=self._context.scope,
                place_id=self._context.place_id,
                language=self._context.language,
            )
        )
        if site is not None:
            self._site = site
        self._look_at_state()
        self._take_away.renew(self._site)
        self.changed.emit()

    def _look_at_state(self) -> None:
        state = self._context.attempt(lambda: content_state(self._context.reader, self._context.clock.now()))
        if state is not None:
            self._state = state
        self.stateChanged.emit()

    @Slot()
    def _minute_changed(self) -> None:
        self._look_at_state()
        self.clockChanged.emit()

    @Slot()
    def _language_changed(self) -> None:
        self._content_changed()
        self._looks_changed()
        self.languageWanted.emit(self._context.language.value)
        self._take_away.renew(self._site)
        self._context.textsChanged.emit()

    @Property("QStringList", notify=changed)
    def site(self) -> list[str]:
        """Names of the scopes this terminal stands in, from the district down."""
        return list(self._site.names)

    @Property(bool, notify=changed)
    def siteIsSample(self) -> bool:
        """Whether the space itself is a sample record."""
        return self._site.sample

    @Property(QDateTime, notify=clockChanged)
    def now(self) -> QDateTime:
        """Local wall-clock time, renewed each minute."""
        return to_qt(self._context.now())

    @Property(str, notify=changed)
    def language(self) -> str:
        """Language of the texts: ``zh-Hans``, ``zh-Hant`` or ``en``."""
        return self._context.language.value

    @Property(str, notify=changed)
    def localeName(self) -> str:
        """Locale for dates."""
        return LOCALES[self._context.language]

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """Show everything in another language, on the page where the resident is."""
        self._context.set_language(Language(language))

    @Property(str, notify=stateChanged)
    def freshness(self) -> str:
        """``empty``, ``fresh``, ``offline``, ``stale``, or ``error`` while the content file cannot be read."""
        return "error" if self._context.in_trouble else self._state.freshness.value

    @Property(bool, notify=stateChanged)
    def clockWrong(self) -> bool:
        """Whether the clock of this machine is certainly wrong."""
        return self._state.clock_behind

    @Property(int, notify=stateChanged)
    def ageDays(self) -> int:
        """Whole days since the content was last confirmed."""
        return self._state.age_days
