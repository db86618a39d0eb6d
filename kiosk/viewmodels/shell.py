"""The shell around the screens.

Where the terminal stands, the clock, language and access settings, state of the content, which screen is on top. Sleeping view models are started and stopped here as the resident moves.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.map_folder import UnpackedMaps
from kiosk.domain.farewell import Farewell
from kiosk.domain.freshness import Freshness
from kiosk.domain.text import Language
from kiosk.domain.visit import Patience
from kiosk.usecases.bell import Bell
from kiosk.usecases.see_pause import NoOrders, Standing
from kiosk.usecases.see_site import ContentState, SiteView, content_state, site_view
from kiosk.viewmodels.access import AccessModel
from kiosk.viewmodels.activities import ActivitiesModel, ActivityModel
from kiosk.viewmodels.benefits import BenefitModel, BenefitsModel
from kiosk.viewmodels.check_pages import SelfCheckPages
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.counting import Counting
from kiosk.viewmodels.guides import GuideModel, GuidesModel
from kiosk.viewmodels.hand_over import MakeHandOver, no_hand_over
from kiosk.viewmodels.handwriting import HandwritingModel, MakeRecogniser, no_recogniser
from kiosk.viewmodels.help import HelpModel
from kiosk.viewmodels.home import HomeModel
from kiosk.viewmodels.idle import BulletinsModel, IdleModel
from kiosk.viewmodels.map import MapModel
from kiosk.viewmodels.navigator import HELP, HOME, MEMO, Navigator
from kiosk.viewmodels.news import ArticleModel, NewsModel
from kiosk.viewmodels.pages import Pages
from kiosk.viewmodels.paused import PausedModel
from kiosk.viewmodels.places import PlaceModel, PlacesModel
from kiosk.viewmodels.reception import MakeDesk, Reception, no_desk
from kiosk.viewmodels.records import RecordModel, RecordsModel
from kiosk.viewmodels.rows import to_qt
from kiosk.viewmodels.search import SearchModel
from kiosk.viewmodels.services import ServiceModel, ServicesModel
from kiosk.viewmodels.sign_up import SignUpModel
from kiosk.viewmodels.sign_up_pages import SignUpPages
from kiosk.viewmodels.take_away import LOCALES, SlipMaker, TakeAwayModel
from kiosk.viewmodels.take_away_pages import OpenPages
from kiosk.viewmodels.tickets import TicketModel
from kiosk.viewmodels.visit import VisitModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


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
        make_desk: MakeDesk = no_desk,
        make_hand_over: MakeHandOver = no_hand_over,
        standing: Standing | None = None,
        public_url: str | None = None,
        make_recogniser: MakeRecogniser = no_recogniser,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._access = AccessModel(self)
        self._navigator = Navigator(self)
        self._visit = VisitModel(context, self._navigator, patience=patience)
        self._bulletins = BulletinsModel(context)
        self._idle = IdleModel(context, self._bulletins, self._navigator)
        self._home = HomeModel(context)
        self._benefits = BenefitsModel(context)
        self._benefit = BenefitModel(context)
        self._services = ServicesModel(context)
        self._service = ServiceModel(context)
        self._guides = GuidesModel(context)
        self._guide = GuideModel(context)
        self._news = NewsModel(context)
        self._article = ArticleModel(context)
        self.reception = Reception(make_desk)
        self._activities = ActivitiesModel(context, self.reception)
        self._activity = ActivityModel(context, self.reception)
        self._sign_ups = SignUpPages(context, self.reception)
        self._help = HelpModel(
            context,
            self._navigator,
            self.reception,
            bell=bell,
            stay=self._visit.note_input,
            large_text=lambda: self._access.looks.slow,
        )
        self._self_check = SelfCheckPages(context, self._navigator, self.reception, make_hand_over=make_hand_over)
        self._search = SearchModel(context)
        self._handwriting = HandwritingModel(context, make_recogniser)
        self._places = PlacesModel(context, maps)
        self._records = RecordsModel(context)
        self._record = RecordModel(context)
        self._take_away = TakeAwayModel(context, slips)
        OpenPages(
            benefit=self._benefit,
            service=self._service,
            activity=self._activity,
            guide=self._guide,
            article=self._article,
            place=self._places.place,
            record=self._record,
            sign_up=self._sign_ups.form,
            ticket=self._sign_ups.ticket,
            help=self._help,
            public_url=public_url,
        ).offer(self._take_away)
        self._self_check.offer(self._take_away)
        self._site = SiteView(names=(), sample=False)
        self._state = ContentState(freshness=Freshness.EMPTY, age_days=0)
        self._counting = Counting(context, self._navigator, self.reception)
        self._pages = Pages()
        self._enter_pages()
        self._navigator.moved.connect(self._moved)
        context.contentChanged.connect(self._content_changed)
        context.languageChanged.connect(self._language_changed)
        context.minuteChanged.connect(self._minute_changed)
        context.troubleChanged.connect(self.stateChanged)
        context.visitEnded.connect(self._visit_ended)
        self._navigator.fled.connect(self._forget_looked_at)
        self._visit.settingsOver.connect(self._settings_over)
        self._access.changed.connect(self._looks_changed)
        self._content_changed()
        self._home.start()
        self._paused = PausedModel(
            context, visit=self._visit, reception=self.reception, standing=standing or NoOrders()
        )

    def _enter_pages(self) -> None:
        """Say which view model each screen wakes."""
        enter = self._pages.enter
        enter(HELP, opened=lambda _, __: self._help.start(), left=self._help.stop)
        self._sign_ups.enter(self._pages)
        enter(MEMO, opened=lambda name, _: self._take_away.show_memo(name), left=self._take_away.hide_memo)
        enter(HOME, opened=lambda _, __: self._home.start(), left=self._home.stop)
        enter("benefits", opened=lambda _, forward: self._benefits.start(anew=forward), left=self._benefits.stop)
        enter("benefit", opened=lambda record_id, _: self._benefit.show(record_id))
        enter(
            "services",
            opened=lambda _, forward: self._services.start(anew=forward),
            left=self._services.stop,
            forgotten=self._services.forget,
        )
        enter(
            "service",
            opened=lambda record_id, _: self._service.show(record_id),
            forgotten=lambda: self._service.show(""),
        )
        enter("guides", opened=lambda _, __: self._guides.start(), left=self._guides.stop)
        enter(
            "guide",
            opened=lambda record_id, forward: self._guide.start(record_id, anew=forward),
            forgotten=self._guide.forget,
        )
        enter(
            "news",
            opened=lambda channel, forward: self._news.start(channel, anew=forward),
            left=self._news.stop,
            forgotten=self._news.forget,
        )
        enter(
            "article",
            opened=lambda record_id, _: self._article.show(record_id),
            forgotten=lambda: self._article.show(""),
        )
        enter("activities", opened=lambda _, forward: self._activities.start(anew=forward), left=self._activities.stop)
        enter("activity", opened=lambda record_id, _: self._activity.show(record_id))
        self._places.enter(enter)
        enter(
            "records",
            opened=lambda shelf, forward: self._records.start(shelf, anew=forward),
            left=self._records.stop,
        )
        enter("record", opened=lambda record_id, _: self._record.show(record_id))
        self._self_check.enter(self._pages)
        enter("search", opened=self._open_search, left=self._search.stop, forgotten=self._search.forget)

    access = Property(AccessModel, lambda self: self._access, constant=True)
    navigator = Property(Navigator, lambda self: self._navigator, constant=True)
    visit = Property(VisitModel, lambda self: self._visit, constant=True)
    paused = Property(PausedModel, lambda self: self._paused, constant=True)
    bulletins = Property(BulletinsModel, lambda self: self._bulletins, constant=True)
    idle = Property(IdleModel, lambda self: self._idle, constant=True)
    home = Property(HomeModel, lambda self: self._home, constant=True)
    benefits = Property(BenefitsModel, lambda self: self._benefits, constant=True)
    benefit = Property(BenefitModel, lambda self: self._benefit, constant=True)
    services = Property(ServicesModel, lambda self: self._services, constant=True)
    service = Property(ServiceModel, lambda self: self._service, constant=True)
    guides = Property(GuidesModel, lambda self: self._guides, constant=True)
    guide = Property(GuideModel, lambda self: self._guide, constant=True)
    news = Property(NewsModel, lambda self: self._news, constant=True)
    article = Property(ArticleModel, lambda self: self._article, constant=True)
    activities = Property(ActivitiesModel, lambda self: self._activities, constant=True)
    activity = Property(ActivityModel, lambda self: self._activity, constant=True)
    help = Property(HelpModel, lambda self: self._help, constant=True)
    signUp = Property(SignUpModel, lambda self: self._sign_ups.form, constant=True)
    ticket = Property(TicketModel, lambda self: self._sign_ups.ticket, constant=True)
    selfCheck = Property(SelfCheckPages, lambda self: self._self_check, constant=True)
    search = Property(SearchModel, lambda self: self._search, constant=True)
    handwriting = Property(HandwritingModel, lambda self: self._handwriting, constant=True)
    map = Property(MapModel, lambda self: self._places.map, constant=True)
    places = Property(PlacesModel, lambda self: self._places, constant=True)
    place = Property(PlaceModel, lambda self: self._places.place, constant=True)
    records = Property(RecordsModel, lambda self: self._records, constant=True)
    record = Property(RecordModel, lambda self: self._record, constant=True)
    takeAway = Property(TakeAwayModel, lambda self: self._take_away, constant=True)

    @Slot(bool)
    def _moved(self, forward: bool) -> None:
        screen, argument = self._navigator.top
        self._pages.moved(screen, argument, forward=forward)

    def _open_search(self, _argument: str, forward: bool) -> None:
        self._handwriting.prepare()
        self._search.start(anew=forward)

    @Slot()
    def _visit_ended(self) -> None:
        """Nothing of the visit stays; language and size are the thank-you page's until it goes (``_settings_over``)."""
        self._forget_looked_at()
        self._guide.forget()

    @Slot()
    def _forget_looked_at(self) -> None:
        for page in (self._activity, self._benefit, self._service, self._article, self._places.place, self._record):
            page.show("")

    @Slot()
    def _settings_over(self) -> None:
        """The next person finds everything as it was in the morning; lists begin anew whenever they are opened."""
        self._access.reset()
        self.setLanguage(Language.ZH_HANS)

    @Slot()
    def _looks_changed(self) -> None:
        self._visit.set_looks(Farewell(language=self._context.language, looks=self._access.looks))

    def part(self, farewell: Farewell) -> None:
        """Say the farewell of the process before this one."""
        self._access.take(farewell.looks)
        self.setLanguage(farewell.language)
        self._visit.part(farewell)
        self._paused.look()

    @Slot(str)
    def preview(self, record_id: str) -> None:
        """Show a benefit beside the list (landscape) without moving to another page."""
        if self._benefit.found:  # the first of a list stands there by itself, nobody chose it
            self._counting.viewed(record_id)
        self._benefit.show(record_id)

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
