"""Signing keys: made once, kept apart. Offline: root (any two of three) and targets. Online: what publishing needs daily.

A key is an Ed25519 key in a PEM file only its owner may read. Which key may sign what is written in the signed metadata,
never here: a key file is matched to its role by its key id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from kiosk.domain.errors import WorldError
from sync.private_keys import KeyFaults, read_signing_key
from sync.protocol.package import CITY_ROLE, district_role
from sync.publisher.files import DurableWriter, PlatformFolder

_FAULTS = KeyFaults(
    missing="publisher.no_key", open_to_others="publisher.key_open_to_others", not_a_key="publisher.not_a_key"
)

DISTRICTS = (
    "440103",
    "440104",
    "440105",
    "440106",
    "440111",
    "440112",
    "440113",
    "440114",
    "440115",
    "440117",
    "440118",
)
"""The eleven districts, by statistical code. Each has a role of its own, so that one key can be handed to one district."""

ROOT_KEYS = ("root-1", "root-2", "root-3")
ROOT_THRESHOLD = 2
OFFLINE_KEYS = (*ROOT_KEYS, "targets")
DELEGATED_ROLES = (CITY_ROLE, *map(district_role, DISTRICTS))
ONLINE_KEYS = ("timestamp", "snapshot", *DELEGATED_ROLES)


def key_file(folder: Path, name: str) -> Path:
    """Where a private key lies."""
    return folder / f"{name}.pem"


def make_keys(folder: Path, names: Iterable[str], *, writer: DurableWriter) -> dict[str, CryptoSigner]:
    """Signers by name; keys that lie there already are used, missing ones are made.

    An initialisation that was cut off is thereby finished, and never overwrites a key somebody may rely on.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    signers = {}
    for name in names:
        path = key_file(folder, name)
        if not path.exists():
            writer.write(path, CryptoSigner.generate_ed25519().private_bytes, mode=0o600)
        signers[name] = load_key(path)
    return signers


def load_key(path: Path) -> CryptoSigner:
    """Read one private key.

    Raises:
        WorldError: missing, readable by others, or not a key; the code says which.
    """
    return CryptoSigner(read_signing_key(path, _FAULTS))


class KeyRing:
    """The keys within reach, found by key id."""

    def __init__(self, folder: PlatformFolder) -> None:
        self._folder = folder

    def online(self, role: str, keyids: Iterable[str]) -> CryptoSigner:
        """The online key of a role.

        Raises:
            WorldError: missing, or not the key the signed metadata names.
        """
        path = key_file(self._folder.keys_online, role)
        signer = load_key(path)
        if signer.public_key.keyid not in set(keyids):
            raise WorldError("publisher.wrong_key", path=path, role=role)
        return signer

    def offline(self, names: Iterable[str], keyids: Iterable[str]) -> Mapping[str, CryptoSigner]:
        """The offline keys that lie here and may sign, by key id. They normally lie in a safe: an absent one is fine."""
        wanted = set(keyids)
        paths = [key_file(self._folder.keys_offline, name) for name in names]
        signers = [load_key(path) for path in paths if path.exists()]
        return {s.public_key.keyid: s for s in signers if s.public_key.keyid in wanted}
