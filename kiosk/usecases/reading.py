"""Reading content in the resident's language.

What its author did not write in Traditional Chinese is converted when a record is opened, so that every use case finds it
where ``in_language`` looks. The converter is a port: its adapter is ``kiosk.devices.traditional_chinese``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Calendar, Record
from kiosk.domain.text import Language
from kiosk.domain.traditional import Convert, in_traditional


class ResidentReader(ContentReader):
    """A content reader whose records speak ``language``.

    Args:
        path: ``content.db``.
        scope: the deepest scope of the terminal's path.
        to_traditional: Simplified to Traditional Chinese; not called before Traditional Chinese is chosen.
    """

    def __init__(self, path: Path, scope: str, *, to_traditional: Convert) -> None:
        super().__init__(path, scope)
        self.language = Language.ZH_HANS
        self._to_traditional = to_traditional

    @property
    def to_traditional(self) -> Convert:
        """Simplified to Traditional Chinese, for what is kept over a change of language."""
        return self._to_traditional

    def open(self, ids: Sequence[str], today: dt.date) -> tuple[Record[Body], ...]:
        """The records of ``ids`` shown today, in the order asked; see ``ContentReader.open``."""
        found = super().open(ids, today)
        if self.language is not Language.ZH_HANT:
            return found
        return tuple(in_traditional(record, self._to_traditional) for record in found)

    def in_script(self, text: str) -> str:
        """Simplified Chinese as the resident reads it."""
        return self._to_traditional(text) if self.language is Language.ZH_HANT else text

    def calendars(self, today: dt.date) -> tuple[Calendar, ...]:
        """The calendars in force today; those read in another language before are kept, so they are filled in here."""
        found = super().calendars(today)
        if self.language is not Language.ZH_HANT:
            return found
        return tuple(in_traditional(calendar, self._to_traditional) for calendar in found)
