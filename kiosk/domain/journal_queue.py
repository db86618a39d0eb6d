"""The public part of entries about a seat that is kept for somebody of the queue. See ``kiosk.domain.journal_bodies``."""

from __future__ import annotations

from msgspec import Struct

from kiosk.domain.content import RecordId
from kiosk.domain.journal_bodies import At, Who
from kiosk.domain.journal_ids import EntryId, StaffId


class PromotionTaken(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """要: the holder of waiting-list entry ``of`` wants the seat that is kept for her until ``answer_by``.

    It counts if it reaches the platform before that. 不要 is a ``Cancellation``.
    """

    of: EntryId
    activity: RecordId
    answer_by: At
    by: Who = Who.RESIDENT
    staff: StaffId | None = None
