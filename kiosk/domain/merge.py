"""Which record a resident sees when several scopes of the path hold one with the same id.

The deepest scope whose record is in force today wins; a hiding record in force wins too and shows nothing. A
record that is not yet valid, or has expired, does not shadow the one above it. The content store does the same in SQL;
this is the rule it is tested against.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from kiosk.domain.content import Body, Record
from kiosk.domain.scopes import level_of


def in_force(record: Record[Body], today: dt.date) -> bool:
    """Whether the record counts on ``today``; ``expires_on`` is the last day it does."""
    if record.valid_from is not None and today < record.valid_from:
        return False
    return record.expires_on is None or today <= record.expires_on


def visible(records: Iterable[Record[Body]], today: dt.date) -> Mapping[str, Record[Body]]:
    """The records of one path a resident sees on ``today``, by id."""
    deepest: dict[str, Record[Body]] = {}
    for record in records:
        if not in_force(record, today):
            continue
        held = deepest.get(record.id)
        if held is None or level_of(record.scope) > level_of(held.scope):
            deepest[record.id] = record
    return {key: record for key, record in deepest.items() if not record.hides}
