"""Signed messages: exact bytes, what they are for, who signed them. The same by HTTP and on a USB stick.

A message is JSON ``{"v":1,"type":…,"signer":…,"payload":base64,"sig":base64}``. ``sig`` is Ed25519 over::

    "kiosk-signed/1" LF type LF signer LF payload bytes

so that a signature of one type of message is worth nothing on another. ``signer`` names the key: ``K-00417/3`` for
incarnation 3 of a terminal, the key's name (``kid``) for the platform. Payloads are read only after their signature was
checked. Not here: where keys are kept, and what the payloads say (``sync.protocol.messages``).
"""

from __future__ import annotations

import enum
from typing import Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Struct

from kiosk.domain.journal_ids import Incarnation, TerminalId
from sync.protocol.version import PROTOCOL_VERSION

SIGNED_MAX_BYTES = 8_000_000
KEY_BYTES = 32
SIGNATURE_BYTES = 64


class MessageType(enum.StrEnum):
    """What a signature is for."""

    BATCH = "batch"
    ACK = "ack"
    INBOX_REQUEST = "inbox-request"
    INBOX = "inbox"
    LEASE_REQUEST = "lease-request"
    ENROL = "enrol"
    ENROLLED = "enrolled"


class Signed(Struct, frozen=True, kw_only=True):
    """A signed message as it travels."""

    v: Annotated[int, Meta(ge=1)] = PROTOCOL_VERSION
    type: MessageType
    signer: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9/-]{0,63}$")]
    payload: bytes
    sig: Annotated[bytes, Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class ForgedMessageError(Exception):
    """Bytes that are not a message, or not one of the expected type and signer. Never shown as if it were content."""


T = TypeVar("T")


def terminal_signer(terminal: TerminalId, incarnation: Incarnation) -> str:
    """Name of a terminal's key."""
    return f"{terminal}/{incarnation}"


def enrolment_signer(terminal: TerminalId | None = None) -> str:
    """Name of a key that is not known yet; it stands in the message it signs."""
    return "new" if terminal is None else f"{terminal}/new"


def _signed_bytes(message_type: MessageType, signer: str, payload: bytes) -> bytes:
    return b"kiosk-signed/1\n" + message_type.value.encode() + b"\n" + signer.encode() + b"\n" + payload


def sign(payload: Struct, *, message_type: MessageType, signer: str, key: Ed25519PrivateKey) -> Signed:
    """Encode and sign a payload."""
    return sign_bytes(msgspec.json.encode(payload), message_type=message_type, signer=signer, key=key)


def sign_bytes(payload: bytes, *, message_type: MessageType, signer: str, key: Ed25519PrivateKey) -> Signed:
    """Sign bytes that are encoded already."""
    signature = key.sign(_signed_bytes(message_type, signer, payload))
    return Signed(type=message_type, signer=signer, payload=payload, sig=signature)


def encode_signed(message: Signed) -> bytes:
    """The body of a request, or the content of a file on a stick."""
    return msgspec.json.encode(message)


_decode_signed = msgspec.json.Decoder(Signed).decode


def decode_signed(data: bytes) -> Signed:
    """A message from its bytes; nothing is checked yet but its form.

    Raises:
        ForgedMessageError: not a message of this protocol.
    """
    if len(data) > SIGNED_MAX_BYTES:
        raise ForgedMessageError("too long")
    try:
        return _decode_signed(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ForgedMessageError(str(error)) from error


def check_signature(message: Signed, *, message_type: MessageType, key: Ed25519PublicKey) -> bytes:
    """The payload bytes, once the signature is known to be good.

    Raises:
        ForgedMessageError: another type of message, or not signed with this key.
    """
    if message.type is not message_type:
        raise ForgedMessageError(f"{message.type} where {message_type} is expected")
    try:
        key.verify(message.sig, _signed_bytes(message.type, message.signer, message.payload))
    except InvalidSignature:
        raise ForgedMessageError(f"signature of {message.signer} is not good") from None
    return message.payload


def open_signed(message: Signed, payload_type: type[T], *, message_type: MessageType, key: Ed25519PublicKey) -> T:
    """The typed payload of a message, once its signature is known to be good.

    Raises:
        ForgedMessageError: not signed with this key, or not a payload of that type.
    """
    payload = check_signature(message, message_type=message_type, key=key)
    try:
        return msgspec.json.decode(payload, type=payload_type)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ForgedMessageError(str(error)) from error


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 bytes that name a key to others."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes_raw()


def public_key(data: bytes) -> Ed25519PublicKey:
    """A public key from its 32 bytes.

    Raises:
        ForgedMessageError: not a key.
    """
    try:
        return Ed25519PublicKey.from_public_bytes(data)
    except ValueError as error:
        raise ForgedMessageError("not an Ed25519 key") from error
