"""The pages on which somebody signs up and finds her tickets again: what they share, and what wakes them.

Not here: the form (``sign_up``) and the tickets (``tickets``).
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.usecases.fill_in import Plans
from kiosk.usecases.scanner import Scanner
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.pages import Pages
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.sign_up import SignUpModel
from kiosk.viewmodels.tickets import TicketModel


class SignUpPages:
    """Form and tickets of one window, with the plans of the visit that both know.

    Args:
        context: clock, content, the visit.
        reception: the desks.
        scanner: reads tickets.
        stay: told when something was read: somebody is there.
    """

    def __init__(
        self, context: ScreenContext, reception: Reception, *, scanner: Scanner, stay: Callable[[], None]
    ) -> None:
        plans = Plans()
        self.form = SignUpModel(context, reception, plans)
        self.ticket = TicketModel(context, reception, plans, scanner=scanner, stay=stay)

    def enter(self, pages: Pages) -> None:
        """Say what each page wakes. Tickets are not forgotten while one of them is put right: its form lies over them."""
        pages.enter("sign_up", opened=self._open_form, left=self.form.forget)
        pages.enter("tickets", opened=lambda _, __: self.ticket.start(), left=self.ticket.stop)
        pages.enter("tickets", "sign_up", left=self.ticket.forget)

    def _open_form(self, subject: str, forward: bool) -> None:
        """A form begins empty when its page opens; without a subject it corrects the ticket that was looked up."""
        if forward and subject:
            self.ticket.forget()
            self.form.begin(subject)
        elif forward and (found := self.ticket.found) is not None:
            self.form.begin_correction(found)
