"""叫工作人员: a call is written into the journal, where staff (at this machine or at the platform) find and answer it.

A call needs no key and no form, so it is taken even while sign-ups are stopped. What the screens see of it is ``desk``; how a
call stands is ``kiosk.domain.help_calls``.
"""

from __future__ import annotations

from data.sealing import plain_draft
from kiosk.domain.help_calls import Call, called, followed
from kiosk.domain.journal_bodies import HelpCall, HelpCancel, Who
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.text import Language
from kiosk.usecases.desk import HelpCalls
from kiosk.usecases.terminal_journal import TerminalJournal

_ABOUT_CALLS = (EntryKind.HELP_CALL, EntryKind.HELP_ANSWER, EntryKind.HELP_CANCEL)


class HelpDesk(HelpCalls):
    """Calls of this terminal.

    Args:
        journal: where they are written.
    """

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal

    def call(
        self,
        screen: str,
        *,
        language: Language,
        silent: bool = False,
        large_text: bool = False,
        again: Call | None = None,
    ) -> Call:
        """See ``HelpCalls``."""
        self._journal.still_ours()
        body = HelpCall(
            screen=screen,
            language=language,
            silent=silent,
            large_text=large_text,
            again=None if again is None else again.first,
        )
        (written,) = self._journal.store.append(plain_draft(body, moment=self._journal.moment()))
        return called(written.id, written.seq, body) if again is None else followed(again, written.id, body)

    def standing(self, call: Call) -> Call:
        """See ``HelpCalls``."""
        now = Call(entries=(call.first,), seq=call.seq, silent=call.silent)
        for each in self._journal.store.entries_after(call.seq, _ABOUT_CALLS):
            body = each.body()
            if body is not None:
                now = followed(now, each.id, body)
        return now

    def cancel(self, call: Call) -> None:
        """See ``HelpCalls``."""
        self._journal.store.append(
            plain_draft(HelpCancel(of=call.first, by=Who.RESIDENT), moment=self._journal.moment())
        )

    def name_of(self, staff: str) -> str:
        """See ``HelpCalls``."""
        roster = self._journal.inbox.roster()
        return next((each.shown for each in roster.staff if each.staff == staff), "") if roster else ""
