"""Opening this terminal's journal, whatever it was left as.

One journal is present (``journal.db``); those that ended lie beside it (``journal-<id>.db``) until the platform holds all
of them durably. A journal ends when the terminal is enrolled again, or when its file was damaged: then everything whole
in it is saved first. Leases are bound to their journal, so nothing is ever sold from books that may have lost a page.

Every step can be cut off anywhere and is finished by the next start.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from msgspec import Struct, structs

from data.files import file_errors, sync_folder
from data.journal_reader import PRESENT, JournalReader, ended_file, journal_files
from data.journal_rows import About, Ticket, insert_about, insert_entry, insert_ticket
from data.journal_salvage import Salvage, committed_in_wal, salvage
from data.journal_store import JournalStore
from data.journal_tables import REVISION, SCHEMA
from data.schema import bring_up_to_date
from data.sqlite import companions, open_engine, world_errors
from data.ticket_key import forget_ticket_key
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Draft, EntryError
from kiosk.domain.journal_bodies import JournalStarted, Referral, SignUp, Started, WaitingList
from kiosk.domain.journal_ids import Moment, SeqRange, uuid7
from kiosk.domain.journal_kinds import EntryKind, activity_of

_DAMAGED = PRESENT + ".damaged-"
_DONE = PRESENT + ".salvaged-"
MISSING_SAID_MAX = 100
_TICKETED = frozenset({EntryKind.SIGN_UP, EntryKind.WAITING_LIST, EntryKind.REFERRAL})


class Saved(Struct, frozen=True):
    """A damaged journal was found: what was saved of it, and where its file now lies (``aside``)."""

    journal: str | None
    intact: int
    missing: tuple[SeqRange, ...]
    aside: Path


class Opened(Struct, frozen=True):
    """The journal to write to, and what had to be saved before."""

    store: JournalStore
    saved: tuple[Saved, ...] = ()


def open_journal(
    state: Path,
    *,
    terminal: str,
    incarnation: int,
    software: str,
    moment: Moment,
    thorough: bool = False,
    forked: Collection[str] = (),
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> Opened:
    """The journal of this terminal and incarnation, begun if need be.

    Args:
        state: the state folder.
        terminal: whose it is.
        incarnation: present one.
        software: version, for the first entry.
        moment: present time.
        thorough: look at every page and every entry (a few seconds for 100,000), not only at the end of the journal.
        forked: journals that ended because the platform holds them otherwise (``InboxReader.forked``).
        random_bytes: where ids come from.

    Raises:
        WorldError: the file is of another terminal (``journal.other_terminal``), newer than this software
            (``store.too_new``), or disk and file fail otherwise. Damage alone is not an error.
    """
    path = state / PRESENT
    _finish_moves(state)
    saved = _salvage_all(state, terminal, incarnation)
    store = None
    cloned = False
    if path.exists():
        try:
            store = _open_sound(path, thorough=thorough)
        except WorldError as error:
            if error.code != "store.damaged":
                raise
            _put_aside(path, moment.at)
            saved += _salvage_all(state, terminal, incarnation)
    if store is not None and store.about is not None:
        if store.about.terminal != terminal:
            store.close()
            raise WorldError("journal.other_terminal", path=path, found=store.about.terminal, wanted=terminal)
        cloned = store.about.journal in forked
        if not store.about.ended and not cloned and store.about.incarnation == incarnation:
            return Opened(store, saved)
        _end(store, state)
        store = None
    store = store or JournalStore(path)
    try:
        _begin(
            store,
            state,
            About(journal=uuid7(moment.at, random_bytes(10)), terminal=terminal, incarnation=incarnation),
            reason=Started.SALVAGED if saved else Started.FORKED if cloned else None,
            software=software,
            moment=moment,
            entry_id=uuid7(moment.at, random_bytes(10)),
        )
    except BaseException:
        store.close()
        raise
    return Opened(store, saved)


def tidy(state: Path, durable: Mapping[str, int]) -> None:
    """Forget, in ended journals, what the platform holds durably, and remove those it holds whole.

    Args:
        state: the state folder.
        durable: durable sequence number by journal.
    """
    for path in journal_files(state):
        if path.name == PRESENT:
            continue
        with JournalReader(path) as reader:
            about, last = reader.about(), reader.last_seq()
        if about is None or about.journal not in durable:
            continue
        if durable[about.journal] >= last:
            _remove(path)
            _remove_salvaged(state)
        else:
            with JournalStore(path) as store:
                store.forget_sealed(about.journal, durable_seq=durable[about.journal])


def wipe_journals(state: Path) -> bool:
    """This terminal's time has ended: nothing personal stays in any journal here, whatever of it was delivered.

    Doing it again is harmless. A journal that cannot be opened goes as a whole: nobody could prove what is in it.

    Returns:
        Whether it is done. False while another process reads the journal and holds old pages in the WAL: then again later.

    Raises:
        WorldError: the disk failed.
    """
    path = state / PRESENT
    if path.exists():
        try:
            with JournalStore(path) as store:
                store.wipe()
        except WorldError as error:
            if error.code not in ("store.damaged", "store.too_new"):
                raise
            _remove(path)
    wipe_ended(state)
    forget_ticket_key(state)
    for damaged in state.glob(_DAMAGED + "*"):
        _remove(damaged)
    return not _has_wal(path)


def wipe_ended(state: Path) -> None:
    """This terminal's time has ended: remove ended and damaged journals, whatever of them was delivered."""
    for path in journal_files(state):
        if path.name != PRESENT:
            _remove(path)
    _remove_salvaged(state)


