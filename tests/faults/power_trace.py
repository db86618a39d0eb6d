"""What a real process did to the files of one folder, call by call, as the kernel saw it (``strace``).

The process under test is the product's own code on the product's own SQLite: nothing is replaced or preloaded. What is not
understood is an error, never passed over: an unknown way of writing would make every later statement about power cuts worthless.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

CALLS = (
    "openat,open,creat,openat2,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,"
    "sync,syncfs,sync_file_range,ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,"
    "rmdir,link,linkat,symlink,symlinkat,mmap,sendfile,copy_file_range,splice,io_uring_setup"
)
DIED_S = 120

_LINE = re.compile(r"^(?P<pid>\d+) +(?P<name>\w+)\((?P<args>.*)\) += (?P<result>-?\d+|0x[0-9a-f]+|\?)(?P<rest>.*)$")
_ARGUMENT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|((?:[^,"\[{(]|\([^)]*\)|\[[^\]]*\]|\{[^}]*\})+)')
_HEX = re.compile(r"\\x([0-9a-f]{2})")


class Op(Struct, frozen=True, tag=True):
    """Something that happened to the folder."""


class Create(Op, frozen=True):
    """A new file ``inode`` under ``path``."""

    path: str
    inode: int


class MakeFolder(Op, frozen=True):
    """A new folder."""

    path: str


class Write(Op, frozen=True):
    """Bytes put at an offset."""

    inode: int
    offset: int
    data: bytes


class Truncate(Op, frozen=True):
    """Another length."""

    inode: int
    size: int


class Sync(Op, frozen=True):
    """A file's contents and length are on the disk when this is over."""

    inode: int


class SyncFolder(Op, frozen=True):
    """A folder's names are on the disk when this is over."""

    path: str


class Link(Op, frozen=True):
    """A second name for a file."""

    path: str
    inode: int


class Rename(Op, frozen=True):
    """A file under another name of the same folder."""

    path: str
    target: str


class Unlink(Op, frozen=True):
    """A name less."""

    path: str


class Told(Op, frozen=True):
    """The process told somebody outside of the folder what is done: from here on it must survive."""

    text: str


class Trace(Struct):
    """A folder as it was (all of it durable), and what happened then."""

    files: dict[str, bytes]
    folders: set[str]
    ops: list[Op]


