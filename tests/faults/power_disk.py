"""A disk that loses its power: every state it may be found in afterwards, drawn from what was really written.

What is promised by the calls a process made, and no more: a file's bytes are there after its ``fsync``, its name after the
folder's. Of everything else each sector of 512 bytes may be there, not there, there in an older version, or torn in the
middle, in any order; names come and go in their order, as a journalling file system has it, but any number of the last may
be missing, and a file may have the length of any moment since its last ``fsync``. Not modelled: a disk that lies about
``fsync``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from tests.faults.power_trace import (
    Create,
    Link,
    MakeFolder,
    Op,
    Rename,
    Sync,
    SyncFolder,
    Told,
    Trace,
    Truncate,
    Unlink,
    Write,
)

SECTOR = 512
FOLDER = -1


class Crash(Struct, frozen=True):
    """What is found after a power cut.

    Args:
        at: how many of the operations had begun.
        files: contents by path.
        folders: those that exist.
        told: what had been promised.
    """

    at: int
    files: dict[str, bytes]
    folders: set[str]
    told: tuple[str, ...]

    def write_to(self, folder: Path, *, from_: Path) -> None:
        """Lay the state out as files, the recorded folder's name replaced."""
        for each in sorted(self.folders):
            (folder / Path(each).relative_to(from_)).mkdir(parents=True, exist_ok=True)
        for path, data in self.files.items():
            (folder / Path(path).relative_to(from_)).write_bytes(data)


