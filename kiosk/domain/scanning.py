"""Which ticket a scanned code names. What a scanner is, and how it speaks, is ``kiosk.devices.scanner``."""

from __future__ import annotations

import re

_TICKET_RE = re.compile(r"\bSJY1 ([A-D])(\d{3})(?!\d)")


def ticket_in(text: str) -> str | None:
    """The ticket's number in what a scanner read (the token, or the calendar entry or note around it); None for none.

    The number alone: whoever shows a code must still know the four digits.
    """
    found = _TICKET_RE.search(text)
    return None if found is None else found[1] + found[2]
