"""The platform's side of a stick: content onto it, journals from it, answers back onto it.

The bytes are those terminals send by HTTP and get the same treatment (``service``). What is on the stick is believed only after
its signature: a file in another terminal's folder is answered to whoever signed it. Answers are signed or made of signed
messages, so that the stick may be lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.service import PlatformService
from sync.platform.static import TIMESTAMP
from sync.platform.store.directory import RefusedRequest
from sync.platform.store.writer import QueueFullError
from sync.protocol.messages import Ack
from sync.protocol.signing import SIGNED_MAX_BYTES, decode_signed
from sync.protocol.stick import (
    ACK_PREFIX,
    BATCH_SUFFIX,
    CONTENT,
    FROM_TERMINALS,
    INBOX_PREFIX,
    LEASE_PREFIX,
    PAGE_PREFIX,
    TO_TERMINALS,
    Stick,
)

BLOB = "blob"
REQUEST_MAX_BYTES = 64_000


class Received(Struct):
    """What came from one folder of the stick."""

    terminal: str
    batches: int = 0
    pages: int = 0
    refused: list[tuple[str, str]] = msgspec.field(default_factory=list)


def put_content(public: Path, stick: Stick) -> tuple[int, int]:
    """Copy what is published; files that are there and whole are not written again.

    Args:
        public: the published folder.
        stick: where to.

    Returns:
        Files and bytes written.

    Raises:
        WorldError: nothing was published (``usb.nothing_published``), or the stick failed.
    """
    if not (public / TIMESTAMP).is_file():
        raise WorldError("usb.nothing_published", path=public)
    files = [path.relative_to(public) for path in public.rglob("*") if path.is_file()]
    # What makes the others visible comes last: a stick pulled out too early still shows its old content.
    order = sorted(files, key=lambda path: (path.as_posix() == TIMESTAMP, path.parts[0] == "metadata", path.as_posix()))
    count = written = 0
    for path in order:
        data = (public / path).read_bytes()
        folders = (CONTENT, *path.parts[:-1])
        if path.parts[0] == BLOB and _whole(stick, folders, path.name, len(data)):
            continue
        stick.write(*folders, name=path.name, data=data)
        count, written = count + 1, written + len(data)
    return count, written


def _whole(stick: Stick, folders: tuple[str, ...], name: str, size_bytes: int) -> bool:
    with contextlib.suppress(WorldError):  # not there, or not good: written anew, which says what is wrong
        return hashlib.sha256(stick.read(*folders, name=name, max_bytes=size_bytes)).hexdigest() == name
    return False


def take_in(service: PlatformService, stick: Stick) -> tuple[Received, ...]:
    """Take in what terminals put on the stick, and write the answers beside it.

    Raises:
        WorldError: the stick cannot be read or written, or the database failed.
    """
    return tuple(asyncio.run(_folder(service, stick, name)) for name in stick.names(FROM_TERMINALS))


async def _folder(service: PlatformService, stick: Stick, folder: str) -> Received:
    done = Received(folder)
    names = stick.names(FROM_TERMINALS, folder)

    async def each(chosen: list[str], max_bytes: int, answer: Callable[[str, bytes], Awaitable[None]]) -> None:
        for name in chosen:
            try:
                await answer(name, stick.read(FROM_TERMINALS, folder, name=name, max_bytes=max_bytes))
            except (RefusedRequest, QueueFullError) as error:
                done.refused.append((f"{folder}/{name}", str(error)))
            except WorldError as error:
                if not error.code.startswith("usb.") or error.code in ("usb.full", "usb.failed"):
                    raise
                done.refused.append((f"{folder}/{name}", say(error.code, **error.params)))

    async def batch(name: str, data: bytes) -> None:
        signed = await service.journal(data)
        ack = msgspec.json.decode(signed.payload, type=Ack)
        to = f"{ACK_PREFIX}{ack.journal}.json"
        stick.write(TO_TERMINALS, ack.terminal, name=to, data=msgspec.json.encode(signed))
        done.batches += 1
        if ack.trouble is not None:
            done.refused.append((f"{folder}/{name}", ack.trouble.value))

    async def lease(_: str, data: bytes) -> None:
        await service.leases(data)  # its answer stands in the inbox, which is read next

    async def page(name: str, data: bytes) -> None:
        answer = await service.inbox(data)
        terminal = decode_signed(data).signer.partition("/")[0]  # its signature was good
        name = PAGE_PREFIX + name.removeprefix(INBOX_PREFIX)
        stick.write(TO_TERMINALS, terminal, name=name, data=msgspec.json.encode(answer))
        done.pages += 1

    await each([name for name in names if name.endswith(BATCH_SUFFIX)], SIGNED_MAX_BYTES, batch)
    await each([name for name in names if name.startswith(LEASE_PREFIX)], REQUEST_MAX_BYTES, lease)
    await each([name for name in names if name.startswith(INBOX_PREFIX)], REQUEST_MAX_BYTES, page)
    return done