class _File:
    """The bytes that are durable, and what was done since."""

    def __init__(self, data: bytes = b"") -> None:
        self.durable = bytes(data)
        self.now = bytearray(data)
        self.pending: list[Write | Truncate] = []

    def do(self, op: Write | Truncate) -> None:
        self.pending.append(op)
        _apply(self.now, op)

    def sync(self) -> None:
        if self.pending:
            self.durable, self.pending = bytes(self.now), []

    def after(self, chance: random.Random, mood: str) -> bytes:
        if not self.pending or mood == "lost":
            return self.durable
        if mood == "kept":
            return bytes(self.now)
        if mood == "ordered":
            found = bytearray(self.durable)
            for op in self.pending[: chance.randint(0, len(self.pending))]:
                _apply(found, op)
            return bytes(found)
        return self._scattered(chance, keep=chance.choice((0.05, 0.5, 0.95)))

    def _scattered(self, chance: random.Random, *, keep: float) -> bytes:
        """Each sector in any of its versions."""
        versions: dict[int, list[bytes]] = {}
        now, sizes = bytearray(self.durable), [len(self.durable)]
        for op in self.pending:
            _apply(now, op)
            sizes.append(len(now))
            if isinstance(op, Write):
                for sector in range(op.offset // SECTOR, (op.offset + len(op.data) - 1) // SECTOR + 1):
                    piece = bytes(now[sector * SECTOR : (sector + 1) * SECTOR])
                    versions.setdefault(sector, []).append(piece)
        size = sizes[-1] if chance.random() < keep else chance.choice(sizes)
        found = bytearray(self.durable[:size].ljust(size, b"\0"))
        for sector, written in versions.items():
            start = sector * SECTOR
            if start >= size or chance.random() >= keep:
                continue
            piece = written[-1] if chance.random() < keep else chance.choice(written)
            if chance.random() < 0.05:  # torn: the head of the new one, the tail of what was there
                cut = chance.randrange(SECTOR)
                piece = piece[:cut] + bytes(found[start + cut : start + SECTOR])
            end = min(start + len(piece), size)
            found[start:end] = piece[: end - start]
        return bytes(found)


def _apply(data: bytearray, op: Write | Truncate) -> None:
    if isinstance(op, Truncate):
        del data[op.size :]
        data.extend(bytes(op.size - len(data)))
        return
    if op.offset > len(data):
        data.extend(bytes(op.offset - len(data)))
    data[op.offset : op.offset + len(op.data)] = op.data


class _Names:
    """Names of one folder: those that are durable, and what was done since."""

    def __init__(self, durable: dict[str, int] | None = None) -> None:
        self.durable = dict(durable or {})
        self.pending: list[Callable[[dict[str, int]], None]] = []

    def do(self, step: Callable[[dict[str, int]], None]) -> None:
        self.pending.append(step)

    def sync(self) -> None:
        self.durable, self.pending = self.after(len(self.pending)), []

    def after(self, steps: int) -> dict[str, int]:
        found = dict(self.durable)
        for step in self.pending[:steps]:
            step(found)
        return found


class Disk:
    """Replays a trace; at any point, states a power cut could leave."""

    def __init__(self, trace: Trace) -> None:
        self._files = {number: _File(data) for number, data in enumerate(trace.files.values())}
        self._folders = {folder: _Names() for folder in trace.folders}
        for number, path in enumerate(trace.files):
            self._names(path).durable[_name(path)] = number
        for folder in trace.folders:
            if (parent := folder.rpartition("/")[0]) in self._folders:
                self._folders[parent].durable[_name(folder)] = FOLDER
        self._top = min(trace.folders, key=len)
        self._told: list[str] = []
        self._done = 0

    def _names(self, path: str) -> _Names:
        return self._folders[path.rpartition("/")[0]]

    def do(self, op: Op) -> None:
        """Do one more operation."""
        self._done += 1
        match op:
            case Write() | Truncate():
                self._files[op.inode].do(op)
            case Sync():
                self._files[op.inode].sync()
            case SyncFolder():
                self._folders[op.path].sync()
            case Create():
                self._files[op.inode] = _File()
                self._names(op.path).do(_put(_name(op.path), op.inode))
            case Link():
                self._names(op.path).do(_put(_name(op.path), op.inode))
            case MakeFolder():
                self._folders[op.path] = _Names()
                self._names(op.path).do(_put(_name(op.path), FOLDER))
            case Rename():
                self._names(op.path).do(_rename(_name(op.path), _name(op.target)))
            case Unlink():
                self._names(op.path).do(_drop(_name(op.path)))
            case Told():
                self._told += op.text.splitlines()
            case _:
                raise AssertionError(op)

    def crash(self, chance: random.Random) -> Crash:
        """One state the disk may be found in if power fails now."""
        mood = chance.choice(("lost", "kept", "ordered", "scattered", "scattered", "scattered"))
        files: dict[str, bytes] = {}
        folders: set[str] = set()
        contents: dict[int, bytes] = {}
        waiting = [self._top]
        while waiting:
            folder = waiting.pop()
            folders.add(folder)
            names = self._folders[folder]
            steps = {"lost": 0, "kept": len(names.pending)}.get(mood, chance.randint(0, len(names.pending)))
            for name, inode in names.after(steps).items():
                path = f"{folder}/{name}"
                if inode == FOLDER:
                    waiting.append(path)
                    continue
                if inode not in contents:
                    contents[inode] = self._files[inode].after(chance, mood)
                files[path] = contents[inode]
        return Crash(self._done, files, folders, tuple(self._told))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _put(name: str, inode: int) -> Callable[[dict[str, int]], None]:
    def step(names: dict[str, int]) -> None:
        names[name] = inode

    return step


def _rename(name: str, target: str) -> Callable[[dict[str, int]], None]:
    def step(names: dict[str, int]) -> None:
        names[target] = names.pop(name)

    return step


def _drop(name: str) -> Callable[[dict[str, int]], None]:
    def step(names: dict[str, int]) -> None:
        del names[name]

    return step


def crashes(trace: Trace, count: int, *, seed: int) -> Iterator[Crash]:
    """``count`` states, at moments spread evenly over all that happened, in the order of those moments."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    moments = sorted(chance.randrange(len(trace.ops) + 1) for _ in range(count))
    disk = Disk(trace)
    done = 0
    for moment in moments:
        _do_all(disk, trace.ops[done:moment])
        done = moment
        yield disk.crash(chance)


def _do_all(disk: Disk, ops: Iterable[Op]) -> None:
    for op in ops:
        disk.do(op)