def _remove_salvaged(state: Path) -> None:
    """Damaged files that were salvaged are kept for a technician until their journal is durable elsewhere."""
    for path in state.glob(_DONE + "*"):
        with file_errors(path):
            path.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    with file_errors(path):
        for part in reversed(companions(path)):
            part.unlink(missing_ok=True)
        sync_folder(path.parent)


def _open_sound(path: Path, *, thorough: bool) -> JournalStore:
    """The store, once its end (or with ``thorough`` all of it) is known to be whole.

    Raises:
        WorldError: it is damaged (``store.damaged``), or cannot be used for another reason.
    """
    # Looked at for reading only first: a writer that finds the file unusable throws its WAL away.
    in_wal = committed_in_wal(path)
    if _has_wal(path):
        with JournalReader(path) as reader:
            if reader.about() is not None:  # a first start that was cut off has no tables yet
                reader.entries(reader.last_seq() - 1)
    store = JournalStore(path)
    try:
        if store.about is not None:
            store.adopt(in_wal)
            if thorough:
                store.check_pages()
                store.check_books()
                with JournalReader(path) as reader:
                    report = reader.verify()
                if not report.sound:
                    raise WorldError("store.damaged", path=path, reason=report.findings[0].fault.value)
    except BaseException:
        store.close()
        raise
    return store


def _has_wal(path: Path) -> bool:
    wal = companions(path)[1]
    return wal.exists() and wal.stat().st_size > 0


def _move(path: Path, target: Path) -> None:
    """Give a database and its WAL another name, whole, wherever power fails.

    Both names exist first, the database's own last; then the old ones go, the database's own first. A database that is
    found under its old name therefore always still has its WAL, and one found under both is finished by
    ``_finish_moves``.
    """
    with file_errors(path):
        pairs = [(part, target.with_name(target.name + part.name.removeprefix(path.name))) for part in companions(path)]
        for part, new in reversed(pairs):
            new.unlink(missing_ok=True)
            if part.exists():
                new.hardlink_to(part)
        sync_folder(path.parent)
        _drop(path)


def _drop(path: Path) -> None:
    for part in companions(path):
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def _finish_moves(state: Path) -> None:
    """End a move that was cut off, and remove the WAL of a database that has moved."""
    path = state / PRESENT
    with file_errors(path):
        moved = [p for p in (*state.glob(_DAMAGED + "*"), *journal_files(state)) if p != path]
        if not path.exists() or any(p.samefile(path) for p in moved):
            _drop(path)


def _end(store: JournalStore, state: Path) -> None:
    """Put a sound journal aside; it is delivered from there."""
    about = store.about
    if about is None:
        raise ValueError("the journal has not begun")
    if not about.ended:
        store.end()
    store.close()
    _move(store.path, ended_file(state, about.journal))


def _put_aside(path: Path, now: dt.datetime) -> None:
    stamp = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}"
    _move(path, path.with_name(_DAMAGED + stamp))


