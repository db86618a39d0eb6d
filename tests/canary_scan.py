"""Looking for what a person typed, in every form it may have been written down in."""

from __future__ import annotations

import base64
import contextlib
import os
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "utf-32-le")
CHUNK_BYTES = 16_000_000


def traces(text: str) -> set[bytes]:
    """``text`` in six encodings, percent-encoded, escaped, in hexadecimal, and in base64 wherever it may stand."""
    found = {
        text.encode("unicode_escape"),
        urllib.parse.quote(text).encode(),
        urllib.parse.quote(text, encoding="gb18030").encode(),
    }
    for encoding in ENCODINGS:
        try:
            plain = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        found |= {plain, plain.hex().encode(), plain.hex().upper().encode()}
        # base64 of a text depends on where it stands: the middle of each of three positions is the same in all.
        for shift in range(3):
            packed = base64.b64encode(b"\0" * shift + plain)
            found.add(packed[(4 if shift else 0) : len(packed) // 4 * 4 - 4])
    return {each for each in found if len(each) >= 8}


def memory_traces(text: str) -> set[bytes]:
    """``text`` in the encodings programs keep it in, without zero bytes: so Latin text is the same in all of them."""
    found = set()
    for encoding in ENCODINGS:
        with contextlib.suppress(UnicodeEncodeError):
            found.add(text.encode(encoding).replace(b"\0", b""))
    return found


class Canaries:
    """What is looked for: values by what they are."""

    def __init__(self, values: Iterable[str]) -> None:
        known = list(values)
        self._on_disk = {trace: value for value in known for trace in traces(value)}
        self._in_memory = {trace: value for value in known for trace in memory_traces(value)}

    def in_bytes(self, data: bytes, where: str) -> list[str]:
        """Where one of them was found, in words for a failed test."""
        return [f"{where}: {value}" for trace, value in self._on_disk.items() if trace in data]

    def in_folder(self, folder: Path) -> list[str]:
        """In names and contents of everything in a folder."""
        found = []
        for path in sorted(folder.rglob("*")):
            found += self.in_bytes(os.fsencode(path), f"name {path}")
            if path.is_symlink():
                found += self.in_bytes(os.fsencode(path.readlink()), f"link {path}")
            elif path.is_file():
                found += self.in_bytes(path.read_bytes(), str(path))
        return found

    def in_process(self, pid: int) -> list[str]:
        """In arguments, environment, and every writable page of a running process.

        Raises:
            PermissionError: whoever runs the test may not look into a process that forbids it.
        """
        found = []
        for name in ("cmdline", "environ", "comm"):
            found += self.in_bytes(Path(f"/proc/{pid}/{name}").read_bytes(), f"{pid} {name}")
        for start, data in writable_pages(pid):
            dense = data.translate(None, b"\0")
            found += [
                f"memory of {pid} at {start:x}: {value}" for trace, value in self._in_memory.items() if trace in dense
            ]
        return found


def writable_pages(pid: int) -> Iterator[tuple[int, bytes]]:
    """Every writable mapping of a process, in pieces that overlap a little."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            while start < end:
                size = min(CHUNK_BYTES, end - start)
                try:
                    memory.seek(start)
                    yield start, memory.read(size)
                except OSError:  # a mapping without pages behind it, or gone meanwhile
                    pass
                start += size if size < CHUNK_BYTES else size - 256
