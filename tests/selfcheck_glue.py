"""Small words for tests, in plain English, so that a test sees what came from the rule set and what from the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kiosk.domain.selfcheck.ruleset import Status


class PlainGlue:
    """As ``kiosk.usecases.self_check_texts.Glue`` asks."""

    def date(self, day: dt.date) -> str:
        return day.isoformat()

    def between(self, low: str, high: str) -> str:
        return f"{low}..{high}"

    def at_most(self, high: str) -> str:
        return f"<={high}"

    def at_least(self, low: str) -> str:
        return f">={low}"

    def listed(self, names: Sequence[str]) -> str:
        return " + ".join(names)

    def one_of(self, names: Sequence[str]) -> str:
        return " | ".join(names)

    def numbered(self, title: str, number: int) -> str:
        return f"{title}#{number}"

    def with_unit(self, number: str, unit: str) -> str:
        return f"{number} [{unit}]"

    def unsaid(self) -> str:
        return "(unsaid)"

    def nobody(self) -> str:
        return "(nobody)"

    def status(self, status: Status) -> str:
        return f"({status})"
