"""Which activities the tour opens: the next ones of some series, for their dates move with the day they were published.

Nothing is drawn here: ``tour`` opens what this finds.
"""

from __future__ import annotations

from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.shell import Shell

TALK = "activity.lawyer-thu."
"""An ordinary one: place, fee, what to bring."""
SENSITIVE = "activity.assistive-day"
"""One that says something of who comes."""
OFTEN = "activity.lawyer-tue."
"""One that is held again, so that there are others to go to."""


def next_of(shell: Shell, series: str) -> str:
    """Id of the next activity of a series; "" where none is published any more."""
    context = shell.parent()
    if not isinstance(context, ScreenContext):
        raise TypeError("the shell belongs to its context")
    now = context.now()
    coming = context.reader.activities(now.date(), since=now, until=None)
    return next((key.id for key in coming if key.id.startswith(series) and key.starts_at > now), "")
