"""Opening the agent's two files soundly, and making right what rotted, from the packages on the disk where possible.

A damaged ``content.db`` is made anew beside the old one and put in its place when it is whole, so that readers go from the
old content to the same content. A damaged ``inbox.db`` is put aside and begun again: the platform tells everything anew.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from data import search_index
from data.content_rows import RottenRowError
from data.content_store import ContentStore, Examination
from data.files import file_errors, sync_folder
from data.inbox_store import GoodPackage, GoodScope, InboxStore
from data.sqlite import companions, quarantine
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent.applying import restore
from sync.agent.blob_store import BlobStore
from sync.agent.packages import pack_stored
from sync.protocol.package import record_set_hash

_log = logging.getLogger(__name__)

CHAIN_MAX = 30
"""So many deltas upon a snapshot are kept before a new snapshot is made on this machine."""

_DAMAGED = "store.damaged"


class Checked(Struct, frozen=True):
    """What a check found and did.

    Args:
        healed: scopes made right from the disk.
        waiting: scopes to be fetched whole from the platform.
    """

    healed: tuple[str, ...]
    waiting: tuple[str, ...]


def open_inbox(path: Path, *, now: dt.datetime) -> InboxStore:
    """Open ``inbox.db``; a damaged one is put aside.

    Raises:
        WorldError: it cannot be used for another reason.
    """
    try:
        return InboxStore(path)
    except WorldError as error:
        if error.code != _DAMAGED:
            raise
        with file_errors(path):
            aside = quarantine(path, now)
        _log.error(say("agent.log_inbox_lost", path=path, aside=aside, reason=error.params["reason"]))
        return InboxStore(path)


def open_content(path: Path, *, inbox: InboxStore, blobs: BlobStore, now: dt.datetime) -> ContentStore:
    """Open ``content.db``; a missing or damaged one is made again from the packages on the disk.

    Raises:
        WorldError: it cannot be used for another reason.
    """
    if path.exists():
        try:
            return ContentStore(path)
        except WorldError as error:
            if error.code != _DAMAGED:
                raise
            return rebuild(path, inbox=inbox, blobs=blobs, now=now, reason=error.params["reason"])
    if inbox.good_scopes():
        return rebuild(path, inbox=inbox, blobs=blobs, now=now, reason=say("agent.reason_missing"))
    return ContentStore(path)


def rebuild(path: Path, *, inbox: InboxStore, blobs: BlobStore, now: dt.datetime, reason: object) -> ContentStore:
    """Make ``content.db`` anew from the packages on the disk and put it in the place of the damaged one.

    What the disk cannot give comes from the platform at the next poll.
    """
    building = path.with_name(path.name + ".building")
    with file_errors(building):
        for part in companions(building):
            part.unlink(missing_ok=True)
    with ContentStore(building) as store:
        restored = _restore_what_can_be(inbox.good_scopes(), store, blobs=blobs, now=now)
    with file_errors(path):
        # Closing folded the WAL in, so the new database is one file.
        aside = quarantine(path, now) if path.exists() else None
        building.replace(path)
        sync_folder(path.parent)
    _log.error(say("agent.log_rebuilt", path=path, reason=reason, aside=aside, scopes=_names(restored)))
    return ContentStore(path)


def check(store: ContentStore, *, inbox: InboxStore, blobs: BlobStore, now: dt.datetime) -> Checked:
    """Look at every row and make right what is wrong.

    Raises:
        WorldError: the file as a whole is damaged (``store.damaged``): ``rebuild`` it.
    """
    found = store.examine()
    if found.index_damaged:
        _log.warning(say("agent.log_index_lost", path=store.path))
        search_index.rebuild(store)
    if found.strays:
        store.remove_strays()
    wrong = _wrong_scopes(store, found)
    if not wrong:
        return Checked((), ())
    held = store.scopes()
    good = {
        scope: kept
        for scope, kept in inbox.good_scopes().items()
        if scope in wrong and (kept.state.gen, kept.state.set_hash) == (held[scope].gen, held[scope].set_hash)
    }
    healed = _restore_what_can_be(good, store, blobs=blobs, now=now)
    waiting = sorted(wrong - set(healed))
    store.mark_for_snapshot(waiting)
    rotten = ", ".join(record_id for ids in found.rotten.values() for record_id in ids[:5])
    _log.error(say("agent.log_rotten", ids=rotten, healed=_names(healed), waiting=_names(waiting)))
    return Checked(tuple(healed), tuple(waiting))


def _wrong_scopes(store: ContentStore, found: Examination) -> set[str]:
    held = store.scopes()
    return {
        scope
        for scope, state in held.items()
        if not state.needs_snapshot
        and (scope in found.rotten or record_set_hash(found.inventories.get(scope, [])) != state.set_hash)
    }


def _restore_what_can_be(
    good: Mapping[str, GoodScope], store: ContentStore, *, blobs: BlobStore, now: dt.datetime
) -> list[str]:
    """Restore scope by scope; one whose packages are damaged does not keep the others out."""
    restored: list[str] = []
    for scope, kept in sorted(good.items()):
        try:
            restore({scope: kept}, store=store, blobs=blobs, now=now)
        except WorldError as error:
            if error.code.startswith("store."):
                raise
            _log.warning(say("agent.log_not_restored", scope=scope, reason=say(error.code, **error.params)))
        else:
            restored.append(scope)
    return restored


def tidy(store: ContentStore, *, inbox: InboxStore, blobs: BlobStore) -> None:
    """Keep what a rebuild needs short and complete, and remove every other file.

    Where the packages of a scope are not all known, or have become many, a snapshot is made of the rows themselves.
    """
    good = inbox.good_scopes()
    renewed: dict[str, GoodScope] = {}
    for scope, state in store.scopes().items():
        kept = good.get(scope)
        if state.needs_snapshot or (kept is not None and kept.state.gen == state.gen and _is_short(kept.packages)):
            continue
        try:
            packed, raw_bytes = pack_stored(store.lines(scope))
        except RottenRowError:
            continue  # the next check heals it first
        sha256 = blobs.keep(packed)
        renewed[scope] = GoodScope(state, (GoodPackage(sha256, len(packed), raw_bytes),))
    if renewed:
        inbox.record_good(renewed)
    wanted = {package.sha256 for kept in (good | renewed).values() for package in kept.packages}
    blobs.prune(wanted | store.media().keys())


def _is_short(packages: tuple[GoodPackage, ...]) -> bool:
    deltas = packages[1:]
    return bool(packages) and len(deltas) <= CHAIN_MAX and sum(d.size_bytes for d in deltas) <= packages[0].size_bytes


def _names(scopes: Iterable[str]) -> str:
    return ", ".join(scopes) or "-"
