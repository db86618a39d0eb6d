"""Reading what terminals send: form, version, signer, signature, in this order; nothing is believed before all were good.

A batch is decoded without the length limits of its single entries, so that one entry that is too long is refused by itself
and not with everything beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from sync.platform.store.directory import RefusedRequest
from sync.protocol.messages import (
    BATCH_ENTRIES_MAX,
    BATCH_MAX_BYTES,
    Batch,
    EnrolRequest,
    ErrorCode,
    InboxRequest,
    Item,
    LeaseRequest,
    batch_faults,
)
from sync.protocol.signing import (
    SIGNED_MAX_BYTES,
    ForgedMessageError,
    MessageType,
    Signed,
    check_signature,
    enrolment_signer,
    public_key,
    terminal_signer,
)
from sync.protocol.version import PROTOCOL_VERSION

_SIGNER = re.compile(r"(K-\d{5})/([1-9]\d{0,6})")
SMALL_MAX_BYTES = 64_000
"""Enough for every request but a batch."""

P = TypeVar("P", Batch, InboxRequest, LeaseRequest)
T = TypeVar("T")


class Checked(Struct, Generic[P], frozen=True):
    """A request whose signature is good. Whether the signer still counts is not known yet."""

    terminal: str
    incarnation: int
    payload: P


class _Versioned(Struct):
    v: int = 1


class _LooseItem(Struct):
    line: str
    sealed: str | None = None


class _LooseItems(Struct):
    items: list[_LooseItem]


_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (_Versioned, _LooseItems, Signed, Batch, EnrolRequest, InboxRequest, LeaseRequest)
}
"""Made before there are threads: msgspec 0.22 crashes where two threads meet a type for the first time at once."""


def check_request(
    data: bytes, message_type: MessageType, payload_type: type[P], *, key_of: Callable[[str, int], bytes | None]
) -> Checked[P]:
    """A terminal's request.

    Args:
        data: body of the request.
        message_type: what it must have been signed for.
        payload_type: what it must hold.
        key_of: public key of an incarnation.

    Raises:
        RefusedRequest: MALFORMED, FORGED, TOO_LARGE or TOO_NEW.
    """
    message = _message(data, SIGNED_MAX_BYTES if payload_type is Batch else SMALL_MAX_BYTES)
    found = _SIGNER.fullmatch(message.signer)
    key = None if found is None else key_of(found[1], int(found[2]))
    if found is None or key is None:
        raise RefusedRequest(ErrorCode.FORGED, "unknown signer")
    payload = _verified(message, message_type, key)
    decoded = _batch(payload) if payload_type is Batch else _decode(payload, payload_type)
    _check_sender(decoded, message.signer)
    if isinstance(decoded, Batch) and (faults := batch_faults(decoded)):
        raise RefusedRequest(ErrorCode.MALFORMED, "; ".join(faults)[:300])
    return Checked(found[1], int(found[2]), decoded)


def check_enrolment(data: bytes) -> EnrolRequest:
    """An enrolment, signed with the very key it introduces.

    Raises:
        RefusedRequest: MALFORMED, FORGED, TOO_LARGE or TOO_NEW.
    """
    message = _message(data, SMALL_MAX_BYTES)
    _check_version(message.payload)
    request = _decode(message.payload, EnrolRequest)
    if message.signer != enrolment_signer():
        raise RefusedRequest(ErrorCode.FORGED, f"signer is not {enrolment_signer()}")
    _verified(message, MessageType.ENROL, request.public_key)
    return request


def _message(data: bytes, max_bytes: int) -> Signed:
    if len(data) > max_bytes:
        raise RefusedRequest(ErrorCode.TOO_LARGE)
    _check_version(data)
    message = _decode(data, Signed)
    if len(message.payload) > BATCH_MAX_BYTES:
        raise RefusedRequest(ErrorCode.TOO_LARGE)
    return message


def _verified(message: Signed, message_type: MessageType, key: bytes) -> bytes:
    try:
        payload = check_signature(message, message_type=message_type, key=public_key(key))
    except ForgedMessageError as error:
        raise RefusedRequest(ErrorCode.FORGED, str(error)[:300]) from None
    _check_version(payload)
    return payload


def _decode(data: bytes, kind: type[T]) -> T:
    try:
        found: T = _DECODERS[kind].decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedRequest(ErrorCode.MALFORMED, str(error)[:300]) from None
    return found


def _check_version(data: bytes) -> None:
    """A message of a later protocol may look different everywhere else."""
    if _decode(data, _Versioned).v > PROTOCOL_VERSION:
        raise RefusedRequest(ErrorCode.TOO_NEW)


def _batch(payload: bytes) -> Batch:
    items = _decode(payload, _LooseItems).items
    if not 1 <= len(items) <= BATCH_ENTRIES_MAX:
        raise RefusedRequest(ErrorCode.MALFORMED, f"{len(items)} entries")
    try:
        fields = msgspec.json.decode(payload)
        # The rest is checked around one harmless entry; the real ones are judged one by one.
        rest = msgspec.convert({**fields, "items": [{"line": ""}]}, Batch, strict=True)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusedRequest(ErrorCode.MALFORMED, str(error)[:300]) from None
    return msgspec.structs.replace(rest, items=tuple(Item(line=item.line, sealed=item.sealed) for item in items))


def _check_sender(payload: Batch | InboxRequest | LeaseRequest, signer: str) -> None:
    who = payload.holder if isinstance(payload, LeaseRequest) else payload
    if terminal_signer(who.terminal, who.incarnation) != signer:
        raise RefusedRequest(ErrorCode.FORGED, "speaks for another terminal")
