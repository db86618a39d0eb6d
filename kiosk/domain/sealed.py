"""Sealed envelopes: their shape, what they are bound to, and which key to seal to.

The sealed part of an entry is HPKE (RFC 9180, base mode) to a key of the platform: X25519, HKDF-SHA256, AES-128-GCM.
``suite`` and ``kid`` stand in every envelope so that other suites (国密) can join. The seal is bound to the terminal, the
kind, the entry and its activity (``sealed_info``): an envelope moved to another entry does not open. HPKE says nothing
about the sender; the signature of the batch does.

Not here: the sealing itself (``data.sealing``) and the opening (``sync.platform.opening``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.content import KeyName, KeyUse, PlatformKey

SUITE = "hpke-x25519-hkdf-sha256-aes128gcm"
SIGNATURE_SUITE = "ed25519"
VERSION = 1
PAD_BYTES = 512


class Sealed(Struct, frozen=True, kw_only=True):
    """An envelope. ``ct`` is the encapsulated key followed by the ciphertext (base64 in JSON)."""

    v: Annotated[int, Meta(ge=1)] = VERSION
    suite: KeyName
    kid: KeyName
    ct: Annotated[bytes, Meta(min_length=48, max_length=8_000)]


def encode_sealed(sealed: Sealed) -> bytes:
    """The bytes that are stored, hashed and sent."""
    return msgspec.json.encode(sealed)


_decode = msgspec.json.Decoder(Sealed).decode


def decode_sealed(data: bytes) -> Sealed:
    """An envelope from its bytes.

    Raises:
        msgspec.DecodeError: not an envelope.
    """
    return _decode(data)


def sealed_info(*, suite: str, kid: str, terminal: str, kind: str, entry: str, activity: str | None) -> bytes:
    """The HPKE ``info`` of an envelope: everything it is bound to, one a line.

    None of the parts can hold a line feed, so no two bindings give the same bytes.
    """
    parts = (f"kiosk-sealed/{VERSION}", suite, kid, terminal, kind, entry, activity or "-")
    if any("\n" in part for part in parts):
        raise ValueError("a name with a line feed")
    return "\n".join(parts).encode()


def padded(plain: bytes) -> bytes:
    """JSON filled up with spaces to a multiple of ``PAD_BYTES``, so that the length does not tell the name."""
    return plain + b" " * (-len(plain) % PAD_BYTES)


def current_key(
    keys: Iterable[PlatformKey], use: KeyUse, *, suites: frozenset[str], today: dt.date | None
) -> PlatformKey | None:
    """The key to use now: of those in force, with a suite this software has, the one that began last.

    While an old and a new key overlap this is the new one.

    Args:
        keys: all keys the city has published.
        use: what for.
        suites: suites this software can do.
        today: date in Guangzhou; None where the clock cannot be trusted. Then the newest key published is taken: a dead
            clock battery must not end all sign-ups, and the platform keeps private keys longer than their public life.

    Returns:
        None where there is none: forms that need it are then not offered.
    """
    fitting = [
        key
        for key in keys
        if key.use is use and key.suite in suites and (today is None or key.not_before <= today <= key.not_after)
    ]
    return max(fitting, key=lambda key: (key.not_before, key.kid), default=None)
