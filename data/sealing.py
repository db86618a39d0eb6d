"""Sealing personal data to the platform's key before it first touches the disk.

The terminal cannot open what it sealed: it holds no private key. Which key, and what the seal is bound to, is
``kiosk.domain.sealed``; opening is ``sync.platform.opening``.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import os
from collections.abc import Callable, Iterable

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Draft
from kiosk.domain.journal_ids import Moment, uuid7
from kiosk.domain.journal_kinds import KINDS, Body, activity_of, kind_of
from kiosk.domain.journal_private import PrivatePart
from kiosk.domain.sealed import SUITE, Sealed, current_key, encode_sealed, padded, sealed_info

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


class Sealer:
    """Seals for one terminal to one key.

    Args:
        terminal: whose entries.
        key: the key to seal to.

    Raises:
        WorldError: the key is not one (``journal.no_key``).
    """

    def __init__(self, terminal: str, key: PlatformKey) -> None:
        self._terminal = terminal
        self._kid = key.kid
        try:
            if key.suite != SUITE:
                raise ValueError(key.suite)
            self._key = X25519PublicKey.from_public_bytes(base64.b64decode(key.public_key, validate=True))
        except (ValueError, binascii.Error) as error:
            raise WorldError("journal.no_key") from error

    @property
    def kid(self) -> str:
        """Name of the key."""
        return self._kid

    def draft(
        self,
        body: Body,
        private: PrivatePart | None,
        *,
        moment: Moment,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> Draft:
        """An entry ready for the journal: with its id, and its private part sealed to nothing but that entry.

        Args:
            body: what happened.
            private: whom it concerns; None for an entry without.
            moment: when.
            random_bytes: where the id comes from.
        """
        entry = uuid7(moment.at, random_bytes(10))
        sealed = None if private is None else self.seal(private, body=body, entry=entry)
        return Draft(id=entry, moment=moment, body=body, sealed=sealed)

    def seal(self, private: PrivatePart, *, body: Body, entry: str) -> bytes:
        """The envelope of ``private``, bound to this terminal, the kind and activity of ``body``, and entry ``entry``.

        Raises:
            ValueError: not the private part of that kind: a bug.
        """
        kind = kind_of(body)
        wanted = KINDS[kind].private
        if wanted is None or not isinstance(private, wanted):
            raise ValueError(f"{kind} does not have this private part")
        info = sealed_info(
            suite=SUITE, kid=self._kid, terminal=self._terminal, kind=kind, entry=entry, activity=activity_of(body)
        )
        ct = _HPKE.encrypt(padded(msgspec.json.encode(private)), self._key, info=info)
        return encode_sealed(Sealed(suite=SUITE, kid=self._kid, ct=ct))


def plain_draft(body: Body, *, moment: Moment, random_bytes: Callable[[int], bytes] = os.urandom) -> Draft:
    """An entry that concerns nobody, ready for the journal; needs no key."""
    return Draft(id=uuid7(moment.at, random_bytes(10)), moment=moment, body=body)


def sealer(terminal: str, keys: Iterable[PlatformKey], *, today: dt.date | None) -> Sealer | None:
    """What to seal with today; None where the city has published no usable key: such forms are then not offered.

    Args:
        terminal: whose entries.
        keys: the city's keys (``ContentReader.platform_keys``).
        today: date in Guangzhou, None where the clock cannot be trusted (``kiosk.domain.sealed.current_key``).
    """
    key = current_key(keys, KeyUse.SEAL, suites=frozenset({SUITE}), today=today)
    if key is None:
        return None
    try:
        return Sealer(terminal, key)
    except WorldError:
        return None
