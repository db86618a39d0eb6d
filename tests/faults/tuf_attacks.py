"""The attacks The Update Framework names, each as a change to a copy of what is published, by the keys its attacker has.

In each only one thing is wrong: everything above it is signed again by the honest keys, so that nothing else refuses it.
``test_tuf_attacks`` offers them to a terminal.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, TargetFile

from sync.publisher.files import PlatformFolder
from sync.publisher.keys import ROOT_KEYS, key_file, load_key
from tests.sample_records import NOW
from tests.signed_lines import SignedLines

DISTRICT = "d440105"


class Evil:
    """A copy of what is published, to be spoiled. The keys used say whose hands it fell into."""

    def __init__(self, honest: SignedLines, base: Path, *, older: Path) -> None:
        self._keys = honest.folder
        root = base / "evil"
        root.mkdir()
        shutil.copytree(honest.public, root / "public")
        self.folder = PlatformFolder(root)
        self.older = older
        """What was published before."""
        self.stranger = CryptoSigner.generate_ed25519()
        self.endless_bytes = 10_000_000_000

    def key(self, name: str) -> CryptoSigner:
        offline = name.startswith("root") or name == "targets"
        return load_key(key_file(self._keys.keys_offline if offline else self._keys.keys_online, name))

    def latest(self, role: str) -> Path:
        if role == "timestamp":
            return self.folder.timestamp
        return self.folder.versioned(role, self.folder.versions_on_disk(role)[-1])

    def load(self, role: str) -> Metadata[Any]:
        return Metadata.from_bytes(self.latest(role).read_bytes())

    def sign(
        self,
        role: str,
        change: Callable[[Any], None] = lambda signed: None,
        *,
        by: list[CryptoSigner] | None = None,
        version: int = 1,
        carry: bool = True,
    ) -> None:
        """A next version of a role, changed; ``carry``: what names it is signed again by the honest keys."""
        metadata = self.load(role)
        metadata.signed.version += version
        change(metadata.signed)
        metadata.signatures.clear()
        for signer in [self.key(role)] if by is None else by:
            metadata.sign(signer, append=True)
        self.put(role, metadata, carry=carry)

    def put(self, role: str, metadata: Metadata[Any], *, carry: bool = True, data: bytes | None = None) -> None:
        """Publish these metadata, or other bytes in their place."""
        version = metadata.signed.version
        path = self.folder.timestamp if role == "timestamp" else self.folder.versioned(role, version)
        path.write_bytes(metadata.to_bytes() if data is None else data)
        if carry and role not in ("root", "snapshot", "timestamp"):
            self.sign("snapshot", lambda signed: signed.meta.update({f"{role}.json": MetaFile(version)}))
        elif carry and role == "snapshot":
            self.sign("timestamp", lambda signed: setattr(signed, "snapshot_meta", MetaFile(version)))


Attack = Callable[[Evil], None]
ATTACKS: dict[str, Attack] = {}
BY_THE_OWNER = {"a key that was replaced goes on signing"}


def attack(name: str) -> Callable[[Attack], Attack]:
    def entered(made: Attack) -> Attack:
        ATTACKS[name] = made
        return made

    return entered


@attack("rollback of everything")
def _(evil: Evil) -> None:
    shutil.rmtree(evil.folder.public)
    shutil.copytree(evil.older, evil.folder.public)


@attack("rollback of the timestamp")
def _(evil: Evil) -> None:
    shutil.copy(evil.older / "metadata" / "timestamp.json", evil.folder.timestamp)


@attack("rollback of the snapshot, by whoever has the timestamp key")
def _(evil: Evil) -> None:
    evil.sign("timestamp", lambda signed: setattr(signed, "snapshot_meta", MetaFile(signed.snapshot_meta.version - 2)))


@attack("rollback of a role, by whoever has the online keys")
def _(evil: Evil) -> None:
    meta = {f"{DISTRICT}.json": MetaFile(evil.load(DISTRICT).signed.version - 2)}
    evil.sign("snapshot", lambda signed: signed.meta.update(meta))


@attack("a role dropped from the snapshot")
def _(evil: Evil) -> None:
    evil.sign("snapshot", lambda signed: signed.meta.pop(f"{DISTRICT}.json"))


@attack("freeze: the same for ever")
def _(evil: Evil) -> None:
    evil.sign("timestamp", lambda signed: setattr(signed, "expires", NOW))


@attack("an expired snapshot kept in use")
def _(evil: Evil) -> None:
    evil.sign("snapshot", lambda signed: setattr(signed, "expires", NOW))


@attack("an expired role kept in use")
def _(evil: Evil) -> None:
    evil.sign(DISTRICT, lambda signed: setattr(signed, "expires", NOW))


@attack("expired delegations kept in use")
def _(evil: Evil) -> None:
    evil.sign("targets", lambda signed: setattr(signed, "expires", NOW))


@attack("mix and match: a role of another day under a new number")
def _(evil: Evil) -> None:
    old = evil.folder.versioned(DISTRICT, evil.load(DISTRICT).signed.version - 1).read_bytes()
    metadata = evil.load(DISTRICT)
    metadata.signed.version += 1
    evil.put(DISTRICT, metadata, data=old)


@attack("mix and match: a snapshot of another day under a new number")
def _(evil: Evil) -> None:
    old = evil.folder.versioned("snapshot", evil.load("snapshot").signed.version - 1).read_bytes()
    metadata = evil.load("snapshot")
    metadata.signed.version += 1
    evil.put("snapshot", metadata, data=old)


@attack("wrong role: the snapshot key signs the timestamp")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.key("snapshot")])


@attack("wrong role: a district signs for the city")
def _(evil: Evil) -> None:
    evil.sign("city", by=[evil.key(DISTRICT)])


@attack("wrong role: a district signs for another")
def _(evil: Evil) -> None:
    evil.sign(DISTRICT, by=[evil.key("d440103")])


@attack("wrong role: the timestamp's text as snapshot")
def _(evil: Evil) -> None:
    metadata = evil.load("snapshot")
    metadata.signed.version += 1
    evil.put("snapshot", metadata, data=evil.folder.timestamp.read_bytes())


@attack("unsigned")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[])


@attack("signed by a stranger")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.stranger])


@attack("a very high version, signed by a stranger")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.stranger], version=2**31)


@attack("delegations by a stranger")
def _(evil: Evil) -> None:
    evil.sign("targets", by=[evil.stranger])


@attack("one key of the root where two must sign")
def _(evil: Evil) -> None:
    evil.sign("root", by=[evil.key("root-1")])


@attack("the same root key twice")
def _(evil: Evil) -> None:
    evil.sign("root", by=[evil.key("root-1"), evil.key("root-1")])


@attack("a root of a stranger's own")
def _(evil: Evil) -> None:
    def own(root: Root) -> None:
        root.roles["root"].keyids.clear()
        root.add_key(evil.stranger.public_key, "root")
        root.roles["root"].threshold = 1
        root.roles["timestamp"].keyids.clear()
        root.add_key(evil.stranger.public_key, "timestamp")

    evil.sign("root", own, by=[evil.stranger])
    evil.sign("timestamp", by=[evil.stranger])


@attack("a root that skips a number")
def _(evil: Evil) -> None:
    metadata = evil.load("root")
    metadata.signed.version += 2
    metadata.signatures.clear()
    for name in ROOT_KEYS:
        metadata.sign(evil.key(name), append=True)
    evil.folder.versioned("root", metadata.signed.version - 1).write_bytes(metadata.to_bytes())


@attack("a key that was replaced goes on signing")
def _(evil: Evil) -> None:
    fresh = CryptoSigner.generate_ed25519()

    def replaced(root: Root) -> None:
        root.roles["timestamp"].keyids.clear()
        root.add_key(fresh.public_key, "timestamp")

    evil.sign("root", replaced, by=[evil.key(name) for name in ROOT_KEYS])
    evil.sign("timestamp")


@attack("arbitrary software: other bytes in place of a package")
def _(evil: Evil) -> None:
    for path in evil.folder.blob.iterdir():
        path.write_bytes(bytes(path.stat().st_size))


@attack("arbitrary software: a manifest that is not the signed one")
def _(evil: Evil) -> None:
    for path in evil.folder.targets.rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b'"gen":', b'"gen":9'))


@attack("one scope's manifest for another's")
def _(evil: Evil) -> None:
    city = next(path for path in evil.folder.targets.rglob("*.json") if path.parent.name == "4401").read_bytes()

    def swapped(signed: Any) -> None:
        for path in signed.targets:
            signed.targets[path] = TargetFile.from_data(path, city, ["sha256"])
            folder, _, name = path.rpartition("/")
            target = evil.folder.targets / folder / f"{signed.targets[path].hashes['sha256']}.{name}"
            target.write_bytes(city)

    evil.sign(DISTRICT, swapped)


@attack("endless data in the timestamp")
def _(evil: Evil) -> None:
    with evil.folder.timestamp.open("r+b") as file:
        file.truncate(evil.endless_bytes)


@attack("endless data in the snapshot")
def _(evil: Evil) -> None:
    evil.sign("snapshot")
    with evil.latest("snapshot").open("r+b") as file:
        file.truncate(evil.endless_bytes)


@attack("endless data in the next root")
def _(evil: Evil) -> None:
    with evil.folder.versioned("root", 2).open("wb") as file:
        file.truncate(evil.endless_bytes)


@attack("the snapshot withheld")
def _(evil: Evil) -> None:
    evil.sign("snapshot")
    evil.latest("snapshot").unlink()


@attack("the packages withheld")
def _(evil: Evil) -> None:
    shutil.rmtree(evil.folder.blob)


@attack("nonsense")
def _(evil: Evil) -> None:
    evil.folder.timestamp.write_bytes(b"{" * 10_000)
