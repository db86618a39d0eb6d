"""Entries, keys and drafts for tests of journal, leases and messages."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import random
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.journal_opening import Opened, open_journal
from data.sealing import Sealer
from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.journal import Draft
from kiosk.domain.journal_bodies import Consent, HelpCall, SignUp
from kiosk.domain.journal_ids import Moment, Seat, uuid7
from kiosk.domain.journal_kinds import Body
from kiosk.domain.journal_private import Contact, FormOfAddress
from kiosk.domain.sealed import SUITE
from kiosk.domain.text import Language

NOW = dt.datetime(2026, 11, 22, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 22)
MOMENT = Moment(NOW, trusted=True)
TERMINAL = "K-00417"
ACTIVITY = "activity.yizhen-1125"
CONSENT = Consent(notice="ab" * 32, language=Language.ZH_HANS, spoken=True)
CONTACT = Contact(called="欧阳海燕", form=FormOfAddress.MS, phone="13900005678")
SOFTWARE = "0.1.0"

_ids = itertools.count()


def an_id() -> str:
    """A fresh id; ids made later sort later."""
    n = next(_ids)
    return uuid7(NOW + dt.timedelta(milliseconds=n), random.Random(n).randbytes(10))  # noqa: S311 - ids of a test


def key_pair(kid: str = "pii-2026q4", **changes: object) -> tuple[X25519PrivateKey, PlatformKey]:
    """A sealing key and what the city publishes of it."""
    private = X25519PrivateKey.generate()
    fields: dict[str, object] = {
        "title": "平台加密钥匙",
        "kid": kid,
        "use": KeyUse.SEAL,
        "suite": SUITE,
        "public_key": base64.b64encode(private.public_key().public_bytes_raw()).decode(),
        "not_before": dt.date(2026, 10, 1),
        "not_after": dt.date(2027, 1, 31),
    }
    return private, PlatformKey(**{**fields, **changes})  # type: ignore[arg-type]


PRIVATE_KEY, PLATFORM_KEY = key_pair()
SEALER = Sealer(TERMINAL, PLATFORM_KEY)


def sign_up(ticket: str = "A001", seat: Seat | None = None) -> SignUp:
    """A sign-up."""
    return SignUp(activity=ACTIVITY, ticket=ticket, consent=CONSENT, seat=seat)


def sign_up_draft(ticket: str = "A001", seat: Seat | None = None, contact: Contact = CONTACT) -> Draft:
    """A sealed sign-up, ready to be written."""
    return SEALER.draft(sign_up(ticket, seat), contact, moment=MOMENT)


def plain(body: Body | None = None) -> Draft:
    """An entry without a sealed part."""
    return Draft(id=an_id(), moment=MOMENT, body=body or HelpCall(screen="home", language=Language.ZH_HANS))


def counted_bytes(seed: int = 7) -> Callable[[int], bytes]:
    """Random bytes that are the same in every run."""
    return random.Random(seed).randbytes  # noqa: S311 - repeatable


def opened(state: Path, *, incarnation: int = 1, thorough: bool = False) -> Opened:
    """This terminal's journal in ``state``."""
    return open_journal(
        state, terminal=TERMINAL, incarnation=incarnation, software=SOFTWARE, moment=MOMENT, thorough=thorough
    )