def _salvage_all(state: Path, terminal: str, incarnation: int) -> tuple[Saved, ...]:
    """Salvage every damaged file that has not been yet; also those an earlier start was cut off at."""
    done = []
    for path in sorted(state.glob(_DAMAGED + "*")):
        if path.name.endswith(("-wal", "-shm")):
            continue
        found = salvage(path, terminal=terminal)
        if found.journal is not None:
            _write_ended(state, found, About(journal=found.journal, terminal=terminal, incarnation=incarnation))
        aside = path.with_name(_DONE + path.name.removeprefix(_DAMAGED))
        # The database first: what still bears the old name without it is not looked at again.
        with file_errors(path):
            for part in companions(path):
                if part.exists():
                    part.replace(aside.with_name(aside.name + part.name.removeprefix(path.name)))
            sync_folder(state)
        missing = missing_between(tuple(each.seq for each in found.entries))
        done.append(Saved(found.journal, len(found.entries), missing, aside))
    return tuple(done)


def _write_ended(state: Path, found: Salvage, about: About) -> None:
    """A sound file with what was saved, whole or not there at all."""
    target = ended_file(state, about.journal)
    part = state / f"salvaging-{about.journal}.part"
    _remove(part)
    engine = open_engine(part, synchronous="FULL")
    try:
        bring_up_to_date(engine, "journal", head=REVISION, expected=SCHEMA, path=part)
        with world_errors(part), engine.begin() as connection:
            insert_about(connection, structs.replace(about, ended=True, salvaged=True))
            for each in found.entries:
                insert_entry(connection, each)
            for held in _tickets_of(found):
                insert_ticket(connection, held)
    finally:
        engine.dispose()  # the last connection: no WAL is left
    with file_errors(target):
        _drop(target)
        part.replace(target)
        sync_folder(state)


def missing_between(seqs: tuple[int, ...]) -> tuple[SeqRange, ...]:
    """Numbers from 1 to the last of ``seqs`` (ascending) that are not among them."""
    before = (0, *seqs)
    return tuple(SeqRange(a + 1, b - 1) for a, b in zip(before, seqs, strict=False) if b > a + 1)


def _tickets_of(found: Salvage) -> list[Ticket]:
    known = {held.entry: held for held in found.tickets}
    codes = {held.code for held in found.tickets}
    for each in found.entries:
        try:
            body = each.body() if each.heading.kind in _TICKETED else None
        except EntryError:  # kept and delivered as it is; nobody here can read it
            body = None
        if isinstance(body, (SignUp, WaitingList, Referral)) and each.id not in known and body.ticket not in codes:
            codes.add(body.ticket)
            known[each.id] = Ticket(
                code=body.ticket,
                entry=each.id,
                kind=EntryKind(each.heading.kind),
                activity=activity_of(body),
                given_at=each.heading.at,
                cancelled=False,
                secret=None,
            )
    return list(known.values())


def _begin(
    store: JournalStore,
    state: Path,
    about: About,
    *,
    reason: Started | None,
    software: str,
    moment: Moment,
    entry_id: str,
) -> None:
    previous = next((path for path in reversed(journal_files(state)) if path.name != PRESENT), None)
    held: tuple[Ticket, ...] = ()
    last: dict[str, int] = {}
    counts: dict[dt.date, dict[str, int]] = {}
    started = JournalStarted(reason=reason or Started.FIRST, incarnation=about.incarnation, software=software)
    if previous is not None:
        with JournalReader(previous) as reader:
            before = reader.about()
            upto = reader.last_seq()
            missing = reader.missing(after=0, upto=upto)
        with JournalStore(previous) as earlier:
            held = earlier.tickets()
            last = earlier.last_tickets()
            counts = earlier.counts()
        for ticket in held:
            last[ticket.code[0]] = max(last.get(ticket.code[0], 0), int(ticket.code[1:]))
        if before is not None:
            started = JournalStarted(
                reason=reason or (Started.SALVAGED if before.salvaged else Started.ENROLLED_AGAIN),
                incarnation=about.incarnation,
                software=software,
                previous=before.journal,
                intact=upto - sum(gap.last - gap.first + 1 for gap in missing),
                missing=missing[:MISSING_SAID_MAX],
            )
    draft = Draft(id=entry_id, moment=moment, body=started)
    store.begin(about, draft, tickets=held, last=last)
    store.add_counts(counts)  # cut off before this, the counts of a day are lost, which nobody was promised
