"""How the search index numbers what it holds, so that the index itself gives the most wanted first.

A full-text query yields its hits in the order of their numbers and stops at a limit, whatever else matches. So a number
begins with the kind, then what orders records of that kind by themselves, then a running number. Kinds of their own also
mean that a thousand activities cannot crowd out one benefit.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from kiosk.domain.content import Activity, Benefit, Body, Guide, Kind, News, Service

SEARCHED: Final = (Kind.BENEFIT, Kind.SERVICE, Kind.GUIDE, Kind.ACTIVITY, Kind.PLACE, Kind.NEWS)
"""Kinds a resident can find, in the order of their numbers."""

INDEXED: Final = frozenset({*SEARCHED, Kind.SYNONYM})
"""Kinds the index knows something of."""

_RUNNING_BITS: Final = 36
_ORDER_BITS: Final = 22
RUNNING_MASK: Final = (1 << _RUNNING_BITS) - 1
_LATEST: Final = (1 << _ORDER_BITS) - 1


def first_of(kind: Kind, *, since: dt.date | None = None) -> int:
    """The smallest number of ``kind``; of activities, of those that end on ``since`` or later."""
    order = since.toordinal() if since is not None and kind is Kind.ACTIVITY else 0
    band = SEARCHED.index(kind) if kind in SEARCHED else len(SEARCHED)
    return ((band << _ORDER_BITS) + order) << _RUNNING_BITS


def last_of(kind: Kind) -> int:
    """The largest number of ``kind``."""
    return first_of(kind) | (1 << _ORDER_BITS + _RUNNING_BITS) - 1


def number(kind: Kind, body: Body, running: int) -> int:
    """The number of a record in the index."""
    order = 0
    match body:
        case Benefit() | Service() | Guide():
            order = body.order
        case Activity():
            order = body.ends_at.date().toordinal()
        case News():
            order = _LATEST - body.published_on.toordinal()
        case _:
            pass
    return first_of(kind) + (order << _RUNNING_BITS) + running
