"""Where published files come from: the port, and why a fetch may fail.

A source is a published repository seen from outside: a web server (``http_source``) or a folder such as a USB stick
(``directory_source``). It promises limits, nothing else: what it delivers is believed only after verification.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

from kiosk.domain.errors import WorldError

CHUNK_BYTES = 65_536


class SourceError(WorldError):
    """A file could not be fetched.

    Args:
        code: key of the sentence; ``agent.missing`` where the source says that there is no such file.
        retry_after_s: the source asked to be left alone for so long, in seconds.
        params: values for the sentence.
    """

    def __init__(self, code: str, *, retry_after_s: float | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.retry_after_s = retry_after_s


class Stream(Struct):
    """A file being fetched.

    Args:
        start: offset of the first byte that comes; 0 where a source can not continue in the middle.
        chunks: the bytes from there to the end of the file.
    """

    start: int
    chunks: Iterator[bytes]


class Source(Protocol):
    """A published repository."""

    @property
    def name(self) -> str:
        """What a technician calls it: an address or a path."""

    @property
    def received_bytes(self) -> int:
        """Bytes received so far, as they were transferred, with headers where there are any."""

    def open(
        self, path: str, *, max_bytes: int, total_s: float, start: int = 0, exact: bool = False
    ) -> AbstractContextManager[Stream]:
        """Fetch a file.

        Args:
            path: relative to the repository, e.g. ``metadata/timestamp.json``.
            max_bytes: the file is not larger; more is refused.
            total_s: the whole fetch takes at most so long, in seconds.
            start: wanted offset of the first byte.
            exact: the file has ``max_bytes`` and no fewer; a shorter one is refused before a byte of it comes.

        Raises:
            SourceError: on opening or from ``chunks``. A stream that ends early raises, it never just stops.
        """

    def close(self) -> None:
        """Let go of connections."""
