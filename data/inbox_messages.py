"""Applying what the platform tells this terminal, once; and remembering what was asked and what has been delivered.

Works on the one ``inbox.db`` the agent has open (``data.inbox_store``). A message is applied in one transaction with the
place reached, so a kill between two messages neither skips nor repeats one. The UI reads the result with
``data.inbox_reader``. Not here: fetching, and checking signatures, which happens before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects import sqlite

from data.inbox_store import InboxStore
from data.inbox_tables import (
    cursor,
    delivery,
    errand,
    identity,
    lease,
    message,
    promotion,
    receipt,
    refused_entry,
    roster,
    sent_request,
    standing_order,
)
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import (
    Command,
    CommandName,
    LeaseGrant,
    LeaseRecall,
    LeaseRenewal,
    Message,
    Promotion,
    Receipt,
    Roster,
    body_of,
)
from kiosk.domain.leases import TERM_MAX_S, Tick

_ORDERS = {CommandName.PAUSE, CommandName.LOCK, CommandName.REVOKE}
_ENDS = {CommandName.RESUME: CommandName.PAUSE, CommandName.UNLOCK: CommandName.LOCK}
_ERRANDS = {CommandName.RESYNC, CommandName.REVOKE}


class Identity(Struct, frozen=True):
    """Who this terminal is to the platform."""

    terminal: str
    incarnation: int


class Place(Struct, frozen=True):
    """How far the inbox was read: message ``seq`` of ``epoch``; None and 0 before the first."""

    epoch: str | None = None
    seq: int = 0


class Errand(Struct, frozen=True):
    """A command to be carried out once; ``finish`` it when done."""

    message: str
    command: CommandName


class Delivered(Struct, frozen=True, kw_only=True):
    """What the platform said it holds of a journal (``sync.protocol.messages.Ack``)."""

    journal: str
    accepted_seq: int
    head: str | None
    durable_seq: int
    epoch: str
    trouble: str | None
    at: dt.datetime


class RefusedEntry(Struct, frozen=True):
    """An entry the platform put aside; ``entry`` is None where it could not read it."""

    seq: int
    entry: str | None
    reason: str


class InboxMessages:
    """Messages, leases and delivery state in an open inbox.

    Args:
        store: the inbox.

    Raises:
        WorldError: on any method, when disk or file fail; then nothing has changed.
    """

    def __init__(self, store: InboxStore) -> None:
        self._store = store

    # Who we are -----------------------------------------------------------------------------------------------------

    def identity(self) -> Identity | None:
        """Who this terminal is, None before it is enrolled."""
        with self._store.transaction() as connection:
            row = connection.execute(sa.select(identity)).one_or_none()
        return None if row is None else Identity(row.terminal, row.incarnation)

    def enrolled(self, who: Identity, *, at: dt.datetime) -> None:
        """The platform has enrolled this terminal. What an earlier incarnation was told is void."""
        with self._store.transaction() as connection:
            before = connection.execute(sa.select(identity)).one_or_none()
            values = {"terminal": who.terminal, "incarnation": who.incarnation, "enrolled_at": _stamp(at)}
            _put(connection, identity, {"id": 1}, values)
            if before is not None and (before.terminal, before.incarnation) != (who.terminal, who.incarnation):
                for table in (cursor, message, lease, sent_request, standing_order, errand, roster):
                    connection.execute(sa.delete(table))

    # Messages -------------------------------------------------------------------------------------------------------

    def place(self) -> Place:
        """Where to go on reading."""
        with self._store.transaction() as connection:
            return _place(connection)

    def apply(self, epoch: str, messages: Sequence[Message]) -> int:
        """Apply messages in their order; the number that were new. What was applied before stays as it is.

        Args:
            epoch: life of the platform's database these belong to. A new one starts from 1 again; ids make that harmless.
            messages: checked to be the platform's.

        Raises:
            WorldError: a message is of another terminal (``inbox.not_ours``), or one is missing before it
                (``inbox.out_of_order``); those before it are applied.
        """
        new = 0
        for each in messages:
            with self._store.transaction() as connection:
                who = connection.execute(sa.select(identity)).one_or_none()
                if who is None:
                    raise WorldError("inbox.not_enrolled")
                if each.terminal != who.terminal or each.epoch != epoch:
                    raise WorldError("inbox.not_ours", found=f"{each.terminal} {each.epoch}", wanted=who.terminal)
                at = _place(connection)
                expected = at.seq + 1 if at.epoch == epoch else 1
                if each.seq < expected:
                    continue
                if each.seq > expected:
                    raise WorldError("inbox.out_of_order", found=each.seq, wanted=expected)
                new += _apply_once(connection, each, incarnation=who.incarnation)
                _put(connection, cursor, {"id": 1}, {"epoch": epoch, "seq": each.seq})
        return new

    def apply_known_later(self) -> int:
        """Apply messages kept for later software, now that it may be here; the number applied. Once at each start."""
        done = 0
        with self._store.transaction() as connection:
            kept = connection.execute(
                sa.select(message).where(message.c.state == "unknown").order_by(message.c.id)
            ).all()
            for row in kept:
                each = msgspec.json.decode(row.payload, type=Message)
                body = body_of(each)
                if body is not None:
                    _take_effect(connection, each, body)
                    settled = sa.update(message).where(message.c.id == row.id).values(state="applied", payload=None)
                    connection.execute(settled)
                    done += 1
        return done

    def start_over(self) -> None:
        """Read the inbox again from the start (command RESYNC). Nothing that was applied is undone or done twice."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(cursor))

    def errands(self) -> tuple[Errand, ...]:
        """Commands still to be carried out, the oldest first."""
        with self._store.transaction() as connection:
            rows = connection.execute(sa.select(errand).order_by(errand.c.message)).all()
        return tuple(Errand(row.message, CommandName(row.command)) for row in rows)

    def finish(self, done: Errand) -> None:
        """The command has been carried out, durably."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(errand).where(errand.c.message == done.message))

    def wipe(self) -> None:
        """Forget what concerns people: receipts, promotions, staff, and the leases of an ended incarnation."""
        with self._store.transaction() as connection:
            for table in (receipt, promotion, roster, lease, sent_request, refused_entry):
                connection.execute(sa.delete(table))

    # Leases ---------------------------------------------------------------------------------------------------------

    def note_request(self, request: str, *, tick: Tick, at: dt.datetime) -> None:
        """Remember when a lease request leaves; before it does. Sent again, the first time counts."""
        with self._store.transaction() as connection:
            too_old = _stamp(at - dt.timedelta(seconds=TERM_MAX_S))
            connection.execute(sa.delete(sent_request).where(sent_request.c.sent_at < too_old))
            statement = sqlite.insert(sent_request).values(
                request=request,
                boot=tick.boot,
                boottime_s=tick.boottime_s,
                wall=None if tick.wall is None else _stamp(tick.wall),
                sent_at=_stamp(at),
            )
            connection.execute(statement.on_conflict_do_nothing())

    def forget_leases(self, leases: Iterable[str]) -> None:
        """Forget leases that are over and whose closing is durable at the platform."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(lease).where(lease.c.lease.in_(list(leases))))

    # Delivery -------------------------------------------------------------------------------------------------------

    def delivered(self, journal: str) -> Delivered | None:
        """What the platform last said it holds of a journal, None if it never said anything."""
        with self._store.transaction() as connection:
            row = connection.execute(sa.select(delivery).where(delivery.c.journal == journal)).one_or_none()
        return None if row is None else _delivered(row)

    def note_delivery(self, said: Delivered, refused: Iterable[RefusedEntry] = ()) -> None:
        """Keep an acknowledgement. In one life of the platform it only ever grows; a late older one changes nothing.

        ``durable_seq`` never falls, whatever a new life says: what was durable once may have been forgotten here.
        """
        with self._store.transaction() as connection:
            held = connection.execute(sa.select(delivery).where(delivery.c.journal == said.journal)).one_or_none()
            if held is not None:
                if said.epoch == held.epoch and said.accepted_seq < held.accepted_seq:
                    return
                said = msgspec.structs.replace(said, durable_seq=max(said.durable_seq, held.durable_seq))
            values = {
                "accepted_seq": said.accepted_seq,
                "head": said.head,
                "durable_seq": said.durable_seq,
                "epoch": said.epoch,
                "trouble": said.trouble,
                "at": _stamp(said.at),
            }
            _put(connection, delivery, {"journal": said.journal}, values)
            for each in refused:
                where = {"journal": said.journal, "seq": each.seq}
                _put(connection, refused_entry, where, {"entry": each.entry, "reason": each.reason})

    def forget_delivery(self, journal: str) -> None:
        """A journal that has ended is gone from this disk."""
        with self._store.transaction() as connection:
            for table in (delivery, refused_entry):
                connection.execute(sa.delete(table).where(table.c.journal == journal))


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _put(connection: sa.Connection, table: sa.Table, where: Mapping[str, object], values: Mapping[str, object]) -> None:
    statement = sqlite.insert(table).values(**where, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(where), set_=values))


