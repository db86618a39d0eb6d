"""When a terminal says how it is: once a day, and when a device changed, but not each time one flickers. Pure."""

from __future__ import annotations

import datetime as dt

from kiosk.domain.journal_bodies import DeviceHealth, DeviceState

QUIET = dt.timedelta(minutes=10)
"""So soon after it said something it says nothing again: a loose plug would fill the journal."""


def _differ(before: DeviceState, now: DeviceState) -> bool:
    """Whether a state is news. A device that could not be asked this time is none."""
    return now is not DeviceState.UNKNOWN and now is not before


def worth_saying(last: tuple[DeviceHealth, dt.datetime] | None, now: DeviceHealth, at: dt.datetime) -> bool:
    """Whether ``now`` (measured at ``at``, local) is to be written, after what was written last, and when (local)."""
    if last is None:
        return True
    before, then = last
    if at.date() != then.date():
        return True
    changed = _differ(before.printer, now.printer) or _differ(before.scanner, now.scanner)
    return changed and not then <= at < then + QUIET
