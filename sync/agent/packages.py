"""Reading package files: unpacked with a limit, line by line; and making one of what is held.

The caller has verified the file's hash; what is inside is signed through it. Even so nothing in it may exhaust the
terminal, and one line that cannot be read does not keep the others out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import zstandard
from msgspec import Struct

from data.content_rows import StoredLine
from kiosk.domain.errors import WorldError
from sync.protocol.package import LINE_MAX_BYTES, RAW_MAX_BYTES, Line

WINDOW_MAX_BYTES = 1 << 27
"""Memory a packed file may ask for: what zstd itself takes without being told to allow more."""

AT_ONCE_BYTES = 64_000_000
"""A package up to this length, unpacked, is held in memory whole."""

_READ_BYTES = 1 << 20
_LOCAL_LEVEL = 3
_decoder = msgspec.json.Decoder(Line)


class Skipped(Struct):
    """Lines that are none of this protocol: how many, and what was wrong with the first."""

    count: int = 0
    reason: str = ""


def read_lines(packed: bytes, *, raw_bytes: int, skipped: Skipped) -> Iterator[Line]:
    """The lines of a package.

    Args:
        packed: the whole file.
        raw_bytes: what it must come to when unpacked.
        skipped: counts lines left out.

    Raises:
        WorldError: it unpacks to something else (``agent.bad_package``).
    """
    blocks = _at_once(packed, raw_bytes) or _whole_lines(_unpacked(packed, raw_bytes))
    for block in blocks:
        try:
            yield from _decoder.decode_lines(block)
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield from _one_by_one(block, skipped)


def _one_by_one(block: bytes, skipped: Skipped) -> Iterator[Line]:
    """The lines of a block in which one at least is none."""
    for line in filter(None, block.split(b"\n")):
        try:
            yield _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            skipped.count += 1
            skipped.reason = skipped.reason or str(error)


def _at_once(packed: bytes, raw_bytes: int) -> tuple[bytes] | None:
    """A package of ordinary size in one piece, which costs half; None where that may not be, or is not one frame."""
    try:
        if raw_bytes > AT_ONCE_BYTES or zstandard.frame_content_size(packed) != raw_bytes:
            return None
        raw = zstandard.ZstdDecompressor(max_window_size=WINDOW_MAX_BYTES).decompress(packed)
    except zstandard.ZstdError as error:
        raise WorldError("agent.bad_package", reason=error) from error
    if not _lines_fit(raw):
        raise WorldError("agent.bad_package", reason=f"line > {LINE_MAX_BYTES}")
    return (raw,)


def _lines_fit(raw: bytes) -> bool:
    """Whether no line is too long, looking at one line end in a million bytes only."""
    start = 0
    while len(raw) - start > LINE_MAX_BYTES:
        end = raw.rfind(b"\n", start, start + LINE_MAX_BYTES + 1)
        if end < 0:
            return False
        start = end + 1
    return True


def _unpacked(packed: bytes, raw_bytes: int) -> Iterator[bytes]:
    total = 0
    decompressor = zstandard.ZstdDecompressor(max_window_size=WINDOW_MAX_BYTES)
    try:
        with decompressor.stream_reader(packed, read_across_frames=True) as reader:
            while chunk := reader.read(_READ_BYTES):
                total += len(chunk)
                if total > min(raw_bytes, RAW_MAX_BYTES):
                    break
                yield chunk
    except zstandard.ZstdError as error:
        raise WorldError("agent.bad_package", reason=error) from error
    if total != raw_bytes:
        raise WorldError("agent.bad_package", reason=f"{total} != {raw_bytes}")


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end where a line ends."""
    rest = b""
    for chunk in chunks:
        block, _, rest = (rest + chunk).rpartition(b"\n")
        if len(rest) > LINE_MAX_BYTES:
            raise WorldError("agent.bad_package", reason=f"line > {LINE_MAX_BYTES}")
        if block:
            yield block
    if rest:
        yield rest


def pack_stored(lines: Iterable[StoredLine]) -> tuple[bytes, int]:
    """A snapshot made on this machine of what is held: the file, and its length when unpacked."""
    raw = bytearray()
    for held in lines:
        line = Line(
            id=held.id,
            kind=held.kind,
            rev=held.rev,
            valid_from=held.valid_from,
            expires_on=held.expires_on,
            verified_on=held.verified_on,
            hides=held.hides,
            body=held.body,
        )
        raw += msgspec.json.encode(line) + b"\n"
    return zstandard.ZstdCompressor(level=_LOCAL_LEVEL).compress(bytes(raw)), len(raw)
