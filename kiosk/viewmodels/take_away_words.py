"""The interface's words for what is taken along, in the language that is loaded now."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, qtTrId

from kiosk.domain.take_away import Joints
from kiosk.usecases.take_along import Words
from kiosk.viewmodels.rows import to_qt


def _headings() -> dict[str, str]:
    """The word over a part, by its code."""
    return {
        "about": qtTrId("heading.about"),
        "where": qtTrId("heading.where"),
        "who": qtTrId("heading.who"),
        "who_applies": qtTrId("benefit.who"),
        "hours": qtTrId("heading.hours"),
        "fee": qtTrId("heading.fee"),
        "bring": qtTrId("heading.bring"),
        "not_needed": qtTrId("heading.not_needed"),
        "phone": qtTrId("heading.phone"),
        "host": qtTrId("heading.host"),
        "meaning": qtTrId("heading.meaning"),
        "apply": qtTrId("benefit.where"),
        "time": qtTrId("benefit.time"),
        "online": qtTrId("apply.online"),
        "steps": qtTrId("service.steps"),
        "caller": qtTrId("slip.caller"),
        "call_by": qtTrId("callback.fact.by"),
        "when": qtTrId("slip.when"),
        "ticket": qtTrId("ticket.number"),
        "absent": qtTrId("slip.absent"),
        "phones": qtTrId("slip.phones"),
        "read_out": qtTrId("help.address"),
        "weekday.1": qtTrId("weekday.1"),
        "weekday.2": qtTrId("weekday.2"),
        "weekday.3": qtTrId("weekday.3"),
        "weekday.4": qtTrId("weekday.4"),
        "weekday.5": qtTrId("weekday.5"),
        "weekday.6": qtTrId("weekday.6"),
        "weekday.7": qtTrId("weekday.7"),
        "weekday.all": qtTrId("weekday.all"),
        "weekday.range": qtTrId("weekday.range"),
        "closed": qtTrId("place.closed"),
        "suspended": qtTrId("place.suspended.line"),
        "way": qtTrId("slip.way"),
        "direction": qtTrId("place.direction"),
        "direction.walk": qtTrId("place.direction.walk"),
        "estimate": qtTrId("place.estimate"),
        "metres": qtTrId("distance.metres"),
        "kilometres": qtTrId("distance.kilometres"),
        "steps.yes": qtTrId("place.stepfree"),
        "steps.no": qtTrId("place.steps"),
        "steps.unknown": qtTrId("place.steps.unknown"),
        "quarter.n": qtTrId("quarter.n"),
        "quarter.ne": qtTrId("quarter.ne"),
        "quarter.e": qtTrId("quarter.e"),
        "quarter.se": qtTrId("quarter.se"),
        "quarter.s": qtTrId("quarter.s"),
        "quarter.sw": qtTrId("quarter.sw"),
        "quarter.w": qtTrId("quarter.w"),
        "quarter.nw": qtTrId("quarter.nw"),
        "list": qtTrId("words.list"),
    }


def take_away_words(locale_name: str) -> Words:
    """All of them; ``locale_name`` is for dates."""
    locale, day_format, headings = QLocale(locale_name), qtTrId("format.day"), _headings()

    def heading(code: str) -> str:
        return headings.get(code, "")

    def day(moment: dt.datetime) -> str:
        return locale.toString(to_qt(moment).date(), day_format)

    def clock(moment: dt.datetime) -> str:
        return f"{moment.hour}:{moment:%M}"

    return Words(
        joints=Joints(
            colon=qtTrId("figure.colon"), comma=qtTrId("words.comma"), box=qtTrId("take.box"), more=qtTrId("take.more")
        ),
        heading=heading,
        day=day,
        clock=clock,
        figure=qtTrId("take.amount"),
        figure_year=qtTrId("figure.year"),
        figure_unconfirmed=qtTrId("figure.unconfirmed"),
        verified=qtTrId("benefit.verified"),
        unconfirmed=qtTrId("basis.unconfirmed"),
        sample=qtTrId("tag.sample"),
        no_name=qtTrId("slip.noname"),
        no_ticket_name=qtTrId("slip.noname.ticket"),
        lost_ticket=qtTrId("slip.lost"),
        lost_digits=qtTrId("slip.lost.digits"),
        at_the_window=qtTrId("slip.window"),
        caller_warning=qtTrId("slip.warning"),
        change=qtTrId("take.change"),
        ticket=qtTrId("ticket.kind"),
        queue=qtTrId("ticket.kind.queue"),
    )
