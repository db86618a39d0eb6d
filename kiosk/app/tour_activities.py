"""Which activities the tour opens, and how far their form is filled in: the next of a series, for dates move with publication.

Nothing is drawn here: ``tour`` opens what this finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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


def fill_in(shell: Shell, digits: str) -> None:
    """The open form: a surname, a form of address, a telephone; nothing where this machine takes no names."""
    form = shell.signUp
    if not form.letters:
        return
    form.setLetter(form.letters[0])
    form.pick(form.choices[0])
    form.setForm("ms")
    form.goOn()
    for digit in digits:
        form.press(digit)


def form_pictures(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """The steps of a sign-up behind the name, and what is asked first where taking part shows something."""

    def phone() -> None:
        shell.navigator.open("sign_up", next_of(shell, TALK))
        fill_in(shell, "139000000")

    def read_back() -> None:
        shell.navigator.open("sign_up", next_of(shell, TALK))
        fill_in(shell, "13900000000")
        shell.signUp.goOn()

    yield "sign-up-phone", phone
    yield "sign-up-read-back", read_back
    yield "sign-up-consent", lambda: shell.navigator.open("sign_up", next_of(shell, SENSITIVE))
