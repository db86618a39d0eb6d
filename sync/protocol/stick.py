"""What lies where on a USB stick, and touching it as if it came from an enemy: no link followed, nothing read past its limit.

    STICK/suijiuyi/content/            a published repository: metadata/, targets/, blob/
    STICK/suijiuyi/from/K-00417/       from that terminal: signed batches and requests, the bytes it would send by HTTP
    STICK/suijiuyi/to/K-00417/         to it: the platform's answers

Names say nothing that is believed: whose a file is stands in what is signed. A file comes whole (written aside, then renamed)
or not at all; half a file does not have a good signature. Not here: what the files mean to either end.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.errors import WorldError

FOLDER = "suijiuyi"
CONTENT = "content"
FROM_TERMINALS = "from"
TO_TERMINALS = "to"

BATCH_SUFFIX = ".batch"
INBOX_PREFIX = "inbox-"
LEASE_PREFIX = "lease-"
ACK_PREFIX = "ack-"
PAGE_PREFIX = "page-"

ENTRIES_MAX = 20_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_PART = ".part"
_CHUNK_BYTES = 1_000_000


class Stick:
    """A mounted stick.

    Args:
        root: where it is mounted.

    Raises:
        WorldError: it is not there (``usb.not_there``). Every method raises one when the stick is pulled out, full
            (``usb.full``) or otherwise fails (``usb.failed``), and where something lies that is no plain file or folder, or
            has a name nobody of us gives (``usb.odd``).
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        if not root.is_dir():
            raise WorldError("usb.not_there", path=root)

    def path(self, *folders: str) -> Path:
        """Where a folder lies."""
        return self._root.joinpath(FOLDER, *folders)

    def has(self, *folders: str) -> bool:
        """Whether there is such a folder, reached without a link."""
        try:
            with self._open(folders, make=False):
                return True
        except FileNotFoundError:
            return False

    def names(self, *folders: str) -> tuple[str, ...]:
        """Names in a folder, sorted; none where there is no such folder. Files half written are left out."""
        with self._told(folders):
            try:
                with self._open(folders, make=False) as handle:
                    found = []
                    with os.scandir(handle) as entries:
                        for entry in entries:
                            found.append(entry.name)
                            if len(found) > ENTRIES_MAX:
                                raise WorldError("usb.too_many", path=self.path(*folders), most=ENTRIES_MAX)
            except FileNotFoundError:
                return ()
        return tuple(sorted(name for name in found if not name.endswith(_PART) and not name.startswith(".")))

    def read(self, *folders: str, name: str, max_bytes: int) -> bytes:
        """A file of at most ``max_bytes``.

        Raises:
            WorldError: it is longer, by what its folder says (``usb.too_long``); nothing of it is read then.
        """
        _checked(name)
        with self._told((*folders, name)), self._open(folders, make=False) as folder:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            handle = os.open(name, flags, dir_fd=folder)
            with os.fdopen(handle, "rb") as file:
                status = os.fstat(handle)
                if not stat.S_ISREG(status.st_mode):
                    raise WorldError("usb.odd", path=self.path(*folders, name))
                if status.st_size > max_bytes:
                    raise WorldError("usb.too_long", path=self.path(*folders, name), max_bytes=max_bytes)
                return file.read(max_bytes)

    def write(self, *folders: str, name: str, data: bytes) -> None:
        """Write a file whole, flushed, in place of what bears its name."""
        _checked(name)
        with self._told((*folders, name)), self._open(folders, make=True) as folder:
            part = name + _PART
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(part, flags, 0o644, dir_fd=folder)
            with os.fdopen(handle, "wb") as out:
                for start in range(0, len(data), _CHUNK_BYTES):
                    out.write(data[start : start + _CHUNK_BYTES])
                out.flush()
                os.fsync(handle)
            os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
            os.fsync(folder)

    def remove(self, *folders: str, name: str) -> None:
        """Remove a file, or the link of that name."""
        _checked(name)
        with self._told((*folders, name)), self._open(folders, make=False) as folder:
            os.unlink(name, dir_fd=folder)

    # Inside -------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _open(self, folders: tuple[str, ...], *, make: bool) -> Iterator[int]:
        """A handle of a folder, each step of the way a real folder."""
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
        handle = os.open(self._root, flags)
        try:
            for name in (FOLDER, *folders):
                _checked(name)
                if make:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(name, 0o755, dir_fd=handle)
                deeper = os.open(name, flags | os.O_NOFOLLOW, dir_fd=handle)
                os.close(handle)
                handle = deeper
            yield handle
        finally:
            os.close(handle)

    @contextlib.contextmanager
    def _told(self, parts: tuple[str, ...]) -> Iterator[None]:
        path = self.path(*parts)
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENXIO):
                raise WorldError("usb.odd", path=path) from error
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise WorldError("usb.full", path=path) from error
            raise WorldError("usb.failed", path=path, reason=error.strerror or error) from error


def _checked(name: str) -> None:
    if not _NAME.fullmatch(name) or ".." in name:
        raise WorldError("usb.odd", path=ascii(name))
