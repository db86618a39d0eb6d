"""The key that codes of tickets are signed with: ``ticket.key`` (0600) in the state folder, made when the first one is needed.

It signs nothing else, so whoever takes it from the disk can make codes for tickets and cannot speak for the terminal. Its public half is
told in the journal (``kiosk.domain.ticket_code.TicketKey``). It stays over enrolments, so that old tickets keep their codes, and goes when
the terminal's time has ended (``data.journal_opening.wipe_journals``).
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from data.files import file_errors, sync_folder, write_durably
from kiosk.domain.ticket_code import TicketCode, signed_part

KEY_FILE = "ticket.key"
KEY_BYTES = 32


def load_ticket_key(state: Path) -> Ed25519PrivateKey | None:
    """The key; None where there is none that can be used: one that is cut short, or that others can read, is no key any more.

    Raises:
        WorldError: the disk failed.
    """
    path = state / KEY_FILE
    with file_errors(path):
        try:
            mode, data = path.stat().st_mode, path.read_bytes()
        except FileNotFoundError:
            return None
    if len(data) != KEY_BYTES or stat.S_IMODE(mode) & 0o077:
        return None
    return Ed25519PrivateKey.from_private_bytes(data)


def make_ticket_key(state: Path) -> Ed25519PrivateKey:
    """The key, made if there is none that can be used.

    Raises:
        WorldError: the disk failed.
    """
    held = load_ticket_key(state)
    if held is not None:
        return held
    made, path = Ed25519PrivateKey.generate(), state / KEY_FILE
    with file_errors(path):
        part = path.with_name(path.name + ".part")  # as ``write_durably`` names it: opened there, it keeps its mode
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        write_durably(path, made.private_bytes_raw())
    return made


def forget_ticket_key(state: Path) -> None:
    """This terminal's time has ended.

    Raises:
        WorldError: the disk failed.
    """
    path = state / KEY_FILE
    with file_errors(path):
        for each in (path.with_name(path.name + ".part"), path):
            each.unlink(missing_ok=True)
        sync_folder(state)


def public_half(key: Ed25519PrivateKey) -> str:
    """As the journal tells it."""
    return key.public_key().public_bytes_raw().hex()


def signed_by(code: TicketCode, keys: Iterable[str]) -> bool:
    """Whether one of ``keys`` (public halves) signed it. One without a signature nobody did."""
    if code.signature is None:
        return False
    message = signed_part(code.ticket, code.entry)
    return any(_fits(key, code.signature, message) for key in keys)


def _fits(key: str, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except InvalidSignature:
        return False
    return True
