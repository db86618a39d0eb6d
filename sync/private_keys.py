"""Reading a private key from its file, for whoever signs or opens: only a file nobody else can read is one.

Not here: making keys, and which there are.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.domain.errors import WorldError


@dataclass(frozen=True)
class KeyFaults:
    """Codes of what can be wrong with a key's file, in the words of whoever needs it.

    Attributes:
        missing: there is no such file, or it cannot be read.
        open_to_others: others can read it, too.
        not_a_key: it holds something else, or a key of another kind.
    """

    missing: str
    open_to_others: str
    not_a_key: str


def read_signing_key(path: Path, faults: KeyFaults) -> Ed25519PrivateKey:
    """The Ed25519 key in a PEM file.

    Raises:
        WorldError: with a code of ``faults``.
    """
    key = _read(path, faults)
    if not isinstance(key, Ed25519PrivateKey):
        raise WorldError(faults.not_a_key, path=path)
    return key


def read_sealing_key(path: Path, faults: KeyFaults) -> X25519PrivateKey:
    """The X25519 key in a PEM file.

    Raises:
        WorldError: with a code of ``faults``.
    """
    key = _read(path, faults)
    if not isinstance(key, X25519PrivateKey):
        raise WorldError(faults.not_a_key, path=path)
    return key


def _read(path: Path, faults: KeyFaults) -> PrivateKeyTypes:
    try:
        status = path.stat()
        data = path.read_bytes()
    except OSError as error:
        raise WorldError(faults.missing, path=path, reason=error.strerror) from error
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise WorldError(faults.open_to_others, path=path)
    try:
        return load_pem_private_key(data, None)
    except (ValueError, TypeError) as error:
        raise WorldError(faults.not_a_key, path=path) from error
