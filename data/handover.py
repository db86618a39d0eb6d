"""Keys for hand-over codes, and sealing and opening them.

Two kinds of key. A terminal that shows codes and is also where the attendant opens them makes a pair when the program starts
and keeps it in memory alone: what was shown before a restart can never be opened, not even with the disk. A **desk** terminal, which
opens what others of its space show, has a lasting pair in ``handover.key`` (0600); the others get its public half as
``handover-desk.pub`` by ``kiosk handover-key``. Neither is a key of the platform. Not here: what is sealed
(``kiosk.domain.selfcheck.handover``) and whether it still counts (``kiosk.usecases.hand_over``).
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from data.files import file_errors, sync_folder, write_durably
from kiosk.domain.errors import WorldError
from kiosk.domain.sealed import SUITE
from kiosk.domain.selfcheck.handover import (
    NAME_BYTES,
    Body,
    Code,
    decode_body,
    encode_body,
    seal_info,
    short_name,
)

KEY_FILE = "handover.key"
DESK_FILE = "handover-desk.pub"
KEY_PREFIX = "SJZK1"
KEY_BYTES = 32

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


def key_id(public: X25519PublicKey) -> bytes:
    """How a code names the key it is sealed to."""
    return short_name(public.public_bytes_raw())


def seal(body: Body, *, to: X25519PublicKey, site: str) -> Code:
    """A code that only the holder of the private half can open, and only as one of ``site``."""
    key, at = key_id(to), short_name(site.encode())
    return Code(key, at, _HPKE.encrypt(encode_body(body), to, info=seal_info(suite=SUITE, key=key, site=at)))


class Opener:
    """Opens codes of one site.

    Args:
        keys: the private keys at hand.
        site: name of the space.
    """

    def __init__(self, *keys: X25519PrivateKey, site: str) -> None:
        self._keys = {key_id(key.public_key()): key for key in keys}
        self._site = short_name(site.encode())

    def open(self, code: Code) -> Body:
        """What was sealed.

        Raises:
            WorldError: made at another space (``handover.other_site``), for a key that is not here, such as one from
                before a restart (``handover.other_key``), or changed on the way (``handover.tampered``).
        """
        if code.site != self._site:
            raise WorldError("handover.other_site")
        key = self._keys.get(code.key)
        if key is None:
            raise WorldError("handover.other_key")
        try:
            plain = _HPKE.decrypt(code.sealed, key, info=seal_info(suite=SUITE, key=code.key, site=code.site))
        except (InvalidTag, ValueError) as error:
            raise WorldError("handover.tampered") from error
        return decode_body(plain)


# Keys that last ---------------------------------------------------------------------------------------------------


def load_key(state: Path) -> X25519PrivateKey | None:
    """The lasting key of a desk terminal; None where this is none.

    Raises:
        WorldError: others may read it (``handover.open_to_others``), it is none (``handover.bad_key``), or the disk failed.
    """
    path = state / KEY_FILE
    with file_errors(path):
        try:
            mode = path.stat().st_mode
            data = path.read_bytes()
        except FileNotFoundError:
            return None
    if stat.S_IMODE(mode) & 0o077:
        raise WorldError("handover.open_to_others", path=path)
    if len(data) != KEY_BYTES:
        raise WorldError("handover.bad_key", path=path)
    return X25519PrivateKey.from_private_bytes(data)


def make_key(state: Path) -> X25519PrivateKey:
    """The lasting key of a desk terminal, made if there is none.

    Raises:
        WorldError: as ``load_key``.
    """
    held = load_key(state)
    if held is not None:
        return held
    key, path = X25519PrivateKey.generate(), state / KEY_FILE
    part = path.with_name(path.name + ".part")
    with file_errors(path):
        # Nobody else can read it from its first byte on.
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(key.private_bytes_raw())
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        sync_folder(state)
    return key


def public_text(public: X25519PublicKey, site: str) -> str:
    """A public key as it is carried to the other terminals of a space."""
    raw = short_name(site.encode()) + public.public_bytes_raw()
    return KEY_PREFIX + base64.b32encode(raw).decode().rstrip("=")


def read_public(text: str, site: str) -> X25519PublicKey:
    """A public key from its text.

    Raises:
        WorldError: it is none (``handover.not_a_key``) or of another space (``handover.key_of_other_site``).
    """
    letters = text.strip().upper().removeprefix(KEY_PREFIX)
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise WorldError("handover.not_a_key") from error
    if len(raw) != NAME_BYTES + KEY_BYTES or not text.strip().upper().startswith(KEY_PREFIX):
        raise WorldError("handover.not_a_key")
    if raw[:NAME_BYTES] != short_name(site.encode()):
        raise WorldError("handover.key_of_other_site")
    return X25519PublicKey.from_public_bytes(raw[NAME_BYTES:])


def load_desk(state: Path, site: str) -> X25519PublicKey | None:
    """The desk's public key; None where codes are opened on this very terminal.

    Raises:
        WorldError: as ``read_public``, or the disk failed.
    """
    path = state / DESK_FILE
    with file_errors(path):
        try:
            text = path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None
    return read_public(text, site)


def save_desk(state: Path, text: str, site: str) -> None:
    """Seal codes to that desk from now on; "" to this terminal itself again.

    Raises:
        WorldError: as ``read_public``, or the disk failed.
    """
    path = state / DESK_FILE
    with file_errors(path):
        if not text:
            path.unlink(missing_ok=True)
            sync_folder(state)
            return
        read_public(text, site)
        write_durably(path, (text.strip().upper() + "\n").encode())
