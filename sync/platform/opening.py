"""Opening sealed envelopes, and making the keys for it. The only code that ever holds a private sealing key.

It runs apart from the API (``kiosk-platform open``), on whatever machine holds the keys; the database of the platform
stores envelopes as they came. A private key is kept as long as a terminal may still send something sealed to it.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from data.files import file_errors, write_durably
from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry, EntryError
from kiosk.domain.journal_kinds import activity_of, decode_private
from kiosk.domain.journal_private import PrivatePart
from kiosk.domain.sealed import SUITE, decode_sealed, sealed_info
from sync.private_keys import KeyFaults, read_sealing_key

_FAULTS = KeyFaults(
    missing="opening.no_key_file", open_to_others="opening.key_open_to_others", not_a_key="opening.not_a_key"
)

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
_SUFFIX = ".seal.pem"


class Opener:
    """Opens envelopes with the private keys given.

    Args:
        keys: private keys by kid.
    """

    def __init__(self, keys: Mapping[str, X25519PrivateKey]) -> None:
        self._keys = dict(keys)

    def open(self, entry: Entry, *, terminal: str) -> PrivatePart:
        """The private part of an entry.

        Args:
            entry: as received, with its envelope.
            terminal: in whose journal it stands. An envelope moved here from elsewhere does not open.

        Raises:
            WorldError: there is no key for it (``opening.unknown_key``), an unknown suite (``opening.unknown_suite``),
                it is not the envelope of this entry or was changed (``opening.does_not_open``), or what is in it is not
                of its kind (``opening.not_readable``).
        """
        try:
            sealed = decode_sealed(entry.sealed or b"")
        except msgspec.DecodeError as error:
            raise WorldError("opening.does_not_open") from error
        if sealed.suite != SUITE:
            raise WorldError("opening.unknown_suite", suite=sealed.suite)
        key = self._keys.get(sealed.kid)
        if key is None:
            raise WorldError("opening.unknown_key", kid=sealed.kid)
        try:
            body = entry.body()
        except EntryError:
            raise WorldError("opening.does_not_open") from None
        info = sealed_info(
            suite=sealed.suite,
            kid=sealed.kid,
            terminal=terminal,
            kind=entry.heading.kind,
            entry=entry.id,
            activity=None if body is None else activity_of(body),
        )
        try:
            plain = _HPKE.decrypt(sealed.ct, key, info=info)
        except (InvalidTag, ValueError) as error:
            raise WorldError("opening.does_not_open") from error
        try:
            return decode_private(entry.heading.kind, plain)
        except msgspec.DecodeError as error:
            # The message of the decoder may quote what it read: only its type is told.
            raise WorldError("opening.not_readable", reason=type(error).__name__) from None


def make_sealing_key(folder: Path, *, kid: str, title: str, not_before: dt.date, not_after: dt.date) -> PlatformKey:
    """Make a key pair: the private half into ``folder`` (readable by its owner only), the public one as a record body.

    A key that lies there already is used again, so that a cut-off run can be repeated.
    """
    path = folder / (kid + _SUFFIX)
    if path.exists():
        key = load_sealing_key(path)
    else:
        key = X25519PrivateKey.generate()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with file_errors(path):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made with its mode before anything is in it.
            path.with_name(path.name + ".part").touch(mode=0o600)
            write_durably(path, pem)
    return PlatformKey(
        title=title,
        kid=kid,
        use=KeyUse.SEAL,
        suite=SUITE,
        public_key=base64.b64encode(key.public_key().public_bytes_raw()).decode(),
        not_before=not_before,
        not_after=not_after,
    )


def load_sealing_key(path: Path) -> X25519PrivateKey:
    """Read one private key.

    Raises:
        WorldError: missing (``opening.no_key_file``), readable by others (``opening.key_open_to_others``), or not a key
            (``opening.not_a_key``).
    """
    return read_sealing_key(path, _FAULTS)


def load_sealing_keys(folder: Path) -> dict[str, X25519PrivateKey]:
    """All private keys in a folder, by kid.

    Raises:
        WorldError: one of them cannot be used; the code says why.
    """
    return {path.name.removesuffix(_SUFFIX): load_sealing_key(path) for path in sorted(folder.glob("*" + _SUFFIX))}
