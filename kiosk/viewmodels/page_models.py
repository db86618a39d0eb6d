"""The view models of the pages behind home, each made when one of its screens is first wanted.

The first frame waits for none of them, nor for what they import; hence the imports inside. Making a model says what its screens
wake (``Pages``) and what can be taken along from them (``TakeAwayModel``). Not here: what home, the bars and the sheets need
(``shell``).
"""

# ruff: noqa: PLC0415 (see above)

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.map_folder import UnpackedMaps
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.help import HelpModel
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.pages import Pages
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.take_away import TakeAwayModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from kiosk.domain.take_away import Sheet
    from kiosk.usecases.scanner import Scanner
    from kiosk.usecases.take_along import Words
    from kiosk.viewmodels.activities import ActivitiesModel, ActivityModel
    from kiosk.viewmodels.benefits import BenefitModel, BenefitsModel
    from kiosk.viewmodels.check_pages import SelfCheckPages
    from kiosk.viewmodels.guides import GuideModel, GuidesModel
    from kiosk.viewmodels.hand_over import MakeHandOver
    from kiosk.viewmodels.handwriting import HandwritingModel, MakeRecogniser
    from kiosk.viewmodels.news import ArticleModel, NewsModel
    from kiosk.viewmodels.others import OthersModel
    from kiosk.viewmodels.places import PlacesModel
    from kiosk.viewmodels.records import RecordModel
    from kiosk.viewmodels.search import SearchModel
    from kiosk.viewmodels.services import ServiceModel, ServicesModel
    from kiosk.viewmodels.sign_up_pages import SignUpPages
    from kiosk.viewmodels.take_away_pages import OpenPages

SERVED_BY = {
    "benefits": "benefits",
    "benefit": "benefit",
    "services": "services",
    "service": "service",
    "guides": "guides",
    "guide": "guide",
    "news": "news",
    "article": "article",
    "activities": "activities",
    "activity": "activity",
    "others": "others",
    "sign_up": "sign_ups",
    "tickets": "sign_ups",
    "places": "places",
    "place": "places",
    "record": "record",
    "check": "self_check",
    "check_question": "self_check",
    "check_review": "self_check",
    "check_results": "self_check",
    "check_why": "self_check",
    "check_what_if": "self_check",
    "check_hand_over": "self_check",
    "urgent": "self_check",
    "search": "search",
}
"""Which model has to be there before a screen's page is read, by the name of the screen."""

LOOKED_AT = ("activity", "benefit", "service", "article", "record")
"""Pages that show a record, and nothing once the visit is over or 快速离开 was pressed."""


@dataclass(frozen=True)
class Surroundings:
    """What page models are made with."""

    context: ScreenContext
    navigator: Navigator
    reception: Reception
    pages: Pages
    take_away: TakeAwayModel
    help: HelpModel
    maps: UnpackedMaps
    make_hand_over: MakeHandOver
    make_recogniser: MakeRecogniser
    scanner: Scanner
    stay: Callable[[], None]
    public_url: str | None


