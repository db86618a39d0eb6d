"""Writing and reading ``inbox.db``: what the platform told this terminal, kept through power cuts (``synchronous=FULL``).

Only the agent has one of these. Here: what protects content (version floor, signed time, and the list of packages the
content was made of, so that a damaged ``content.db`` can be made again without a network). Messages, leases and delivery
are ``data.inbox_messages``, in the same file; the UI reads with ``data.inbox_reader``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects import sqlite

from data.checkpoint import ScopeState, converted, stored_utc
from data.content_rows import stored_time
from data.inbox_tables import REVISION, SCHEMA, good_package, good_scope, signed_time, version_floor
from data.schema import bring_up_to_date
from data.sqlite import open_engine, world_errors
from kiosk.domain.errors import WorldError


class RoleVersion(Struct, frozen=True):
    """Version of one signed role, and the ids of the keys that may sign it."""

    version: int
    keys: tuple[str, ...]


class GoodPackage(Struct, frozen=True):
    """A package file that was verified and applied."""

    sha256: str
    size_bytes: int
    raw_bytes: int


class GoodScope(Struct, frozen=True):
    """What a scope was made of: a snapshot, then deltas in their order."""

    state: ScopeState
    packages: tuple[GoodPackage, ...]


class InboxStore:
    """The one writer of an ``inbox.db``. Makes the file where there is none.

    Args:
        path: the file.

    Raises:
        WorldError: the file is damaged (``store.damaged``), newer than this software (``store.too_new``), or cannot be
            written; every method may raise it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = open_engine(path, synchronous="FULL")
        try:
            bring_up_to_date(self._engine, "inbox", head=REVISION, expected=SCHEMA, path=path)
            with self.transaction() as connection:
                complaint = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if complaint != "ok":
                raise WorldError("store.damaged", path=path, reason=complaint)
            self.floor()
            self.signed_time()
            self.good_scopes()
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def __enter__(self) -> InboxStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """One transaction: committed at the end of the block, rolled back when it raises."""
        with world_errors(self._path), self._engine.begin() as connection:
            yield connection

    # Version floor ------------------------------------------------------------------------------------------------

    def floor(self) -> dict[str, RoleVersion]:
        """Lowest acceptable version of each role."""
        with self.transaction() as connection:
            rows = connection.exec_driver_sql("SELECT role, version, keys, row_sha256 FROM version_floor").fetchall()
        for row in rows:
            self._check_row(row)
        return {row[0]: RoleVersion(row[1], tuple(row[2].split())) for row in rows}

    def check_floor(self, versions: Mapping[str, RoleVersion]) -> None:
        """Refuse signed metadata older than what was once accepted.

        A role whose keys were replaced (by its delegator, which has a floor of its own) starts a new count: that is how
        the owner recovers from a stolen key that signed a very high version.

        Raises:
            WorldError: a role is older (``agent.rollback``).
        """
        for role, lowest in self.floor().items():
            offered = versions.get(role)
            if offered is None or (role != "root" and offered.keys != lowest.keys):
                continue
            if offered.version < lowest.version:
                raise WorldError("agent.rollback", role=role, offered=offered.version, floor=lowest.version)

    def raise_floor(self, versions: Mapping[str, RoleVersion], signed_at: dt.datetime | None) -> None:
        """After verification only: nothing older is accepted from now on.

        Args:
            versions: of every role that was verified.
            signed_at: when the platform says it signed, if it does.

        Raises:
            WorldError: a role is older than the floor (``agent.rollback``); nothing is changed.
        """
        self.check_floor(versions)
        latest = self.signed_time()
        if versions != {role: held for role, held in self.floor().items() if role in versions}:
            with self.transaction() as connection:
                for role, held in versions.items():
                    keys = " ".join(held.keys)
                    values = {"version": held.version, "keys": keys, "row_sha256": _seal(role, held.version, keys)}
                    statement = sqlite.insert(version_floor).values(role=role, **values)
                    connection.execute(statement.on_conflict_do_update(index_elements=["role"], set_=values))
        if signed_at is not None and (latest is None or signed_at > latest):
            with self.transaction() as connection:
                at = stored_utc(signed_at)
                time_values = {"at": at, "row_sha256": _seal(stored_time(at))}
                statement = sqlite.insert(signed_time).values(id=1, **time_values)
                connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=time_values))

    def forget_floor(self) -> None:
        """Begin anew, where a technician has given the terminal another root of trust."""
        with self.transaction() as connection:
            connection.execute(sa.delete(version_floor))
            connection.execute(sa.delete(signed_time))

    def signed_time(self) -> dt.datetime | None:
        """The latest time the platform signed, UTC: the clock cannot honestly be earlier."""
        with self.transaction() as connection:
            row = connection.exec_driver_sql("SELECT at, row_sha256 FROM signed_time").fetchone()
        if row is None:
            return None
        self._check_row(row)
        return dt.datetime.fromisoformat(row[0]).replace(tzinfo=dt.UTC)

    def _check_row(self, row: Sequence[object]) -> None:
        if _seal(*row[:-1]) != row[-1]:
            raise WorldError("store.damaged", path=self._path, reason=row[0])

    # Packages -----------------------------------------------------------------------------------------------------

    def good_scopes(self) -> dict[str, GoodScope]:
        """Of which packages each scope was last made."""
        with self.transaction() as connection:
            scopes = connection.execute(sa.select(good_scope)).mappings().all()
            files = connection.execute(sa.select(good_package).order_by(good_package.c.position)).mappings().all()
        try:
            packages: dict[str, list[GoodPackage]] = {row["scope"]: [] for row in scopes}
            for row in files:
                packages[row["scope"]].append(converted(row, GoodPackage))
            states = {row["scope"]: converted(row, ScopeState) for row in scopes}
        except (msgspec.ValidationError, KeyError) as error:
            raise WorldError("store.damaged", path=self._path, reason=error) from error
        return {scope: GoodScope(state, tuple(packages[scope])) for scope, state in states.items()}

    def record_good(self, scopes: Mapping[str, GoodScope], *, dropped: Sequence[str] = ()) -> None:
        """Remember what ``scopes`` are made of, and forget the ``dropped`` ones.

        Called inside a content checkpoint, right before its commit: what is recorded here is never older than what is
        shown.
        """
        with self.transaction() as connection:
            for scope in (*dropped, *scopes):
                connection.execute(sa.delete(good_scope).where(good_scope.c.scope == scope))
            for scope, good in scopes.items():
                state = good.state
                connection.execute(
                    sa.insert(good_scope).values(
                        scope=scope,
                        gen=state.gen,
                        manifest_sha256=state.manifest_sha256,
                        set_hash=state.set_hash,
                        records=state.records,
                    )
                )
                for position, package in enumerate(good.packages):
                    connection.execute(
                        sa.insert(good_package).values(
                            scope=scope,
                            position=position,
                            sha256=package.sha256,
                            size_bytes=package.size_bytes,
                            raw_bytes=package.raw_bytes,
                        )
                    )


def _seal(*values: object) -> bytes:
    return hashlib.sha256(repr(values).encode()).digest()
