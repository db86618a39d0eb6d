"""What can be taken along from each page: what it shows now.

Who offers it, and under which name: ``page_models``, through ``TakeAwayModel.offer``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from kiosk.domain.take_away import Sheet
from kiosk.usecases.clock import local
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
from kiosk.viewmodels.help import HelpModel

if TYPE_CHECKING:
    from kiosk.viewmodels.page_models import PageModels


class OpenPages:
    """What can be taken along from pages that are open.

    Args:
        models: of the pages.
        help_model: numbers to ring.
        public_url: where records are published; None: nowhere.
    """

    def __init__(self, models: PageModels, help_model: HelpModel, public_url: str | None) -> None:
        self._models = models
        self._help = help_model
        self._public_url = public_url

    def _published(self, record_id: str, sheet: Sheet) -> Sheet:
        return structs.replace(sheet, link=self._public_url + record_id) if self._public_url else sheet

    def benefit(self, words: Words) -> Sheet | None:
        """Of the benefit on the screen."""
        view = self._models.benefit.view
        return self._published(view.record_id, benefit_sheet(view, words)) if view is not None else None

    def service(self, words: Words) -> Sheet | None:
        """Of the service on the screen."""
        view = self._models.service.view
        return self._published(view.record_id, service_sheet(view, words)) if view is not None else None

    def activity(self, words: Words) -> Sheet | None:
        """Of the activity on the screen."""
        view = self._models.activity.view
        return self._published(view.record_id, activity_sheet(view, words)) if view is not None else None

    def guide(self, words: Words) -> Sheet | None:
        """Of the guide on the screen."""
        view = self._models.guide.view
        return (
            self._published(view.record_id, guide_sheet(view, self._models.guide.at, words))
            if view is not None
            else None
        )

    def article(self, words: Words) -> Sheet | None:
        """Of the article on the screen."""
        view = self._models.article.view
        return self._published(view.record_id, article_sheet(view, words)) if view is not None else None

    def place(self, words: Words) -> Sheet | None:
        """Of the place on the screen."""
        view = self._models.places.place.view
        return self._published(view.record_id, place_sheet(view, words)) if view is not None else None

    def record(self, words: Words) -> Sheet | None:
        """Of the record on the screen."""
        view = self._models.record.view
        return self._published(view.record_id, record_sheet(view, words)) if view is not None else None

    def phones(self, words: Words) -> Sheet | None:
        """The numbers to ring."""
        view = self._help.view
        if view is None or not view.hotlines:
            return None
        lines = [PhoneLine(when=row.when, number=row.phone, note=row.note) for row in view.hotlines]
        return phones_sheet(words.heading("phones"), lines, words, address=view.address)

    def new_ticket(self, words: Words) -> Sheet | None:
        """The ticket that was just made."""
        if (held := self._models.sign_ups.form.ticket) is None:
            return None
        subject, promise = held
        if subject.activity is None:
            return request_sheet(
                subject,
                words,
                code=promise.code,
                token=promise.token,
                made_up=promise.made_up,
                has_phone=not promise.made_up,
                call_by=self._models.sign_ups.form.call_by,
            )
        return ticket_sheet(
            subject.activity,
            words,
            code=promise.code,
            token=promise.token,
            waiting=promise.waiting,
            made_up=promise.made_up,
        )

    def found_ticket(self, words: Words) -> Sheet | None:
        """The ticket that was looked up."""
        if (held := self._models.sign_ups.ticket.ticket) is None:
            return None
        subject, found = held
        if subject.activity is None:
            by = None if found.call_by is None else local(found.call_by)
            return request_sheet(
                subject,
                words,
                code=found.code,
                token=found.token,
                made_up=found.made_up,
                has_phone=found.has_phone,
                call_by=by,
            )
        return ticket_sheet(
            subject.activity,
            words,
            code=found.code,
            token=found.token,
            waiting=found.waiting,
            made_up=found.made_up,
        )