class PageModels:
    """The page models of one window."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._context = around.context
        self._offer("phones", lambda sheets, words: sheets.phones(words), around.help.changed)

    def wake(self, screen: str) -> None:
        """Make what serves ``screen``, if that was not done before."""
        served_by = SERVED_BY.get(screen)
        if served_by is not None:
            getattr(self, served_by)

    def made(self, name: str) -> bool:
        """Whether a model is there already; what was never made has nothing to forget."""
        return name in vars(self)

    def moved(self, screen: str, argument: str, *, forward: bool) -> None:
        """``screen`` is on top now: models wake, fall asleep and forget."""
        self.wake(screen)
        self._around.pages.moved(screen, argument, forward=forward)

    def forget_looked_at(self) -> None:
        """No page shows a record any more."""
        for name in LOOKED_AT:
            if self.made(name):
                getattr(self, name).show("")
        if self.made("places"):
            self.places.place.show("")

    def forget_visit(self) -> None:
        """Nobody is there any more."""
        self.forget_looked_at()
        if self.made("guide"):
            self.guide.forget()

    def _offer(self, name: str, make: Callable[[OpenPages, Words], Sheet | None], renewed: SignalInstance) -> None:
        """What can be taken along is put together when somebody takes it along."""
        self._around.take_away.offer(name, lambda words: make(self._sheets, words), renewed)

    @cached_property
    def _sheets(self) -> OpenPages:
        from kiosk.viewmodels.take_away_pages import OpenPages

        return OpenPages(self, self._around.help, self._around.public_url)

    # Lists and records ---------------------------------------------------------------------------------------------

    @cached_property
    def benefits(self) -> BenefitsModel:
        """惠民清单."""
        from kiosk.viewmodels.benefits import BenefitsModel

        made = BenefitsModel(self._context)
        self._around.pages.enter("benefits", opened=lambda _, forward: made.start(anew=forward), left=made.stop)
        return made

    @cached_property
    def benefit(self) -> BenefitModel:
        """One benefit."""
        from kiosk.viewmodels.benefits import BenefitModel

        made = BenefitModel(self._context)
        self._around.pages.enter("benefit", opened=lambda record_id, _: made.show(record_id))
        self._offer("benefit", lambda sheets, words: sheets.benefit(words), made.changed)
        return made

    @cached_property
    def services(self) -> ServicesModel:
        """服务项目."""
        from kiosk.viewmodels.services import ServicesModel

        made = ServicesModel(self._context)
        self._around.pages.enter(
            "services",
            opened=lambda _, forward: made.start(anew=forward),
            left=made.stop,
            forgotten=made.forget,
        )
        return made

    @cached_property
    def service(self) -> ServiceModel:
        """One service."""
        from kiosk.viewmodels.services import ServiceModel

        made = ServiceModel(self._context, self._around.reception)
        self._around.pages.enter(
            "service", opened=lambda record_id, _: made.show(record_id), forgotten=lambda: made.show("")
        )
        self._offer("service", lambda sheets, words: sheets.service(words), made.changed)
        return made

    @cached_property
    def guides(self) -> GuidesModel:
        """办事指引."""
        from kiosk.viewmodels.guides import GuidesModel

        made = GuidesModel(self._context)
        self._around.pages.enter("guides", opened=lambda _, __: made.start(), left=made.stop)
        return made

    @cached_property
    def guide(self) -> GuideModel:
        """One guide, step by step."""
        from kiosk.viewmodels.guides import GuideModel

        made = GuideModel(self._context)
        self._around.pages.enter(
            "guide",
            opened=lambda record_id, forward: made.start(record_id, anew=forward),
            forgotten=made.forget,
        )
        self._offer("guide", lambda sheets, words: sheets.guide(words), made.changed)
        return made

    @cached_property
    def news(self) -> NewsModel:
        """救助动态."""
        from kiosk.viewmodels.news import NewsModel

        made = NewsModel(self._context)
        self._around.pages.enter(
            "news",
            opened=lambda channel, forward: made.start(channel, anew=forward),
            left=made.stop,
            forgotten=made.forget,
        )
        return made

    @cached_property
    def article(self) -> ArticleModel:
        """One piece of news."""
        from kiosk.viewmodels.news import ArticleModel

        made = ArticleModel(self._context)
        self._around.pages.enter(
            "article", opened=lambda record_id, _: made.show(record_id), forgotten=lambda: made.show("")
        )
        self._offer("article", lambda sheets, words: sheets.article(words), made.changed)
        return made

    @cached_property
    def activities(self) -> ActivitiesModel:
        """服务活动."""
        from kiosk.viewmodels.activities import ActivitiesModel

        made = ActivitiesModel(self._context, self._around.reception)
        self._around.pages.enter("activities", opened=lambda _, forward: made.start(anew=forward), left=made.stop)
        return made

    @cached_property
    def activity(self) -> ActivityModel:
        """One activity."""
        from kiosk.viewmodels.activities import ActivityModel

        made = ActivityModel(self._context, self._around.reception)
        self._around.pages.enter("activity", opened=lambda record_id, _: made.show(record_id))
        self._offer("activity", lambda sheets, words: sheets.activity(words), made.changed)
        return made

    @cached_property
    def others(self) -> OthersModel:
        """看别的场."""
        from kiosk.viewmodels.others import OthersModel

        made = OthersModel(self._context, self._around.reception)
        self._around.pages.enter(
            "others", opened=lambda record_id, forward: made.start(record_id, anew=forward), left=made.stop
        )
        return made

    @cached_property
    def places(self) -> PlacesModel:
        """服务地图, with the page of one place."""
        from kiosk.viewmodels.places import PlacesModel

        made = PlacesModel(self._context, self._around.maps)
        made.enter(self._around.pages.enter)
        self._offer("place", lambda sheets, words: sheets.place(words), made.place.changed)
        return made

    @cached_property
    def record(self) -> RecordModel:
        """An urgent notice."""
        from kiosk.viewmodels.records import RecordModel

        made = RecordModel(self._context)
        self._around.pages.enter("record", opened=lambda record_id, _: made.show(record_id))
        self._offer("record", lambda sheets, words: sheets.record(words), made.changed)
        return made

    # Where something is filled in ----------------------------------------------------------------------------------

    @cached_property
    def sign_ups(self) -> SignUpPages:
        """The form for activities and services, and the tickets that are looked up."""
        from kiosk.viewmodels.sign_up_pages import SignUpPages

        made = SignUpPages(self._context, self._around.reception, scanner=self._around.scanner, stay=self._around.stay)
        made.enter(self._around.pages)
        self._offer("ticket", lambda sheets, words: sheets.new_ticket(words), made.form.changed)
        self._offer("found", lambda sheets, words: sheets.found_ticket(words), made.ticket.changed)
        return made

    @cached_property
    def self_check(self) -> SelfCheckPages:
        """政策自测 and the urgent lanes."""
        from kiosk.viewmodels.check_pages import SelfCheckPages

        around = self._around
        made = SelfCheckPages(self._context, around.navigator, around.reception, make_hand_over=around.make_hand_over)
        made.enter(around.pages)
        made.offer(around.take_away)
        return made

    @cached_property
    def search(self) -> SearchModel:
        """The search."""
        from kiosk.viewmodels.search import SearchModel

        made = SearchModel(self._context)

        def opened(_: str, forward: bool) -> None:
            self.handwriting.prepare()
            made.start(anew=forward)

        self._around.pages.enter("search", opened=opened, left=made.stop, forgotten=made.forget)
        return made

    @cached_property
    def handwriting(self) -> HandwritingModel:
        """The pad on which characters are drawn."""
        from kiosk.viewmodels.handwriting import HandwritingModel

        return HandwritingModel(self._context, self._around.make_recogniser)
