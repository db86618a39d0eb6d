"""Which pages can be taken along, and what each of them shows now.

A new page is offered here, or by whoever makes it through ``TakeAwayModel.offer``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec import structs

from kiosk.domain.take_away import Sheet
from kiosk.usecases.clock import local
from kiosk.usecases.desk import ticket_token
from kiosk.usecases.take_along import (
    PhoneLine,
    Words,
    activity_sheet,
    article_sheet,
    benefit_sheet,
    guide_sheet,
    phones_sheet,
    place_sheet,
    record_sheet,
    request_sheet,
    service_sheet,
    ticket_sheet,
)
from kiosk.viewmodels.activities import ActivityModel
from kiosk.viewmodels.benefits import BenefitModel
from kiosk.viewmodels.guides import GuideModel
from kiosk.viewmodels.help import HelpModel
from kiosk.viewmodels.news import ArticleModel
from kiosk.viewmodels.places import PlaceModel
from kiosk.viewmodels.records import RecordModel
from kiosk.viewmodels.services import ServiceModel
from kiosk.viewmodels.sign_up import SignUpModel
from kiosk.viewmodels.take_away import MakeSheet, TakeAwayModel
from kiosk.viewmodels.tickets import TicketModel


@dataclass(frozen=True)
class OpenPages:
    """The view models of pages that can be taken along, and where their records are published (None: nowhere)."""

    benefit: BenefitModel
    service: ServiceModel
    activity: ActivityModel
    guide: GuideModel
    article: ArticleModel
    place: PlaceModel
    record: RecordModel
    sign_up: SignUpModel
    ticket: TicketModel
    help: HelpModel
    public_url: str | None

    def offer(self, take_away: TakeAwayModel) -> None:
        """Offer all of them."""
        for name, make, renewed in (
            ("benefit", self._benefit, self.benefit.changed),
            ("service", self._service, self.service.changed),
            ("activity", self._activity, self.activity.changed),
            ("guide", self._guide, self.guide.changed),
            ("article", self._article, self.article.changed),
            ("place", self._place, self.place.changed),
            ("record", self._record, self.record.changed),
        ):
            take_away.offer(name, self._published(make), renewed)
        take_away.offer("ticket", self._new_ticket, self.sign_up.changed)
        take_away.offer("found", self._found_ticket, self.ticket.changed)
        take_away.offer("phones", self._phones, self.help.changed)

    def _published(self, make: Callable[[Words], tuple[str, Sheet] | None]) -> MakeSheet:
        def sheet(words: Words) -> Sheet | None:
            made = make(words)
            if made is None:
                return None
            record_id, made_sheet = made
            return structs.replace(made_sheet, link=self.public_url + record_id) if self.public_url else made_sheet

        return sheet

    def _benefit(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.benefit.view
        return (view.record_id, benefit_sheet(view, words)) if view is not None else None

    def _service(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.service.view
        return (view.record_id, service_sheet(view, words)) if view is not None else None

    def _activity(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.activity.view
        return (view.record_id, activity_sheet(view, words)) if view is not None else None

    def _guide(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.guide.view
        return (view.record_id, guide_sheet(view, self.guide.at, words)) if view is not None else None

    def _article(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.article.view
        return (view.record_id, article_sheet(view, words)) if view is not None else None

    def _place(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.place.view
        return (view.record_id, place_sheet(view, words)) if view is not None else None

    def _record(self, words: Words) -> tuple[str, Sheet] | None:
        view = self.record.view
        return (view.record_id, record_sheet(view, words)) if view is not None else None

    def _phones(self, words: Words) -> Sheet | None:
        view = self.help.view
        if view is None or not view.hotlines:
            return None
        lines = [PhoneLine(when=row.when, number=row.phone, note=row.note) for row in view.hotlines]
        return phones_sheet(words.heading("phones"), lines, words, address=view.address)

    def _new_ticket(self, words: Words) -> Sheet | None:
        if (held := self.sign_up.ticket) is None:
            return None
        subject, promise = held
        if subject.activity is None:
            return request_sheet(
                subject, words, code=promise.code, made_up=promise.made_up, call_by=self.sign_up.call_by
            )
        return ticket_sheet(
            subject.activity,
            words,
            code=promise.code,
            token=promise.token,
            waiting=promise.waiting,
            made_up=promise.made_up,
        )

    def _found_ticket(self, words: Words) -> Sheet | None:
        if (held := self.ticket.ticket) is None:
            return None
        subject, found = held
        if subject.activity is None:
            by = None if found.call_by is None else local(found.call_by)
            return request_sheet(subject, words, code=found.code, call_by=by)
        token = ticket_token(found.code, found.activity, found.entry, None)
        return ticket_sheet(subject.activity, words, code=found.code, token=token, waiting=found.waiting)
