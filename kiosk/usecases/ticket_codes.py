"""Signing the codes of tickets, and telling whether a scanned one was signed here. Works without any network."""

from __future__ import annotations

from data.sealing import plain_draft
from data.ticket_key import load_ticket_key, make_ticket_key, public_half, signed_by
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.ticket_code import TicketCode, TicketKey, signed_part, token
from kiosk.usecases.terminal_journal import TerminalJournal


class TicketCodes:
    """The codes of one terminal's tickets.

    Args:
        journal: tells the platform with which key they are signed.
    """

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal
        self._told: tuple[str, set[str]] = ("", set())

    def _known(self) -> set[str]:
        """Every key told in the present journal."""
        journal = self._journal.me().journal
        if self._told[0] != journal:
            said = (each.body() for each in self._journal.store.entries_after(0, (EntryKind.TICKET_KEY,)))
            self._told = (journal, {body.key for body in said if isinstance(body, TicketKey)})
        return self._told[1]

    def token(self, ticket: str, entry: str) -> str:
        """The code of a ticket, the same whenever it is asked for. The key is told before anything is signed with it.

        Raises:
            WorldError: the disk failed.
        """
        key = make_ticket_key(self._journal.folder)
        if (public := public_half(key)) not in self._known():
            self._journal.store.append(plain_draft(TicketKey(key=public), moment=self._journal.moment()))
            self._told[1].add(public)
        return token(ticket, entry, key.sign(signed_part(ticket, entry)))

    def ours(self, code: TicketCode) -> bool:
        """Whether it was signed here: with the key that is in use, or one that was told in this journal before."""
        key = load_ticket_key(self._journal.folder)
        return signed_by(code, self._known() | (set() if key is None else {public_half(key)}))
