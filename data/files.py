"""Files written so that a power cut leaves the old or the new one, and disk failures as sentences.

Not here: databases (``data.sqlite``) and what the files mean.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.errors import WorldError

_WORDS = {
    errno.ENOSPC: "store.disk_full",
    errno.EDQUOT: "store.disk_full",
    errno.EFBIG: "store.disk_full",  # a limit on file size is a full disk to us
    errno.EACCES: "store.no_access",
    errno.EPERM: "store.no_access",
    errno.EROFS: "store.no_access",
}


@contextlib.contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn an ``OSError`` about ``path`` into a ``WorldError`` (``store.disk_full``, ``.no_access``, ``.io``)."""
    try:
        yield
    except OSError as error:
        code = _WORDS.get(error.errno or 0, "store.io")
        raise WorldError(code, path=path, reason=error.strerror or error) from error


def sync_folder(folder: Path) -> None:
    """Make what was created or renamed in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, data: bytes) -> None:
    """Put ``data`` in place of ``path``: whole, and still there after a power cut.

    Raises:
        OSError: it could not be written; what was there stays.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):  # the failure to write is the one to tell
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