def _place(connection: sa.Connection) -> Place:
    row = connection.execute(sa.select(cursor)).one_or_none()
    return Place() if row is None else Place(row.epoch, row.seq)


def _delivered(row: sa.Row[tuple[object, ...]]) -> Delivered:
    return Delivered(
        journal=row.journal,
        accepted_seq=row.accepted_seq,
        head=row.head,
        durable_seq=row.durable_seq,
        epoch=row.epoch,
        trouble=row.trouble,
        at=dt.datetime.fromisoformat(row.at),
    )


def _apply_once(connection: sa.Connection, each: Message, *, incarnation: int) -> int:
    if connection.scalar(sa.select(message.c.id).where(message.c.id == each.id)) is not None:
        return 0
    body = body_of(each)
    ours = each.incarnation == incarnation
    # A receipt tells of an entry, whichever incarnation wrote it; everything else is an order to one incarnation.
    state = "unknown" if body is None else "applied" if ours or isinstance(body, Receipt) else "other"
    connection.execute(
        sa.insert(message).values(
            id=each.id,
            epoch=each.epoch,
            seq=each.seq,
            kind=each.kind,
            at=_stamp(each.at),
            state=state,
            payload=msgspec.json.encode(each) if state == "unknown" and ours else None,
        )
    )
    if body is not None and state == "applied":
        _take_effect(connection, each, body)
    return 1