def record(command: Sequence[str], *, folder: Path, told: Path, cwd: Path) -> Trace:
    """Run ``command`` to its end and record what it did to ``folder``.

    Args:
        command: a program that writes to ``folder`` and appends what it promises to the file ``told``.
        folder: exists; what it holds counts as durable.
        told: a file outside of ``folder``.
        cwd: where the program runs.
    """
    strace = shutil.which("strace")
    assert strace is not None, "strace is missing: it is one of the system packages of packaging/dev"
    files = {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    folders = {str(folder), *(str(p) for p in folder.rglob("*") if p.is_dir())}
    log = told.with_name(told.name + ".strace")
    traced = [
        strace,
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-y",
        "-xx",
        "-s",
        "16777216",
        "-e",
        f"trace={CALLS}",
        "-o",
        str(log),
    ]
    done = subprocess.run([*traced, *command], cwd=cwd, capture_output=True, text=True, timeout=DIED_S, check=False)
    assert done.returncode == 0, f"the program under test failed:\n{done.stdout}{done.stderr}"
    reader = _Reader(folder, told, files)
    with log.open(encoding="ascii") as lines:
        for line in lines:
            reader.take(line)
    log.unlink()
    return Trace(files, folders, reader.ops)


def python(module: str, *arguments: object) -> list[str]:
    """A command that runs a module of the tests."""
    return [sys.executable, "-m", module, *map(str, arguments)]


class _Reader:
    def __init__(self, folder: Path, told: Path, files: dict[str, bytes]) -> None:
        self.ops: list[Op] = []
        self._folder, self._told = str(folder), str(told)
        self._inodes = {path: number for number, path in enumerate(files)}
        self._sizes = {number: len(data) for number, data in enumerate(files.values())}
        self._next = len(files)
        self._open: dict[int, _Handle] = {}

    def _inside(self, path: str) -> bool:
        return path == self._folder or path.startswith(self._folder + "/")

    def take(self, line: str) -> None:
        if "<unfinished" in line or "resumed>" in line:
            raise AssertionError(f"two threads write at once, their order is not known: {line[:200]}")
        found = _LINE.match(line)
        if found is None:
            assert "+++" in line or "---" in line, f"not understood: {line[:200]}"
            return
        if found["result"].startswith("-") or found["result"] == "?":
            return  # it failed, so nothing happened
        arguments = list(_arguments(found["args"]))
        handler = getattr(self, "_" + found["name"], None)
        if handler is not None:
            handler(arguments, int(found["result"], 0))
        elif any(self._folder in str(each) for each in arguments):
            raise AssertionError(f"not understood: {line[:300]}")

    def _path(self, folder: str | bytes, name: str | bytes) -> str:
        """A path given relative to an open folder (``3</path>`` or ``AT_FDCWD</path>``)."""
        assert isinstance(name, bytes)
        assert isinstance(folder, str)
        text = name.decode()
        return text if text.startswith("/") else f"{folder.partition('<')[2].rstrip('>')}/{text}"

    def _openat(self, a: list[str | bytes], fd: int) -> None:
        path, flags = self._path(a[0], a[1]), str(a[2])
        self._open.pop(fd, None)
        if path == self._told:
            self._open[fd] = _Handle(path, None, append=True)
            return
        if not self._inside(path):
            return
        if "O_DIRECTORY" in flags or (path not in self._inodes and "O_CREAT" not in flags):
            self._open[fd] = _Handle(path, None)
            return
        if path not in self._inodes:
            self._inodes[path] = self._next
            self._sizes[self._next] = 0
            self.ops.append(Create(path, self._next))
            self._next += 1
        inode = self._inodes[path]
        if "O_TRUNC" in flags:
            self._resize(inode, 0)
        self._open[fd] = _Handle(path, inode, append="O_APPEND" in flags)

    def _close(self, a: list[str | bytes], _: int) -> None:
        self._open.pop(_fd(a[0]), None)

    def _fcntl(self, a: list[str | bytes], result: int) -> None:
        if "F_DUPFD" in str(a[1]) and _fd(a[0]) in self._open:
            self._open[result] = self._open[_fd(a[0])]

    def _lseek(self, a: list[str | bytes], result: int) -> None:
        if (handle := self._open.get(_fd(a[0]))) is not None:
            handle.at = result

    def _write(self, a: list[str | bytes], written: int) -> None:
        handle = self._open.get(_fd(a[0]))
        if handle is None:
            assert self._folder not in str(a[0]), f"written through a handle nobody opened: {a[0]!r}"
            return
        assert isinstance(a[1], bytes)
        data = a[1][:written]
        if handle.path == self._told:
            self.ops.append(Told(data.decode()))
            return
        assert handle.inode is not None
        if handle.append:
            handle.at = self._sizes[handle.inode]
        self._put(handle.inode, handle.at, data)
        handle.at += written

    def _pwrite64(self, a: list[str | bytes], written: int) -> None:
        handle = self._open.get(_fd(a[0]))
        if handle is None:
            assert self._folder not in str(a[0]), f"written through a handle nobody opened: {a[0]!r}"
            return
        assert handle.inode is not None
        assert isinstance(a[1], bytes)
        self._put(handle.inode, int(str(a[3])), a[1][:written])

    def _put(self, inode: int, offset: int, data: bytes) -> None:
        self.ops.append(Write(inode, offset, data))
        self._sizes[inode] = max(self._sizes[inode], offset + len(data))

    def _resize(self, inode: int, size: int) -> None:
        if self._sizes[inode] != size:
            self.ops.append(Truncate(inode, size))
            self._sizes[inode] = size

    def _ftruncate(self, a: list[str | bytes], _: int) -> None:
        if (handle := self._open.get(_fd(a[0]))) is not None:
            assert handle.inode is not None
            self._resize(handle.inode, int(str(a[1])))

    def _fsync(self, a: list[str | bytes], _: int) -> None:
        handle = self._open.get(_fd(a[0]))
        if handle is not None and handle.path != self._told:
            self.ops.append(SyncFolder(handle.path) if handle.inode is None else Sync(handle.inode))

    _fdatasync = _fsync

    def _mmap(self, a: list[str | bytes], _: int) -> None:
        # SQLite shares its index of the WAL through memory; it is made anew after a reboot and proves nothing.
        what = str(a[4])
        shared = "MAP_SHARED" in str(a[3]) and "PROT_WRITE" in str(a[2])
        assert not (shared and self._folder in what and not what.rstrip(">").endswith("-shm")), f"mapped: {what}"

    def _mkdir(self, a: list[str | bytes], _: int) -> None:
        self._made(self._path("<>", a[0]))

    def _mkdirat(self, a: list[str | bytes], _: int) -> None:
        self._made(self._path(a[0], a[1]))

    def _made(self, path: str) -> None:
        if self._inside(path):
            self.ops.append(MakeFolder(path))

    def _unlink(self, a: list[str | bytes], _: int) -> None:
        self._gone(self._path("<>", a[0]))

    def _unlinkat(self, a: list[str | bytes], _: int) -> None:
        assert str(a[2]) == "0", "a folder is removed: not modelled"
        self._gone(self._path(a[0], a[1]))

    def _gone(self, path: str) -> None:
        if self._inside(path):
            self.ops.append(Unlink(path))
            del self._inodes[path]

    def _rename(self, a: list[str | bytes], _: int) -> None:
        self._renamed(self._path("<>", a[0]), self._path("<>", a[1]))

    def _renameat(self, a: list[str | bytes], _: int) -> None:
        self._renamed(self._path(a[0], a[1]), self._path(a[2], a[3]))

    _renameat2 = _renameat

    def _renamed(self, path: str, target: str) -> None:
        if not self._inside(path) and not self._inside(target):
            return
        assert path.rpartition("/")[0] == target.rpartition("/")[0], "moved between folders: not modelled"
        self.ops.append(Rename(path, target))
        self._inodes[target] = self._inodes.pop(path)

    def _link(self, a: list[str | bytes], _: int) -> None:
        self._linked(self._path("<>", a[0]), self._path("<>", a[1]))

    def _linkat(self, a: list[str | bytes], _: int) -> None:
        self._linked(self._path(a[0], a[1]), self._path(a[2], a[3]))

    def _linked(self, path: str, target: str) -> None:
        if self._inside(target):
            self.ops.append(Link(target, self._inodes[path]))
            self._inodes[target] = self._inodes[path]


class _Handle:
    """An open file or folder, and where the next ``write`` goes."""

    def __init__(self, path: str, inode: int | None, *, append: bool = False) -> None:
        self.path, self.inode, self.append, self.at = path, inode, append, 0


def _arguments(text: str) -> Iterator[str | bytes]:
    """Strings as bytes, everything else as text with its paths readable."""
    for string, cut, other in _ARGUMENT.findall(text):
        assert not cut, "a longer write than strace was told to show"
        if other.strip():
            yield _HEX.sub(lambda m: chr(int(m[1], 16)), other.strip())
        elif string or not other:
            yield bytes.fromhex(string.replace("\\x", ""))


def _fd(text: str | bytes) -> int:
    return int(str(text).partition("<")[0])
