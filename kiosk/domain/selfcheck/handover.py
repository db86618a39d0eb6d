"""The hand-over code: answers of a check, sealed to the space's own terminals and short enough for one QR code.

What a scanner reads is ``SJZ1`` and base32 (capital letters and digits alone, so that every keyboard layout types it)::

    version (1) · key (4: first bytes of SHA-256 of the public key) · site (4: likewise of its name) · HPKE of the body

HPKE is the suite of ``kiosk.domain.sealed``, bound to version, key and site. The body says under which rules which screens were
answered how, until when it counts, and what the resident would like to do; nobody's name. It is filled up to whole blocks, so
that its length does not tell how much was answered. A photo of the screen reveals nothing without the key; the expiry binds
only our own reader. Not here: keys and sealing (``data.handover``).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.answers import Household, changes_of
from kiosk.domain.selfcheck.program import Program, Screen
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience, QuestionType

PREFIX = "SJZ1"
VERSION = 1
NAME_BYTES = 4
NONCE_BYTES = 8
DIGEST_BYTES = 6
HEADER_BYTES = 1 + 2 * NAME_BYTES
BLOCK_BYTES = 192
"""Forty answers fit into one block; with it a code is 403 characters, a QR code of version 11 (L) or 12 (M)."""
MAX_BYTES = 1_200
"""Of the sealed code; one QR code takes it."""

Answer = int | tuple[int, int] | None
"""A number or an interval; the bits of the choices or of the people; None: 不清楚，或不想答."""


class Body(Struct, frozen=True, array_like=True):
    """What is sealed.

    Args:
        digest: of the rules (``kiosk.usecases.self_check.Rules``).
        serial: of the rule set, for the sentence when they differ.
        nonce: tells this code from every other.
        issued_s: when it was made, seconds since 1970.
        until_s: when it stops to count.
        audience: place of the audience in its list.
        wish: place of the benefit the resident asks about, in the set; None.
        answers: place of the screen among all screens, and what was answered, in the order given.
    """

    digest: Annotated[bytes, Meta(min_length=DIGEST_BYTES, max_length=DIGEST_BYTES)]
    serial: Annotated[int, Meta(ge=0, le=1_000_000)]
    nonce: Annotated[bytes, Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
    issued_s: Annotated[int, Meta(ge=0, le=1 << 33)]
    until_s: Annotated[int, Meta(ge=0, le=1 << 33)]
    audience: int
    wish: int | None
    answers: Annotated[tuple[tuple[int, Answer], ...], Meta(max_length=400)]


class Code(Struct, frozen=True):
    """A code as it was scanned: to which key, of which site, what."""

    key: bytes
    site: bytes
    sealed: bytes


def short_name(name: bytes) -> bytes:
    """The first bytes of the SHA-256 of a public key or of a site's name."""
    return hashlib.sha256(name).digest()[:NAME_BYTES]


def seal_info(*, suite: str, key: bytes, site: bytes) -> bytes:
    """What a code is bound to."""
    return b"\n".join((f"kiosk-handover/{VERSION}".encode(), suite.encode(), key.hex().encode(), site.hex().encode()))


def encode_code(code: Code) -> str:
    """The text of the QR code."""
    raw = bytes((VERSION,)) + code.key + code.site + code.sealed
    if len(raw) > MAX_BYTES:
        raise ValueError(len(raw))
    return PREFIX + base64.b32encode(raw).decode().rstrip("=")


def decode_code(text: str) -> Code:
    """A code from what the scanner typed; spaces and line ends around it do not matter.

    Raises:
        WorldError: it is none (``handover.not_a_code``), or of newer software (``handover.newer``).
    """
    tidy = text.strip().upper()
    letters = tidy.removeprefix(PREFIX)
    if letters == tidy or len(letters) > 2 * MAX_BYTES:
        raise WorldError("handover.not_a_code")
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise WorldError("handover.not_a_code") from error
    if raw[:1] != bytes((VERSION,)):
        raise WorldError("handover.newer" if raw else "handover.not_a_code")
    if len(raw) <= HEADER_BYTES:
        raise WorldError("handover.not_a_code")
    return Code(raw[1 : 1 + NAME_BYTES], raw[1 + NAME_BYTES : HEADER_BYTES], raw[HEADER_BYTES:])


def encode_body(body: Body) -> bytes:
    """The bytes that are sealed, filled up to whole blocks: its length, the body, zeros."""
    packed = msgspec.msgpack.encode(body)
    framed = len(packed).to_bytes(2) + packed
    return framed + bytes(-len(framed) % BLOCK_BYTES)


def decode_body(data: bytes) -> Body:
    """A body from its bytes.

    Raises:
        WorldError: it is none (``handover.damaged``): made by software that keeps to other rules.
    """
    length = int.from_bytes(data[:2])
    try:
        return msgspec.msgpack.decode(data[2 : 2 + length], type=Body)
    except msgspec.DecodeError as error:
        raise WorldError("handover.damaged") from error


# Answers ----------------------------------------------------------------------------------------------------------


def packed_answers(household: Household) -> tuple[tuple[int, Answer], ...]:
    """The answers of a household, short; in the order given."""
    screens = household.program.screens
    return tuple((screens[key].order, _packed(screens[key], value)) for key, value in household.answers.items())


def _packed(screen: Screen, value: AnswerValue) -> Answer:
    if value is None:
        return None
    names = value if isinstance(value, tuple) else (value,)
    if screen.question.type is QuestionType.INT:
        return int(names[0]) if names[0] == names[-1] else (int(names[0]), int(names[-1]))
    return sum(1 << at for at, name in enumerate(_names(screen)) if name in names)


def _names(screen: Screen) -> tuple[str, ...]:
    if screen.question.type in (QuestionType.WHO, QuestionType.PEOPLE):
        return screen.slots
    return tuple(screen.question.choices)


def unpacked_answers(program: Program, answers: tuple[tuple[int, Answer], ...]) -> Mapping[str, AnswerValue]:
    """The answers of a body, by key of the screen.

    Raises:
        WorldError: they do not fit the rules (``handover.damaged``).
    """
    screens = list(program.screens.values())
    found: dict[str, AnswerValue] = {}
    for number, value in answers:
        if not 0 <= number < len(screens):
            raise WorldError("handover.damaged")
        screen = screens[number]
        found[screen.key] = _unpacked(screen, value)
        try:
            changes_of(program, screen.key, found[screen.key])
        except WorldError as error:
            raise WorldError("handover.damaged") from error
    return found


def _unpacked(screen: Screen, value: Answer) -> AnswerValue:
    if value is None or screen.question.type is QuestionType.INT:
        return value
    names = _names(screen)
    if not isinstance(value, int) or not 0 <= value < 1 << len(names):
        raise WorldError("handover.damaged")
    picked = tuple(name for at, name in enumerate(names) if value >> at & 1)
    return picked[0] if screen.question.type is QuestionType.CHOICE and len(picked) == 1 else picked


def audience_at(number: int) -> Audience:
    """The audience of a body.

    Raises:
        WorldError: ``handover.damaged``.
    """
    audiences = list(Audience)
    if not 0 <= number < len(audiences):
        raise WorldError("handover.damaged")
    return audiences[number]
