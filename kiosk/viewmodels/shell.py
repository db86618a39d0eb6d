"""The shell around the screens.

Where the terminal stands, the clock, language and access settings, state of the content, which screen is on top. Sleeping view models are started and stopped here as the resident moves.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.freshness import Freshness
from kiosk.domain.text import Language
from kiosk.domain.visit import Patience
from kiosk.usecases.see_site import ContentState, SiteView, content_state, site_view
from kiosk.viewmodels.activities import ActivitiesModel, ActivityModel
from kiosk.viewmodels.benefits import BenefitModel, BenefitsModel
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.guides import GuideModel, GuidesModel
from kiosk.viewmodels.home import HomeModel
from kiosk.viewmodels.idle import BulletinsModel, IdleModel
from kiosk.viewmodels.navigator import HOME, Navigator
from kiosk.viewmodels.news import ArticleModel, NewsModel
from kiosk.viewmodels.reception import MakeDesk, Reception, no_desk
from kiosk.viewmodels.records import RecordModel, RecordsModel
from kiosk.viewmodels.rows import to_qt
from kiosk.viewmodels.services import ServiceModel, ServicesModel
from kiosk.viewmodels.sign_up import SignUpModel
from kiosk.viewmodels.tickets import TicketModel
from kiosk.viewmodels.visit import VisitModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_LOCALES = {Language.ZH_HANS: "zh_CN", Language.ZH_HANT: "zh_HK", Language.EN: "en_GB"}


@QmlElement
@QmlUncreatable("made by the composition root")
class Shell(QObject):
    """One window's shell.

    Signals:
        languageWanted: the interface texts must be loaded in this language (the composition root does it).
    """

    changed = Signal()
    stateChanged = Signal()
    accessChanged = Signal()
    clockChanged = Signal()
    languageWanted = Signal(str, arguments=["language"])

    def __init__(self, context: ScreenContext, *, patience: Patience, make_desk: MakeDesk = no_desk) -> None:
        super().__init__(context)
        self._context = context
        self._elder = False
        self._high_contrast = False
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
        self._sign_up = SignUpModel(context, self.reception)
        self._ticket = TicketModel(context, self.reception)
        self._records = RecordsModel(context)
        self._record = RecordModel(context)
        self._site = SiteView(names=(), sample=False)
        self._state = ContentState(freshness=Freshness.EMPTY, age_days=0)
        self._navigator.moved.connect(self._moved)
        context.contentChanged.connect(self._content_changed)
        context.languageChanged.connect(self._language_changed)
        context.minuteChanged.connect(self._minute_changed)
        context.troubleChanged.connect(self.stateChanged)
        context.visitEnded.connect(self._visit_ended)
        self._content_changed()
        self._home.start()

    def _get_navigator(self) -> Navigator:
        return self._navigator

    def _get_visit(self) -> VisitModel:
        return self._visit

    def _get_bulletins(self) -> BulletinsModel:
        return self._bulletins

    def _get_idle(self) -> IdleModel:
        return self._idle

    def _get_home(self) -> HomeModel:
        return self._home

    def _get_benefits(self) -> BenefitsModel:
        return self._benefits

    def _get_benefit(self) -> BenefitModel:
        return self._benefit

    def _get_services(self) -> ServicesModel:
        return self._services

    def _get_service(self) -> ServiceModel:
        return self._service

    def _get_guides(self) -> GuidesModel:
        return self._guides

    def _get_guide(self) -> GuideModel:
        return self._guide

    def _get_news(self) -> NewsModel:
        return self._news

    def _get_article(self) -> ArticleModel:
        return self._article

    def _get_activities(self) -> ActivitiesModel:
        return self._activities

    def _get_activity(self) -> ActivityModel:
        return self._activity

    def _get_sign_up(self) -> SignUpModel:
        return self._sign_up

    def _get_ticket(self) -> TicketModel:
        return self._ticket

    def _get_records(self) -> RecordsModel:
        return self._records

    def _get_record(self) -> RecordModel:
        return self._record

    navigator = Property(Navigator, _get_navigator, constant=True)
    visit = Property(VisitModel, _get_visit, constant=True)
    bulletins = Property(BulletinsModel, _get_bulletins, constant=True)
    idle = Property(IdleModel, _get_idle, constant=True)
    home = Property(HomeModel, _get_home, constant=True)
    benefits = Property(BenefitsModel, _get_benefits, constant=True)
    benefit = Property(BenefitModel, _get_benefit, constant=True)
    services = Property(ServicesModel, _get_services, constant=True)
    service = Property(ServiceModel, _get_service, constant=True)
    guides = Property(GuidesModel, _get_guides, constant=True)
    guide = Property(GuideModel, _get_guide, constant=True)
    news = Property(NewsModel, _get_news, constant=True)
    article = Property(ArticleModel, _get_article, constant=True)
    activities = Property(ActivitiesModel, _get_activities, constant=True)
    activity = Property(ActivityModel, _get_activity, constant=True)
    signUp = Property(SignUpModel, _get_sign_up, constant=True)
    ticket = Property(TicketModel, _get_ticket, constant=True)
    records = Property(RecordsModel, _get_records, constant=True)
    record = Property(RecordModel, _get_record, constant=True)

    @Slot(bool)
    def _moved(self, forward: bool) -> None:
        screen, argument = self._navigator.top
        self._forms_moved(screen, argument, forward=forward)
        for model, name in (
            (self._home, HOME),
            (self._benefits, "benefits"),
            (self._services, "services"),
            (self._guides, "guides"),
            (self._news, "news"),
            (self._activities, "activities"),
            (self._records, "records"),
        ):
            if screen != name:
                model.stop()
        if screen == HOME:
            self._forget_what_was_looked_at()
            self._home.start()
        elif screen == "benefits":
            self._benefits.start(anew=forward)
        elif screen == "services":
            self._services.start(anew=forward)
        elif screen == "guides":
            self._guides.start()
        elif screen == "guide":
            self._guide.start(argument, anew=forward)
        elif screen == "news":
            self._news.start(argument, anew=forward)
        elif screen == "activities":
            self._activities.start(anew=forward)
        elif screen == "records":
            self._records.start(argument, anew=forward)
        else:
            self._open_record(screen, argument)

    def _forget_what_was_looked_at(self) -> None:
        self._guide.forget()
        self._services.forget()
        self._service.show("")
        self._news.forget()
        self._article.show("")

    def _forms_moved(self, screen: str, argument: str, *, forward: bool) -> None:
        """A form begins empty when its page opens and is forgotten when it is left; so is a ticket that was looked up."""
        found = self._ticket.found
        self._visit.setProperty("formOpen", screen in ("sign_up", "tickets"))
        if screen != "tickets":
            self._ticket.forget()
        if screen != "sign_up":
            self._sign_up.forget()
        elif forward and argument:
            self._sign_up.begin(argument)
        elif forward and found is not None:
            self._sign_up.begin_correction(found)

    def _open_record(self, screen: str, record_id: str) -> None:
        pages = {
            "activity": self._activity,
            "benefit": self._benefit,
            "service": self._service,
            "article": self._article,
            "record": self._record,
        }
        if screen in pages:
            pages[screen].show(record_id)

    @Slot()
    def _visit_ended(self) -> None:
        """The next person finds everything as it was in the morning; lists begin anew whenever they are opened."""
        for page in (self._activity, self._benefit, self._service, self._article, self._record):
            page.show("")
        self._guide.forget()
        self.resetAccess()
        self.setLanguage(Language.ZH_HANS)

    @Slot(str)
    def preview(self, record_id: str) -> None:
        """Show a benefit beside the list (landscape) without moving to another page."""
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
        self.languageWanted.emit(self._context.language.value)

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
        return _LOCALES[self._context.language]

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """Show everything in another language, on the page where the resident is."""
        self._context.set_language(Language(language))

    @Property(str, notify=stateChanged)
    def freshness(self) -> str:
        """``empty``, ``fresh``, ``offline``, ``stale``, or ``error`` while the content file cannot be read."""
        return "error" if self._context.in_trouble else self._state.freshness.value

    @Property(int, notify=stateChanged)
    def ageDays(self) -> int:
        """Whole days since the content was last confirmed."""
        return self._state.age_days

    @Property(bool, notify=accessChanged)
    def elder(self) -> bool:
        """Larger text, one column."""
        return self._elder

    @Property(bool, notify=accessChanged)
    def highContrast(self) -> bool:
        """Black ground, bright text."""
        return self._high_contrast

    @Slot(bool)
    def setElder(self, on: bool) -> None:
        """Switch 大字."""
        if on != self._elder:
            self._elder = on
            self._visit.set_elder(on=on)
            self.accessChanged.emit()

    @Slot(bool)
    def setHighContrast(self, on: bool) -> None:
        """Switch 黑底亮字."""
        if on != self._high_contrast:
            self._high_contrast = on
            self.accessChanged.emit()

    @Slot()
    def resetAccess(self) -> None:
        """Back to how everybody finds it."""
        self.setElder(on=False)
        self.setHighContrast(on=False)
