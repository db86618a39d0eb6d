"""The agent: one poll from signed metadata to rows, and the care of its files in between.

Refresh → plan → fetch → one checkpoint → confirm → images; the search index follows in slices. Whatever fails, the last good
content stays as it is. When to poll, signals and the process are ``kiosk.app.agent``.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from data.clip_folder import ClipFolder
from data.inbox_store import InboxStore
from data.map_folder import UnpackedMaps
from data.search_index import index_slice
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.scopes import path_of
from kiosk.domain.terminal import StateFiles, TerminalSettings
from sync.agent.applying import SetHashError, apply_plans
from sync.agent.blob_store import BlobStore
from sync.agent.healing import check, open_content, open_inbox, rebuild, tidy
from sync.agent.maps import unpack_maps
from sync.agent.planning import ScopePlan, plan_scope
from sync.agent.source import Source, SourceError
from sync.agent.trust import SignedState, Trust
from sync.agent.voices import unpack_voices
from sync.protocol.package import BlobRef

_log = logging.getLogger(__name__)

CHECK_EVERY = dt.timedelta(days=1)

Clock = Callable[[], dt.datetime]


class PollResult(Struct, frozen=True):
    """What one poll did.

    Args:
        changed: scopes that changed.
        received_bytes: from the network, headers included.
        took_s: how long, in seconds.
        images_missing: images that could not be fetched; tried again at the next poll.
    """

    changed: tuple[str, ...]
    received_bytes: int
    took_s: float
    images_missing: int


class Agent:
    """Keeps one terminal's content up to date. Belongs to one thread and one process.

    Args:
        state: the terminal's state folder.
        settings: of the terminal.
        source: the platform, or a stick.
        clock: present time, aware.
    """

    def __init__(self, state: Path, settings: TerminalSettings, source: Source, clock: Clock) -> None:
        files = StateFiles(state)
        self._content_path, self._inbox_path = Path(files.content_db), Path(files.inbox_db)
        self._tuf, self._root = Path(files.tuf), Path(files.trusted_root)
        self._path = path_of(settings.scope)
        self._source = source
        self._clock = clock
        self._blobs = BlobStore(Path(files.blob))
        self._maps = UnpackedMaps(Path(files.map))
        self._clips = ClipFolder(Path(files.voice))
        self._bad_packs: set[str] = set()
        self._inbox = open_inbox(self._inbox_path, now=clock())
        try:
            self._store = open_content(self._content_path, inbox=self._inbox, blobs=self._blobs, now=clock())
        except BaseException:
            self._inbox.close()
            raise
        self._checked_at: dt.datetime | None = None
        self.between_files: Callable[[], None] = _nothing
        """Called between two files of a fetch, which may take long; not within a transaction."""

    @property
    def inbox(self) -> InboxStore:
        """The open inbox. Another one after a damaged one was replaced: ask again each time."""
        return self._inbox

    def fetch_anew(self) -> None:
        """Have every scope fetched whole at the next poll.

        Raises:
            WorldError: the disk failed.
        """
        self._store.mark_for_snapshot(self._path)

    def replace_if_damaged(self, error: WorldError) -> None:
        """Begin the inbox anew where ``error``, met by somebody else who uses it, says that it is damaged.

        Raises:
            WorldError: that failed too.
        """
        if error.code == "store.damaged" and error.params.get("path") == self._inbox_path:
            self._recover(error)

    def close(self) -> None:
        """Close the files."""
        self._store.close()
        self._inbox.close()
        self._source.close()

    # Polling ------------------------------------------------------------------------------------------------------

    def poll(self) -> PollResult:
        """Bring content to what is signed now.

        Raises:
            SourceError: the platform could not be reached or did not deliver; worth trying again.
            WorldError: what it delivered is not to be trusted, or the terminal's disk failed. In each case the old content
                stays.
        """
        started, before = time.monotonic(), self._source.received_bytes
        try:
            changed = self._bring_up_to_date()
        except WorldError as error:
            self._after_failure(error)
            raise
        finally:
            self._source.close()
        missing = self._fetch_images()
        self._source.close()
        unpack_maps(self._store.maps(), blobs=self._blobs, maps=self._maps, refused=self._bad_packs)
        unpack_voices(self._store.voices(), blobs=self._blobs, clips=self._clips, refused=self._bad_packs)
        if changed:
            tidy(self._store, inbox=self._inbox, blobs=self._blobs)
        return PollResult(changed, self._source.received_bytes - before, time.monotonic() - started, missing)

    def _bring_up_to_date(self) -> tuple[str, ...]:
        trust = Trust(self._tuf, self._root, inbox=self._inbox, source=self._source)
        signed = trust.refresh(self._path, now=self._clock())
        plans = self._plan(trust, signed)
        if plans:
            try:
                self._carry_out(plans)
            except SetHashError as error:
                _log.warning(say("agent.log_set_hash", scope=error.scope))
                # All of it again, the scope in question whole: nothing was committed.
                self._carry_out(self._plan(trust, signed, whole=error.scope))
        now = self._clock()
        self._store.note_confirmed(now if signed.signed_at is None else max(now, signed.signed_at))
        return tuple(plan.scope for plan in plans)

    def _plan(self, trust: Trust, signed: SignedState, *, whole: str | None = None) -> list[ScopePlan]:
        held = self._store.scopes()
        plans = [_removal(scope, held[scope].gen) for scope in held if scope not in self._path]
        for scope, sha256 in signed.manifests.items():
            had = held.get(scope)
            if sha256 is None:
                if had is not None:
                    plans.append(_removal(scope, had.gen))
                continue
            if had is not None and had.manifest_sha256 == sha256 and not had.needs_snapshot and scope != whole:
                continue
            plans.append(plan_scope(trust.manifest(scope), sha256, had, on_disk=self._on_disk, whole=scope == whole))
        return plans

    def _on_disk(self, ref: BlobRef) -> bool:
        return self._blobs.has(ref.sha256, ref.size_bytes)

    def _carry_out(self, plans: Sequence[ScopePlan]) -> None:
        started = time.monotonic()
        for plan in plans:
            for ref in plan.files:
                self.between_files()
                came = self._blobs.fetch(self._source, ref.sha256, ref.size_bytes)
                _log.info(say("agent.log_fetched", scope=plan.scope, sha256=ref.sha256[:12], kb=_kb(came)))
        fetched = time.monotonic()
        applied = apply_plans(plans, store=self._store, inbox=self._inbox, blobs=self._blobs, now=self._clock())
        done = time.monotonic()
        for plan in plans:
            if plan.manifest is None:
                _log.info(say("agent.log_emptied", scope=plan.scope, from_gen=plan.from_gen))
                continue
            what = applied[plan.scope]
            _log.info(
                say(
                    "agent.log_applied_snapshot" if plan.whole else "agent.log_applied_deltas",
                    scope=plan.scope,
                    from_gen=plan.from_gen or 0,
                    to_gen=plan.manifest.gen,
                    records=what.records,
                    files=len(plan.files),
                )
            )
            if what.others:
                first = ", ".join(f"{record_id} ({reason})" for record_id, reason in what.others[:3])
                _log.warning(say("agent.log_not_shown", scope=plan.scope, count=len(what.others), first=first))
            if what.skipped.count:
                _log.warning(
                    say("agent.log_skipped", scope=plan.scope, count=what.skipped.count, reason=what.skipped.reason)
                )
        _log.info(say("agent.log_times", fetch_s=f"{fetched - started:.1f}", apply_s=f"{done - fetched:.1f}"))

    def _fetch_images(self) -> int:
        """Images of the records held that are not there yet; the number that did not come."""
        missing = 0
        for sha256, size_bytes in self._store.media().items():
            self.between_files()
            try:
                self._blobs.fetch(self._source, sha256, size_bytes)
            except WorldError as error:
                if error.code.startswith("store."):
                    raise
                missing += 1
                _log.warning(say("agent.log_no_image", sha256=sha256[:12], reason=say(error.code, **error.params)))
                if isinstance(error, SourceError) and error.code != "agent.missing":
                    break  # the line is down: the others would not come either
        return missing

    # Care ---------------------------------------------------------------------------------------------------------

    def check_if_due(self) -> None:
        """Look at every row, at the start and once a day, and heal what rotted.

        Raises:
            WorldError: the disk failed.
        """
        now = self._clock()
        # A clock that was set back must not put the check off for years.
        if self._checked_at is not None and dt.timedelta(0) <= now - self._checked_at < CHECK_EVERY:
            return
        first = self._checked_at is None
        self._checked_at = now
        if first:
            moved = self._store.refile(now)
            if moved:
                _log.info(say("agent.log_refiled", count=moved))
        try:
            check(self._store, inbox=self._inbox, blobs=self._blobs, now=now)
        except WorldError as error:
            self._recover(error)
            return
        for sha256 in self._store.media():
            self._blobs.sound(sha256)  # a rotten image is removed, and fetched at the next poll

    def index_some(self) -> int:
        """Index one slice of what changed; the number of records still owed.

        Raises:
            WorldError: the disk failed.
        """
        try:
            return index_slice(self._store)
        except WorldError as error:
            self._recover(error)
            return 0

    def _after_failure(self, error: WorldError) -> None:
        if error.code == "agent.aborted":
            return
        if error.code == "store.damaged":
            self._recover(error)
        try:
            self._store.note_failure(error.code, self._clock())
        except WorldError as second:
            _log.warning(say(second.code, **second.params))

    def _recover(self, error: WorldError) -> None:
        """Make a damaged file anew; any other failure passes on."""
        if error.code != "store.damaged":
            raise error
        now = self._clock()
        if error.params.get("path") == self._inbox_path:
            self._inbox.close()
            self._inbox = open_inbox(self._inbox_path, now=now)
            return
        self._store.close()
        self._store = rebuild(
            self._content_path, inbox=self._inbox, blobs=self._blobs, now=now, reason=error.params["reason"]
        )


def _removal(scope: str, from_gen: int) -> ScopePlan:
    return ScopePlan(scope, None, "", from_gen, False, ())


def _nothing() -> None:
    pass


def _kb(count: int) -> str:
    return f"{count / 1000:.1f}"
