"""The platform's keys beside those of publishing: where they lie, and signing with them. Making them: ``making_keys``.

    DIR/keys-messages/<kid>.sign.pem   private, read by the service
    DIR/keys-seal/<kid>.seal.pem       private, read only by ``kiosk-platform open``: move it to another machine
    DIR/state/platform-keys.json       public halves and their dates
    DIR/records/key/<kid>.yaml         the same as content records, published with the next publication

One kind signs messages, terminals seal personal data to the other. Keys of a use overlap: the old one stays good until
every terminal has had time to fetch the new one.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.sealed import SIGNATURE_SUITE, current_key
from sync.private_keys import KeyFaults, read_signing_key

_FAULTS = KeyFaults(
    missing="opening.no_key_file", open_to_others="opening.key_open_to_others", not_a_key="platform.not_a_signing_key"
)

SIGN_SUFFIX = ".sign.pem"

CITY_ZONE = dt.timezone(dt.timedelta(hours=8))
"""Guangzhou: UTC+8 the year round."""


class KeyFolder:
    """Names of what lies in a platform folder, as far as these keys are concerned."""

    def __init__(self, platform_dir: Path) -> None:
        self.signing = platform_dir / "keys-messages"
        self.sealing = platform_dir / "keys-seal"
        self.register = platform_dir / "state" / "platform-keys.json"
        self.records = platform_dir / "records"


def public_keys(folder: KeyFolder) -> tuple[PlatformKey, ...]:
    """All public keys that were ever made here; none before the first.

    Raises:
        WorldError: the register cannot be read (``platform.keys_unreadable``).
    """
    try:
        return msgspec.json.decode(folder.register.read_bytes(), type=tuple[PlatformKey, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise WorldError("platform.keys_unreadable", path=folder.register) from error


def load_signing_key(path: Path) -> Ed25519PrivateKey:
    """Read one private signing key.

    Raises:
        WorldError: missing, readable by others, or not a key.
    """
    return read_signing_key(path, _FAULTS)


class SigningKeys:
    """The private signing keys of a running service; which one is used follows the date.

    Raises:
        WorldError: there is none, or one cannot be read.
    """

    def __init__(self, folder: KeyFolder) -> None:
        self._public = [key for key in public_keys(folder) if key.use is KeyUse.SIGN]
        if not self._public:
            raise WorldError("platform.no_message_keys")
        self._private = {key.kid: load_signing_key(folder.signing / (key.kid + SIGN_SUFFIX)) for key in self._public}

    def current(self, today: dt.date) -> tuple[str, Ed25519PrivateKey]:
        """Name and key to sign with on ``today`` (Guangzhou); the last one where all have run out."""
        found = current_key(self._public, KeyUse.SIGN, suites=frozenset({SIGNATURE_SUITE}), today=today)
        if found is None:
            found = max(self._public, key=lambda key: (key.not_before, key.kid))
        return found.kid, self._private[found.kid]
