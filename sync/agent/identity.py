"""Who this terminal is to the platform: its Ed25519 key, made here, and the name and incarnation the platform gave it.

One file, ``device.key``, readable by its owner only, holds all of it, so that name and key are never from two enrolments.
``device.key.pending`` is a key the platform has been shown but has not answered about yet: asking again with the same
code shows the same key. Not here: asking (``enrolment``), and what the inbox remembers of it (``data.inbox_messages``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import stat
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta, Struct

from data.files import file_errors, sync_folder, write_durably
from kiosk.domain.content import RecordId, ScopeCode
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_ids import Incarnation, Sha256, TerminalId
from sync.protocol.messages import Enrolled
from sync.protocol.signing import KEY_BYTES, terminal_signer

DEVICE_FILE = "device.key"
PENDING_FILE = "device.key.pending"

_Secret = Annotated[bytes, Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]


class _DeviceFile(Struct, frozen=True, kw_only=True):
    v: int = 1
    terminal: TerminalId
    incarnation: Incarnation
    private_key: _Secret
    scope: ScopeCode
    place_id: RecordId | None = None
    enrolled_at: dt.datetime


class _PendingFile(Struct, frozen=True, kw_only=True):
    v: int = 1
    code_sha256: Sha256
    private_key: _Secret


class Device(Struct, frozen=True):
    """An enrolled terminal, able to sign."""

    terminal: str
    incarnation: int
    key: Ed25519PrivateKey

    @property
    def signer(self) -> str:
        """Name of its key."""
        return terminal_signer(self.terminal, self.incarnation)


def load_device(state: Path) -> Device | None:
    """This terminal's identity; None before it is enrolled, and after it was revoked.

    Raises:
        WorldError: the file is readable by others (``identity.open_to_others``) or not one (``identity.unreadable``).
    """
    held = _load(state / DEVICE_FILE, _DeviceFile)
    if held is None:
        return None
    return Device(held.terminal, held.incarnation, Ed25519PrivateKey.from_private_bytes(held.private_key))


def pending_key(state: Path, code: str) -> Ed25519PrivateKey:
    """The key to enrol with ``code``: made now, or the one that was shown with this code before.

    Raises:
        WorldError: the disk failed.
    """
    path = state / PENDING_FILE
    code_sha256 = hashlib.sha256(code.encode()).hexdigest()
    held = _load(path, _PendingFile)
    if held is not None and held.code_sha256 == code_sha256:
        return Ed25519PrivateKey.from_private_bytes(held.private_key)
    made = Ed25519PrivateKey.generate()
    _keep(path, _PendingFile(code_sha256=code_sha256, private_key=made.private_bytes_raw()))
    return made


def keep_device(state: Path, answer: Enrolled, key: Ed25519PrivateKey) -> Device:
    """Be what the platform's answer says, durably; the identity before is forgotten.

    Raises:
        WorldError: the disk failed.
    """
    _keep(
        state / DEVICE_FILE,
        _DeviceFile(
            terminal=answer.terminal,
            incarnation=answer.incarnation,
            private_key=key.private_bytes_raw(),
            scope=answer.scope,
            place_id=answer.place_id,
            enrolled_at=answer.at,
        ),
    )
    _remove(state / PENDING_FILE)
    return Device(answer.terminal, answer.incarnation, key)


def forget_device(state: Path) -> None:
    """Forget every key of this terminal (it was revoked).

    Raises:
        WorldError: the disk failed.
    """
    _remove(state / PENDING_FILE)
    _remove(state / DEVICE_FILE)


T = TypeVar("T", _DeviceFile, _PendingFile)


def _load(path: Path, kind: type[T]) -> T | None:
    with file_errors(path):
        try:
            mode, data = path.stat().st_mode, path.read_bytes()
        except FileNotFoundError:
            return None
    if stat.S_IMODE(mode) & 0o077:
        raise WorldError("identity.open_to_others", path=path)
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Not the cause: it may quote the file.
        raise WorldError("identity.unreadable", path=path) from None


def _keep(path: Path, what: Struct) -> None:
    part = path.with_name(path.name + ".part")  # as ``write_durably`` names it: opened there, it keeps its mode
    with file_errors(path):
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        write_durably(path, msgspec.json.encode(what))


def _remove(path: Path) -> None:
    with file_errors(path):
        for each in (path.with_name(path.name + ".part"), path):
            each.unlink(missing_ok=True)
        sync_folder(path.parent)
