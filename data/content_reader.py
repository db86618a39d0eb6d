"""Reading ``content.db`` for the screens: which records there are today, and single records by id.

Index methods give light keys (id and what a list filters or sorts by) merged along the scope path; ``open`` gives whole
records. Keys are kept until the records change or the day does, so turning a page costs one small query. A row that does
not give its hash is left out and named in ``rotten_ids``: it is never shown.

Not here: writing (``data.content_store``), and what a screen makes of a record. A reader belongs to one thread.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from data import content_sql as sql
from data.content_keys import (
    ActivityKey,
    BenefitKey,
    BulletinKey,
    DivisionKey,
    GuideKey,
    MediaKey,
    NewsKey,
    PlaceKey,
    ServiceKey,
)
from data.content_rows import RottenRowError, kind_of, record_of
from data.driver import driver_errors, open_to_read, read_revision, refuse_newer
from data.sayings import sayings_of
from data.search_query import Hit, Search, find
from data.urgent_words import urgent_words_of
from data.words import say
from kiosk.domain.content import (
    ActivityCategory,
    BenefitCategory,
    Body,
    BulletinLevel,
    Calendar,
    Channel,
    Kind,
    PlaceCategory,
    PlatformKey,
    Record,
    ServiceCategory,
)
from kiosk.domain.errors import WorldError
from kiosk.domain.scopes import CITY, path_of

__all__ = [
    "ActivityKey",
    "BenefitKey",
    "BulletinKey",
    "ContentReader",
    "DivisionKey",
    "GuideKey",
    "MediaKey",
    "NewsKey",
    "PlaceKey",
    "ServiceKey",
    "SyncState",
]

_log = logging.getLogger(__name__)
_EPOCH = 1 << 32  # a reopened file may count its versions from the start again

T = TypeVar("T")
DbRow = Sequence[Any]


class SyncState(Struct, frozen=True):
    """How the last polls went. Times are UTC, None where it has not happened; ``last_error`` is a words code."""

    confirmed_at: dt.datetime | None = None
    failing_since: dt.datetime | None = None
    last_error: str | None = None
    applied_at: dt.datetime | None = None


class ContentReader:
    """A read-only look at one ``content.db`` from one place of the scope tree.

    A missing or empty file is empty content; it is noticed when the file appears or is replaced.

    Args:
        path: the file.
        scope: the deepest scope of the terminal's path.

    Raises:
        WorldError: on any method, when the file is newer than this software (``store.too_new``), damaged
            (``store.damaged``), or cannot be read (``store.no_access``, ``store.io``, ``store.busy``).
    """

    def __init__(self, path: Path, scope: str) -> None:
        self._path = path
        path_down = path_of(scope)
        # Every query takes four scopes; a short path repeats its last one.
        self._parameters = {f"scope{n}": path_down[min(n, len(path_down) - 1)] for n in range(4)}
        self._connection: Any = None
        self._identity: tuple[int, int] | None = None
        self._epoch = 0
        self._version = -1
        self._has_tables = False
        self._checkpoint = -1
        self._cache: dict[str, tuple[Any, ...]] = {}
        self._cached_day: dt.date | None = None
        self._rotten: set[str] = set()

    def close(self) -> None:
        """Let go of the file. The reader may be used again; it then opens the file anew."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._identity = None
        self._version = -1

    def data_version(self) -> int:
        """A number that changes when the agent has written anything or has replaced the file; costs microseconds."""
        with driver_errors(self._path):
            self._look()
        return self._epoch * _EPOCH + max(self._version, 0)

    # Lists --------------------------------------------------------------------------------------------------------

    def benefits(self, today: dt.date) -> tuple[BenefitKey, ...]:
        """Benefits shown today, by category in the order of the chips, then as editors ordered them."""

        def key(row: DbRow) -> BenefitKey:
            also = msgspec.json.decode(row[2], type=tuple[BenefitCategory, ...])
            return BenefitKey(row[0], BenefitCategory(row[1]), also, bool(row[3]))

        return self._index("benefits", sql.BENEFITS, key, today)

    def services(self, today: dt.date) -> tuple[ServiceKey, ...]:
        """Services shown today, by category in the order of the chips, then as editors ordered them."""
        return self._index("services", sql.SERVICES, lambda row: ServiceKey(row[0], ServiceCategory(row[1])), today)

    def places(self, today: dt.date) -> tuple[PlaceKey, ...]:
        """Places shown today, by id."""

        def key(row: DbRow) -> PlaceKey:
            return PlaceKey(row[0], PlaceCategory(row[1]), row[2], row[3], row[4])

        return self._index("places", sql.PLACES, key, today)

    def activities(self, today: dt.date, *, since: dt.datetime, until: dt.datetime | None) -> tuple[ActivityKey, ...]:
        """Activities that end after ``since`` and start before ``until`` (local wall clock), by their start."""

        def key(row: DbRow) -> ActivityKey:
            starts_at, ends_at = dt.datetime.fromisoformat(row[2]), dt.datetime.fromisoformat(row[3])
            return ActivityKey(row[0], ActivityCategory(row[1]), starts_at, ends_at)

        all_of_them = self._index("activities", sql.ACTIVITIES, key, today)
        return tuple(k for k in all_of_them if k.ends_at > since and (until is None or k.starts_at < until))

    def news(self, today: dt.date, channel: Channel) -> tuple[NewsKey, ...]:
        """News of one channel, newest first."""

        def key(row: DbRow) -> tuple[Channel, NewsKey]:
            return Channel(row[1]), NewsKey(row[0], dt.date.fromisoformat(row[2]))

        return tuple(k for of, k in self._index("news", sql.NEWS, key, today) if of is channel)

    def guides(self, today: dt.date) -> tuple[GuideKey, ...]:
        """Guides shown today, as editors ordered them."""
        return self._index("guides", sql.GUIDES, lambda row: GuideKey(row[0]), today)

    def bulletins(self, today: dt.date) -> tuple[BulletinKey, ...]:
        """Urgent notices in force today, the most severe first."""
        loud = list(BulletinLevel)
        keys = self._index("bulletins", sql.BULLETINS, lambda row: BulletinKey(row[0], BulletinLevel(row[1])), today)
        return tuple(sorted(keys, key=lambda k: -loud.index(k.level)))

    def calendars(self, today: dt.date) -> tuple[Calendar, ...]:
        """The calendars of all years in force today, by year; whole, for opening hours need their days."""

        def read() -> tuple[Calendar, ...]:
            ids = [row[0] for row in self._execute(sql.CALENDARS, self._at(today))]
            return tuple(record.body for record in self.open(ids, today) if isinstance(record.body, Calendar))

        return self._kept("calendars", today, read)

    def divisions(self, today: dt.date) -> tuple[DivisionKey, ...]:
        """The scope tree, by code."""
        return self._index("divisions", sql.DIVISIONS, lambda row: DivisionKey(row[0], row[1], row[2]), today)

    def media(self, today: dt.date) -> tuple[MediaKey, ...]:
        """Images that records shown today may name."""
        return self._index("media", sql.MEDIA, lambda row: MediaKey(row[0], row[1], row[2]), today)

    def platform_keys(self, today: dt.date) -> tuple[PlatformKey, ...]:
        """Keys of the platform published for the whole city. One of a lower scope is not ours to trust, and left out."""

        def read() -> tuple[PlatformKey, ...]:
            found = self.open([row[0] for row in self._execute(sql.KEYS, self._at(today))], today)
            return tuple(r.body for r in found if r.scope == CITY and isinstance(r.body, PlatformKey))

        return self._kept("platform_keys", today, read)

    # Records ------------------------------------------------------------------------------------------------------

    def open(self, ids: Sequence[str], today: dt.date) -> tuple[Record[Body], ...]:
        """The records of ``ids`` shown today, in the order asked.

        Left out: what is not there, not in force or hidden, and what is rotten (see ``rotten_ids``).
        """
        with driver_errors(self._path):
            self._look()
            found: dict[str, Record[Body]] = {}
            for kind in {kind_of(record_id) for record_id in ids} - {None}:
                found.update(self._read(cast("Kind", kind), ids, today))
        return tuple(found[record_id] for record_id in ids if record_id in found)

    def record(self, record_id: str, today: dt.date) -> Record[Body] | None:
        """One record, or None where ``open`` leaves it out."""
        found = self.open((record_id,), today)
        return found[0] if found else None

    def find(self, typed: str, today: dt.date, search: Search) -> tuple[Hit, ...]:
        """What a resident finds by ``typed``, the best first, each with what matched; see ``data.search_query``.

        Records that came with the last checkpoint are found a few seconds later, when the agent has indexed them.
        """
        sayings = self._kept("sayings", today, lambda: (sayings_of(self._execute, self._at(today)),))[0]
        with driver_errors(self._path):
            return find(self._execute, typed, sayings, {**self._at(today)}, search)

    def urgent(self, typed: str, today: dt.date) -> tuple[str, ...]:
        """Ids of what somebody who types this may need at once, the one that counts first; see ``data.urgent_words``."""
        words = self._kept("urgent_words", today, lambda: (urgent_words_of(self._execute, self._at(today)),))[0]
        return words.heard(typed)

    def search(self, typed: str, today: dt.date, *, limit: int = 50) -> tuple[str, ...]:
        """Ids of what a resident finds by ``typed``, the best first."""
        return tuple(hit.id for hit in self.find(typed, today, Search(limit=limit)))

    @property
    def rotten_ids(self) -> frozenset[str]:
        """Records left out because their row is damaged, since the records last changed. The agent heals them."""
        return frozenset(self._rotten)

    # State --------------------------------------------------------------------------------------------------------

    def sync_state(self) -> SyncState:
        """How fresh the content is; all None while there is none."""
        row = next(iter(self._rows(sql.SYNC_STATE, {})), None)
        if row is None:
            return SyncState()
        try:
            return SyncState(_utc(row[0]), _utc(row[1]), row[2], _utc(row[3]))
        except (ValueError, TypeError) as error:
            raise WorldError("store.damaged", path=self._path, reason=error) from error

    def generation(self) -> dict[str, int]:
        """Generation held of each scope of the path that has content."""
        return {row[0]: row[1] for row in self._rows(sql.GENERATIONS, self._parameters)}

    # Inside -------------------------------------------------------------------------------------------------------

    def _index(self, name: str, statement: str, key: Callable[[DbRow], T], today: dt.date) -> tuple[T, ...]:
        return self._kept(name, today, lambda: tuple(self._keys(statement, key, today)))

    def _kept(self, name: str, today: dt.date, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
        with driver_errors(self._path):
            self._look()
            if self._cached_day != today:
                self._cached_day = today
                self._cache.clear()
            held: tuple[T, ...] | None = self._cache.get(name)
            if held is None:
                held = self._cache[name] = read()
        return held

    def _keys(self, statement: str, key: Callable[[DbRow], T], today: dt.date) -> Iterable[T]:
        for row in self._execute(statement, self._at(today)):
            try:
                yield key(row)
            except (ValueError, TypeError, msgspec.DecodeError):
                self._leave_out(row[0])

    def _at(self, today: dt.date) -> dict[str, object]:
        return {**self._parameters, "today": today.isoformat()}

    def _read(self, kind: Kind, ids: Sequence[str], today: dt.date) -> Iterable[tuple[str, Record[Body]]]:
        wanted = msgspec.json.encode([record_id for record_id in ids if kind_of(record_id) is kind]).decode()
        deepest = {row[1]: row for row in self._execute(sql.ROWS[kind.value], {**self._at(today), "ids": wanted})}
        for record_id, row in deepest.items():
            try:
                if not row[7]:
                    yield record_id, record_of(kind, tuple(row))
            except RottenRowError:
                self._leave_out(record_id)

    def _leave_out(self, record_id: str) -> None:
        if record_id not in self._rotten:
            self._rotten.add(record_id)
            _log.error(say("content.row_rotten", id=record_id, path=self._path))

    def _rows(self, statement: str, parameters: Mapping[str, object]) -> Sequence[DbRow]:
        with driver_errors(self._path):
            self._look()
            return self._execute(statement, parameters)

    def _execute(self, statement: str, parameters: Mapping[str, object]) -> Sequence[DbRow]:
        if self._connection is None or not self._has_tables:
            return ()
        return cast("Sequence[DbRow]", self._connection.execute(statement, parameters).fetchall())

    def _look(self) -> None:
        """Notice a file that appeared, was replaced, or was written to."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            # Between two files, while the agent rebuilds: what is open still reads well.
            return
        identity = (status.st_dev, status.st_ino)
        if identity != self._identity:
            self.close()
            self._connection = open_to_read(self._path, busy_timeout_s=1.0)
            self._identity = identity
            self._epoch += 1
            self._has_tables = False
            self._checkpoint = -1
        version = self._driver_version()
        if version != self._version:
            self._notice_change()
            self._version = version

    def _driver_version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _notice_change(self) -> None:
        if not self._has_tables:
            found = read_revision(self._connection)
            refuse_newer(found, known=sql.REVISION, path=self._path)
            # None: the agent is just making the file. Older: it is just upgrading it.
            self._has_tables = found == sql.REVISION
        state = next(iter(self._execute(sql.CHECKPOINT, {})), None)
        checkpoint = -1 if state is None else state[0]
        if checkpoint != self._checkpoint:
            self._checkpoint = checkpoint
            self._cache.clear()
            self._rotten.clear()


def _utc(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
