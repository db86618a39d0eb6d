"""What one transaction touches: read once, changed in memory by the pure rules of the domain, written at the end.

A batch of a hundred entries reads each activity, lease and promise once and writes with a few statements. Everything said to
terminals (``post``) and to the operator (``alarm``) is written with it, so it is true or never said. Not here: what an
entry means (``effects``), how seats are lent (``seats``).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain import leases_platform as seats
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.leases import Holder
from sync.platform.store import tables as t
from sync.platform.store.engine import upsert

_INBOX_KIND = {body: kind for kind, body in inbox.BODIES.items()}


class ActivityRow(Struct, frozen=True):
    """An activity as it was published. Times are aware; ``capacity`` None is no limit."""

    id: str
    scope: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    capacity: int | None


class Promise(Struct, kw_only=True):
    """What a person was told, and what it is worth. ``seat`` is "lease", "online" or None."""

    entry: str
    kind: str
    activity: str | None
    ticket: str | None
    terminal: str
    journal: str
    seq: int
    outcome: inbox.Outcome
    seat: str | None = None
    lease: str | None = None
    contact: str
    at: dt.datetime


_IDS_A_MS = 1 << 12


class Books:
    """Everything one transaction knows and changes.

    Args:
        db: the open transaction.
        now: the platform's clock.
    """

    def __init__(self, db: sa.Connection, *, now: dt.datetime) -> None:
        self.db = db
        self.now = now
        self._ids = 0
        self._activities: dict[str, ActivityRow | None] = {}
        self._pools: dict[str, _Pool] = {}
        self._without_limit: set[str] = set()
        self._leases: dict[str, _Lease] = {}
        self._leases_of: set[str] = set()
        self._promises: dict[str, Promise | None] = {}
        self._stored_promises: dict[str, dict[str, Any]] = {}
        self._posts: list[tuple[str, int | None, inbox.Body]] = []
        self._rows: dict[sa.Table, list[dict[str, Any]]] = {}

    def new_id(self) -> str:
        """A fresh id that sorts by time, and within this transaction in the order they were asked for.

        Of two receipts of one entry a terminal keeps the one with the later id; who signed up and cancelled without a line brings both
        in one batch.
        """
        more_ms, number = divmod(self._ids, _IDS_A_MS)
        self._ids += 1
        # The number stands in the bits behind the version, which takes the four highest of these.
        return uuid7(self.now + dt.timedelta(milliseconds=more_ms), number.to_bytes(2, "big") + os.urandom(8))

    def insert(self, table: sa.Table, **values: object) -> None:
        """A row to write at the end."""
        self._rows.setdefault(table, []).append(values)

    # Activities and seats -------------------------------------------------------------------------------------------

    def activity(self, activity: str) -> ActivityRow | None:
        """An activity that was published at some time."""
        if activity not in self._activities:
            a = t.activity.c
            row = self.db.execute(
                sa.select(a.id, a.scope, a.title, a.starts_at, a.ends_at, a.capacity).where(a.id == activity)
            ).one_or_none()
            self._activities[activity] = None if row is None else ActivityRow(*row)
        return self._activities[activity]

    def pool(self, activity: str) -> seats.Pool | None:
        """The books of an activity's seats; None where it has no limit or is not known.

        Brings them to what was published and to the present time: a changed number of seats, and the start.
        """
        held = self._pools.get(activity)
        if held is None:
            if activity in self._without_limit:
                return None
            about = self.activity(activity)
            held = self._load_pool(activity)
            if held is None:
                if about is None or about.capacity is None:
                    self._without_limit.add(activity)
                    return None
                held = _Pool(seats.open_pool(activity, about.capacity), None, {})
            self._pools[activity] = held
            if about is not None:
                self._bring_up_to_date(held, about)
        return held.now

    def _bring_up_to_date(self, held: _Pool, about: ActivityRow) -> None:
        if about.capacity is not None and held.now.capacity != about.capacity:
            held.now = seats.resize(held.now, about.capacity)
        if not held.now.started and self.now >= about.starts_at:
            held.now, reclaimed = seats.start(held.now, self.leases_of(about.id))
            for lease in reclaimed:
                self.put_lease(lease)

    def put_pool(self, pool: seats.Pool) -> None:
        """The new state of a pool that was loaded here."""
        self._pools[pool.activity].now = pool

    def _load_pool(self, activity: str) -> _Pool | None:
        p, w = t.pool.c, t.waiting.c
        row = self.db.execute(
            sa.select(p.capacity, p.free, p.online, p.started).where(p.activity == activity)
        ).one_or_none()
        if row is None:
            return None
        queue = self.db.execute(sa.select(w.entry, w.place).where(w.activity == activity).order_by(w.place)).all()
        pool = seats.Pool(
            activity=activity,
            capacity=row.capacity,
            free=row.free,
            online=row.online,
            started=row.started,
            waiting=tuple(entry for entry, _ in queue),
        )
        return _Pool(pool, pool, dict(queue))

    def lease(self, lease: str) -> seats.Lease | None:
        """A lease by its id."""
        if lease not in self._leases:
            self._load_leases(t.lease.c.id == lease)
        held = self._leases.get(lease)
        return None if held is None else held.now

    def leases_of(self, activity: str) -> tuple[seats.Lease, ...]:
        """All leases of an activity."""
        if activity not in self._leases_of:
            self._load_leases(t.lease.c.activity == activity)
            self._leases_of.add(activity)
        return tuple(held.now for held in self._leases.values() if held.now.activity == activity)

    def leases_of_terminal(self, terminal: str) -> tuple[seats.Lease, ...]:
        """All leases of a terminal, of every incarnation."""
        self._load_leases(t.lease.c.terminal == terminal)
        return tuple(held.now for held in self._leases.values() if held.now.holder.terminal == terminal)

    def put_lease(self, lease: seats.Lease) -> None:
        """The new state of a lease, or a new one."""
        held = self._leases.get(lease.lease)
        if held is None:
            self._leases[lease.lease] = _Lease(lease, None)
        else:
            held.now = lease

    def _load_leases(self, which: sa.ColumnElement[bool]) -> None:
        rows = self.db.execute(sa.select(t.lease).where(which)).all()
        found = {row.id: row for row in rows if row.id not in self._leases}
        if not found:
            return
        accepted: dict[str, dict[int, str]] = {id_: {} for id_ in found}
        returned: dict[str, set[str]] = {id_: set() for id_ in found}
        s = t.slot.c
        for lease, number, entry, back in self.db.execute(
            sa.select(s.lease, s.slot, s.entry, s.returned).where(s.lease.in_(found))
        ):
            accepted[lease][number] = entry
            if back:
                returned[lease].add(entry)
        for id_, row in found.items():
            lease = seats.Lease(
                lease=id_,
                request=row.request,
                activity=row.activity,
                holder=Holder(row.terminal, row.incarnation, row.journal),
                seats=row.seats,
                state=seats.LeaseState(row.state),
                recalled=row.recalled,
                fin=row.fin,
                accepted=accepted[id_],
                returned=frozenset(returned[id_]),
            )
            self._leases[id_] = _Lease(lease, lease)

    # Promises -------------------------------------------------------------------------------------------------------

    def promise(self, entry: str) -> Promise | None:
        """What entry ``entry`` promised, for reading and changing; None where it is not known here."""
        if entry not in self._promises:
            row = self.db.execute(sa.select(t.promise).where(t.promise.c.entry == entry)).one_or_none()
            if row is None:
                self._promises[entry] = None
            else:
                values = {str(name): value for name, value in row._mapping.items()}
                self._stored_promises[entry] = values
                self._promises[entry] = Promise(**{**values, "outcome": inbox.Outcome(row.outcome)})
        return self._promises[entry]

    def put_promise(self, promise: Promise) -> None:
        """A new promise."""
        self._promises[promise.entry] = promise

    # Words to terminals and to the operator -------------------------------------------------------------------------

    def post(self, terminal: str, body: inbox.Body, *, incarnation: int | None = None) -> None:
        """A message to a terminal, to its present incarnation where none is given."""
        self._posts.append((terminal, incarnation, body))

    def alarm(self, kind: str, *, terminal: str, about: str = "", seq: int = 0, detail: str = "") -> None:
        """Something an operator must see. The same again is counted, and open again."""
        a = t.alarm.c
        insert = upsert(self.db.dialect.name, t.alarm).values(
            terminal=terminal,
            kind=kind,
            about=about,
            seq=seq,
            detail=detail,
            times=1,
            first_at=self.now,
            last_at=self.now,
        )
        self.db.execute(
            insert.on_conflict_do_update(
                index_elements=[a.terminal, a.kind, a.about, a.seq],
                set_={"times": a.times + 1, "last_at": self.now, "detail": detail, "closed_at": None},
            )
        )

    # Writing --------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write all of it. The books are used up afterwards."""
        self._flush_pools()
        self._flush_leases()
        self._flush_promises()
        self.write_rows()
        self._flush_posts()

    def write_rows(self) -> None:
        """Write the rows that only wait to be written, so that a statement can find them."""
        for table, rows in self._rows.items():
            self.db.execute(sa.insert(table), rows)
        self._rows.clear()

    def _flush_pools(self) -> None:
        p, w = t.pool.c, t.waiting.c
        for held in self._pools.values():
            now, before = held.now, held.before
            if now == before:
                continue
            values = {"capacity": now.capacity, "free": now.free, "online": now.online, "started": now.started}
            if before is None:
                self.db.execute(sa.insert(t.pool).values(activity=now.activity, **values))
            else:
                self.db.execute(sa.update(t.pool).where(p.activity == now.activity).values(**values))
            gone = set(held.places) - set(now.waiting)
            if gone:
                self.db.execute(sa.delete(t.waiting).where(w.entry.in_(gone)))
            last = max(held.places.values(), default=0)
            new = [entry for entry in now.waiting if entry not in held.places]
            if new:
                rows = [
                    {"entry": entry, "activity": now.activity, "place": place}
                    for place, entry in enumerate(new, last + 1)
                ]
                self.db.execute(sa.insert(t.waiting), rows)

    def _flush_leases(self) -> None:
        s = t.slot.c
        slots: list[dict[str, Any]] = []
        for held in self._leases.values():
            now, before = held.now, held.before
            if now == before:
                continue
            values = {"state": now.state.value, "recalled": now.recalled, "fin": now.fin}
            if before is None:
                holder = msgspec.structs.asdict(now.holder)
                self.db.execute(
                    sa.insert(t.lease).values(
                        id=now.lease,
                        request=now.request,
                        activity=now.activity,
                        seats=now.seats,
                        lent_at=self.now,
                        **holder,
                        **values,
                    )
                )
            else:
                self.db.execute(sa.update(t.lease).where(t.lease.c.id == now.lease).values(**values))
            known = before.accepted if before is not None else {}
            back = before.returned if before is not None else frozenset()
            slots += [
                {"lease": now.lease, "slot": number, "entry": entry, "returned": entry in now.returned}
                for number, entry in now.accepted.items()
                if number not in known
            ]
            returned = {entry for entry in now.returned - back if entry in known.values()}
            if returned:
                self.db.execute(sa.update(t.slot).where(s.entry.in_(returned)).values(returned=True))
        if slots:
            self.db.execute(sa.insert(t.slot), slots)

    def _flush_promises(self) -> None:
        new = []
        for entry, promise in self._promises.items():
            if promise is None:
                continue
            values = {**msgspec.structs.asdict(promise), "outcome": promise.outcome.value}
            before = self._stored_promises.get(entry)
            if before is None:
                new.append(values)
            elif before != values:
                self.db.execute(sa.update(t.promise).where(t.promise.c.entry == entry).values(**values))
        if new:
            self.db.execute(sa.insert(t.promise), new)

    def _flush_posts(self) -> None:
        if not self._posts:
            return
        present = self._present_incarnations({terminal for terminal, number, _ in self._posts if number is None})
        by_inbox: dict[tuple[str, int], list[inbox.Body]] = {}
        for terminal, number, body in self._posts:
            addressed = number if number is not None else present.get(terminal, 0)
            if addressed:  # a terminal that never enrolled reads nothing
                by_inbox.setdefault((terminal, addressed), []).append(body)
        i = t.incarnation.c
        rows = []
        for (terminal, number), bodies in by_inbox.items():
            of_it = (i.terminal == terminal) & (i.number == number)
            last = self.db.scalar(sa.select(i.inbox_seq).where(of_it)) or 0
            self.db.execute(sa.update(t.incarnation).where(of_it).values(inbox_seq=last + len(bodies)))
            rows += [
                {
                    "terminal": terminal,
                    "incarnation": number,
                    "seq": seq,
                    "id": self.new_id(),
                    "kind": _INBOX_KIND[type(body)].value,
                    "body": msgspec.json.encode(body),
                    "at": self.now,
                }
                for seq, body in enumerate(bodies, last + 1)
            ]
        if rows:
            self.db.execute(sa.insert(t.message), rows)

    def _present_incarnations(self, terminals: Iterable[str]) -> dict[str, int]:
        c = t.terminal.c
        rows = self.db.execute(sa.select(c.id, c.incarnation).where(c.id.in_(terminals)))
        return dict(rows.all())


class _Pool:
    def __init__(self, now: seats.Pool, before: seats.Pool | None, places: dict[str, int]) -> None:
        self.now = now
        self.before = before
        self.places = places


class _Lease:
    def __init__(self, now: seats.Lease, before: seats.Lease | None) -> None:
        self.now = now
        self.before = before
