"""Making and changing the platform's own keys, and writing their public halves down for the next publication."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable

import msgspec
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from data.files import file_errors, write_durably
from data.words import say
from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.scopes import CITY
from kiosk.domain.sealed import SIGNATURE_SUITE
from sync.platform.message_keys import SIGN_SUFFIX, KeyFolder, load_signing_key, public_keys
from sync.platform.opening import make_sealing_key
from sync.protocol.signing import public_bytes

LIFE = dt.timedelta(days=400)
"""How long a key is offered if nobody rotates it."""
LEAD = dt.timedelta(days=14)
"""A new signing key is published so long before anything is signed with it."""
OVERLAP = dt.timedelta(days=45)
"""How long the old key stays good beside the new one: longer than a terminal may be offline."""


class _PlainDumper(yaml.SafeDumper):
    """Writes a value that occurs twice twice: the publisher takes no references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def make_first_keys(folder: KeyFolder, *, today: dt.date) -> tuple[PlatformKey, ...]:
    """Make what is missing: one key of each use. Existing keys stay.

    Args:
        folder: where.
        today: date in Guangzhou.

    Returns:
        The keys made now.
    """
    held = public_keys(folder)
    made = [_make(folder, use, held, not_before=today) for use in KeyUse if not any(key.use is use for key in held)]
    if made:
        _write(folder, (*held, *made))
    return tuple(made)


def rotate(folder: KeyFolder, use: KeyUse, *, today: dt.date) -> PlatformKey:
    """Make a new key of a use; the older ones end ``OVERLAP`` after it begins.

    A sealing key is good at once: terminals take the newest they know. A signing key begins ``LEAD`` later, so that
    every terminal online knows it before the first message that needs it.
    """
    held = public_keys(folder)
    begins = today + (LEAD if use is KeyUse.SIGN else dt.timedelta())
    new = _make(folder, use, held, not_before=begins)
    ends = begins + OVERLAP
    older = [
        msgspec.structs.replace(key, not_after=min(key.not_after, ends)) if key.use is use else key for key in held
    ]
    _write(folder, (*older, new))
    return new


def _make(folder: KeyFolder, use: KeyUse, held: Iterable[PlatformKey], *, not_before: dt.date) -> PlatformKey:
    taken = {key.kid for key in held}
    names = (f"{use.value}-{not_before:%Y%m%d}" + (f"-{n}" if n > 1 else "") for n in range(1, 1000))
    kid = next(name for name in names if name not in taken)
    title = say(f"platform.key_title_{use.value}")
    not_after = not_before + LIFE
    if use is KeyUse.SEAL:
        return make_sealing_key(folder.sealing, kid=kid, title=title, not_before=not_before, not_after=not_after)
    path = folder.signing / (kid + SIGN_SUFFIX)
    key = load_signing_key(path) if path.exists() else Ed25519PrivateKey.generate()
    if not path.exists():
        with file_errors(path):
            folder.signing.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.with_name(path.name + ".part").touch(mode=0o600)
            write_durably(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return PlatformKey(
        title=title,
        kid=kid,
        use=use,
        suite=SIGNATURE_SUITE,
        public_key=base64.b64encode(public_bytes(key)).decode(),
        not_before=not_before,
        not_after=not_after,
    )


def _write(folder: KeyFolder, keys: Iterable[PlatformKey]) -> None:
    """Register last: a key whose file lies there without it is taken up again by its name."""
    keys = tuple(keys)
    with file_errors(folder.records):
        (folder.records / "key").mkdir(parents=True, exist_ok=True)
        for key in keys:
            record = {"id": f"key.{key.kid}", "scope": CITY, "verified_on": key.not_before}
            record |= {name: str(value) for name, value in msgspec.structs.asdict(key).items()}
            record |= {"not_before": key.not_before, "not_after": key.not_after}
            text = yaml.dump(record, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False)
            write_durably(folder.records / "key" / f"{key.kid}.yaml", text.encode())
        folder.register.parent.mkdir(parents=True, exist_ok=True)
        write_durably(folder.register, msgspec.json.format(msgspec.json.encode(keys), indent=1))