def _take_effect(connection: sa.Connection, each: Message, body: object) -> None:
    match body:
        case Receipt():
            _latest(connection, receipt, {"entry": body.of}, each, body)
        case Promotion():
            _latest(connection, promotion, {"entry": body.of}, each, body)
        case LeaseGrant():
            _granted(connection, body)
        case LeaseRenewal():
            _renewed(connection, body)
        case LeaseRecall():
            connection.execute(sa.update(lease).where(lease.c.lease == body.lease).values(recalled=True))
        case Roster():
            held = connection.scalar(sa.select(roster.c.version))
            if held is None or body.version > held:
                _put(connection, roster, {"id": 1}, {"version": body.version, "body": msgspec.json.encode(body)})
        case Command():
            _ordered(connection, each, body)
        case _:
            raise TypeError(f"no effect for {body!r}")


def _latest(
    connection: sa.Connection, table: sa.Table, where: dict[str, object], each: Message, body: Receipt | Promotion
) -> None:
    """Ids of messages sort by time: told again after the platform was restored, an old one does not win."""
    held = connection.scalar(sa.select(table.c.message).where(table.c.entry == where["entry"]))
    if held is None or each.id > held:
        _put(connection, table, where, {"message": each.id, "body": msgspec.json.encode(body)})


def _term(connection: sa.Connection, request: str, length_s: int) -> dict[str, object] | None:
    sent = connection.execute(sa.select(sent_request).where(sent_request.c.request == request)).one_or_none()
    if sent is None:
        return None
    return {
        "sent_boot": sent.boot,
        "sent_boottime_s": sent.boottime_s,
        "sent_wall": sent.wall,
        "length_s": float(length_s),
    }


def _granted(connection: sa.Connection, body: LeaseGrant) -> None:
    grant = body.grant
    statement = sqlite.insert(lease).values(
        lease=grant.lease,
        activity=grant.activity,
        grant=msgspec.json.encode(grant),
        recalled=False,
        **(_term(connection, grant.request, grant.term_s) or {}),
    )
    connection.execute(statement.on_conflict_do_nothing())


def _renewed(connection: sa.Connection, body: LeaseRenewal) -> None:
    term = _term(connection, body.request, body.term_s)
    if term is not None:
        connection.execute(sa.update(lease).where(lease.c.lease.in_(body.leases)).values(**term))


def _ordered(connection: sa.Connection, each: Message, body: Command) -> None:
    if body.command in _ORDERS:
        order = {"message": each.id, "body": msgspec.json.encode(body)}
        _put(connection, standing_order, {"command": body.command.value}, order)
    ends = _ENDS.get(body.command)
    if ends is not None:
        connection.execute(sa.delete(standing_order).where(standing_order.c.command == ends.value))
    if body.command in _ERRANDS:
        connection.execute(sqlite.insert(errand).values(message=each.id, command=body.command.value))
