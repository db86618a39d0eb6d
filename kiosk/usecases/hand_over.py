"""请工作人员帮我办: a check goes to the attendant as a code on the screen, and is opened from what the scanner reads.

The resident gives consent on the screen before a code is made. A code counts for whole minutes, may be given more, and may be
made void; nothing of it is written anywhere. What is void is remembered until it would have expired anyway, by a random number
that says nothing of anybody. Opening refuses, each with its own sentence, what is no code, of another space or key, changed,
expired, void, from a machine whose clock is elsewhere, or of other rules.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from msgspec import structs

from data.handover import Opener, load_desk, load_key, seal
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.handover import (
    NONCE_BYTES,
    Body,
    audience_at,
    decode_code,
    encode_code,
    packed_answers,
    unpacked_answers,
)
from kiosk.domain.selfcheck.ruleset import Audience
from kiosk.domain.terminal import TerminalSettings
from kiosk.usecases.clock import Clock
from kiosk.usecases.self_check import Check, Rules, resume

VALID = dt.timedelta(minutes=5)
LONGEST = dt.timedelta(minutes=30)
"""No code counts longer, however often it is given more."""

CLOCKS_DIFFER = dt.timedelta(minutes=2)
"""A code that seems to be made so much later than now is of a machine with another time."""


@dataclass(frozen=True)
class HandOverCode:
    """A code to show.

    Args:
        text: of the QR code.
        until: when it stops to count, UTC.
        body: what it says; for giving it more time.
    """

    text: str
    until: dt.datetime
    body: Body


@dataclass(frozen=True)
class HandedOver:
    """A check an attendant has opened.

    Args:
        check: with the resident's answers; results are reckoned here, by the same rules.
        audience: whom "您" means.
        wish: the benefit the resident asks about, by name in the rule set; "" where none.
        issued: when the code was made, UTC.
        nonce: for making it void when it has been dealt with.
    """

    check: Check
    audience: Audience
    wish: str
    issued: dt.datetime
    nonce: bytes


class HandOver:
    """Makes and opens codes at one terminal.

    Args:
        site: name of the space.
        clock: present time.
        desk: whom codes are sealed to; None: this terminal itself.
        lasting: the lasting key, where this is a desk.
        random_bytes: where nonces come from.
    """

    def __init__(
        self,
        site: str,
        clock: Clock,
        *,
        desk: X25519PublicKey | None = None,
        lasting: X25519PrivateKey | None = None,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        own = X25519PrivateKey.generate()  # of this run alone, never on the disk
        self._site = site
        self._clock = clock
        self._to = own.public_key() if desk is None else desk
        self._opener = Opener(own, *(() if lasting is None else (lasting,)), site=site)
        self._random_bytes = random_bytes
        self._void: dict[bytes, int] = {}

    # The resident's side ------------------------------------------------------------------------------------------

    def make(self, check: Check, *, wish: str = "") -> HandOverCode:
        """A code of a check as it stands.

        Args:
            check: whose answers.
            wish: name of the benefit the resident asks about; "" where none.
        """
        now = int(self._clock.now().timestamp())
        benefits = list(check.rules.ruleset.benefits)
        body = Body(
            digest=check.rules.digest,
            serial=check.rules.ruleset.serial,
            nonce=self._random_bytes(NONCE_BYTES),
            issued_s=now,
            until_s=now + int(VALID.total_seconds()),
            audience=list(Audience).index(check.audience),
            wish=benefits.index(wish) if wish else None,
            answers=packed_answers(check.household),
        )
        return self._sealed(body)

    def more_time(self, code: HandOverCode) -> HandOverCode:
        """The same with five minutes more from now, as far as a code may count; void stays void."""
        now = int(self._clock.now().timestamp())
        most = code.body.issued_s + int(LONGEST.total_seconds())
        until = min(most, now + int(VALID.total_seconds()))
        self._forget_expired(now)
        if code.body.nonce in self._void:
            self._void[code.body.nonce] = max(until, self._void[code.body.nonce])
        return self._sealed(structs.replace(code.body, until_s=until))

    def _sealed(self, body: Body) -> HandOverCode:
        text = encode_code(seal(body, to=self._to, site=self._site))
        return HandOverCode(text, dt.datetime.fromtimestamp(body.until_s, dt.UTC), body)

    def void(self, nonce: bytes) -> None:
        """不给看了，作废: this terminal opens it no more, in any version."""
        now = int(self._clock.now().timestamp())
        self._forget_expired(now)
        self._void[nonce] = now + int(LONGEST.total_seconds())

    # The attendant's side -----------------------------------------------------------------------------------------

    def open(self, text: str, rules: Rules) -> HandedOver:
        """The check in what the scanner read.

        Args:
            text: as typed by the scanner.
            rules: in force here.

        Raises:
            WorldError: ``handover.not_a_code``, ``newer``, ``other_site``, ``other_key``, ``tampered``, ``damaged``, ``void``,
                ``expired``, ``clock`` or ``other_rules``.
        """
        body = self._opener.open(decode_code(text))
        now = int(self._clock.now().timestamp())
        if body.nonce in self._void:
            raise WorldError("handover.void")
        if body.issued_s > now + int(CLOCKS_DIFFER.total_seconds()):
            raise WorldError("handover.clock", minutes=(body.issued_s - now) // 60)
        if now >= min(body.until_s, body.issued_s + int(LONGEST.total_seconds())):
            raise WorldError("handover.expired", minutes=max(1, (now - body.until_s) // 60))
        if body.digest != rules.digest:
            raise WorldError("handover.other_rules", theirs=body.serial, ours=rules.ruleset.serial)
        audience = audience_at(body.audience)
        benefits = list(rules.ruleset.benefits)
        if body.wish is not None and not 0 <= body.wish < len(benefits):
            raise WorldError("handover.damaged")
        answers = unpacked_answers(rules.evaluator.program, body.answers)
        return HandedOver(
            check=resume(rules, audience, dict(answers)),
            audience=audience,
            wish="" if body.wish is None else benefits[body.wish],
            issued=dt.datetime.fromtimestamp(body.issued_s, dt.UTC),
            nonce=body.nonce,
        )

    def _forget_expired(self, now: int) -> None:
        self._void = {nonce: until for nonce, until in self._void.items() if until > now}


def site_of(settings: TerminalSettings) -> str:
    """Name of the space a terminal stands in: its place, or its scope where no place is set."""
    return settings.place_id or settings.scope


def open_hand_over(state: Path, settings: TerminalSettings, clock: Clock) -> HandOver:
    """Hand-over as this terminal is set up.

    Raises:
        WorldError: a key of it cannot be used (``handover.open_to_others``, ``bad_key``, ``not_a_key``,
            ``key_of_other_site``), or the disk failed.
    """
    site = site_of(settings)
    return HandOver(site, clock, desk=load_desk(state, site), lasting=load_key(state))
