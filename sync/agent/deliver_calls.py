"""What a terminal says to the platform and what it hears, as bytes: signed here, verified here.

The same bytes go over HTTP and on a stick (``usb_export``). An answer counts only when it is signed with a key the city
publishes in its signed content. Not here: when to say what (``deliver``), and carrying (``deliver_http``, ``usb_*``).
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Message
from kiosk.domain.sealed import SIGNATURE_SUITE
from sync.agent.identity import Device
from sync.protocol.messages import (
    Ack,
    Batch,
    Enrolled,
    EnrolRequest,
    InboxPage,
    InboxRequest,
    LeaseRequest,
)
from sync.protocol.signing import (
    ForgedMessageError,
    MessageType,
    Signed,
    decode_signed,
    encode_signed,
    enrolment_signer,
    open_signed,
    public_key,
    sign,
)

T = TypeVar("T")


class PlatformKeys:
    """The keys the platform's messages may be signed with.

    Args:
        published: all keys in the signed content.
        today: date in Guangzhou, None where the clock cannot be trusted.
    """

    def __init__(self, published: Iterable[PlatformKey], *, today: dt.date | None) -> None:
        signing = [key for key in published if key.use is KeyUse.SIGN and key.suite == SIGNATURE_SUITE]
        newest = max(signing, key=lambda key: (key.not_before, key.kid), default=None)
        # The newest counts even when it has run out: a city that forgot to rotate must not cut off its terminals.
        self._keys = {key.kid: key for key in signing if key is newest or today is None or today <= key.not_after}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def key(self, kid: str) -> Ed25519PublicKey:
        """The key named ``kid``.

        Raises:
            WorldError: the city has published no such key (``delivery.unknown_key``).
        """
        held = self._keys.get(kid)
        if held is None:
            raise WorldError("delivery.unknown_key", kid=kid)
        try:
            return public_key(base64.b64decode(held.public_key, validate=True))
        except (ForgedMessageError, binascii.Error):
            raise WorldError("delivery.unknown_key", kid=kid) from None

    def open(self, message: Signed, kind: type[T], message_type: MessageType) -> T:
        """The payload of a message of the platform.

        Raises:
            WorldError: its key is not known, or it is not signed with it (``delivery.forged``).
        """
        key = self.key(message.signer)
        try:
            return open_signed(message, kind, message_type=message_type, key=key)
        except (ForgedMessageError, RecursionError) as error:
            raise WorldError("delivery.forged", reason=error) from error

    def open_bytes(self, data: bytes, kind: type[T], message_type: MessageType) -> T:
        """As ``open``, from the bytes of an answer."""
        try:
            message = decode_signed(data)
        except (ForgedMessageError, RecursionError) as error:
            raise WorldError("delivery.forged", reason=error) from error
        return self.open(message, kind, message_type)


class Page(Struct, frozen=True):
    """Messages of one page in their order, up to the first that is not good.

    Args:
        epoch: life of the platform's database they are numbered in, as the page says; the messages say it signed.
        messages: verified.
        more: there are others after these.
        fault: why reading stopped early.
    """

    epoch: str
    messages: tuple[Message, ...]
    more: bool
    fault: WorldError | None = None


def batch_bytes(device: Device, batch: Batch) -> bytes:
    """A batch as it travels."""
    return _signed(device, batch, MessageType.BATCH)


def inbox_request_bytes(device: Device, request: InboxRequest) -> bytes:
    """A look into the inbox as it travels."""
    return _signed(device, request, MessageType.INBOX_REQUEST)


def lease_request_bytes(device: Device, request: LeaseRequest) -> bytes:
    """A request for seats as it travels."""
    return _signed(device, request, MessageType.LEASE_REQUEST)


def enrol_request_bytes(key: Ed25519PrivateKey, request: EnrolRequest) -> bytes:
    """An introduction as it travels, signed with the very key it introduces."""
    return encode_signed(sign(request, message_type=MessageType.ENROL, signer=enrolment_signer(), key=key))


def _signed(device: Device, payload: Struct, message_type: MessageType) -> bytes:
    return encode_signed(sign(payload, message_type=message_type, signer=device.signer, key=device.key))


def opened_ack(data: bytes, keys: PlatformKeys, *, terminal: str) -> Ack:
    """An acknowledgement.

    Raises:
        WorldError: not the platform's, or about another terminal (``delivery.forged``).
    """
    ack = keys.open_bytes(data, Ack, MessageType.ACK)
    if ack.terminal != terminal:
        raise WorldError("delivery.forged", reason=f"acknowledges {ack.terminal}")
    return ack


def opened_enrolment(data: bytes, keys: PlatformKeys) -> Enrolled:
    """The answer to an introduction.

    Raises:
        WorldError: not the platform's.
    """
    return keys.open_bytes(data, Enrolled, MessageType.ENROLLED)


def opened_page(data: bytes, keys: PlatformKeys) -> Page:
    """A page of the inbox.

    Raises:
        WorldError: it is not a page at all (``delivery.forged``).
    """
    try:
        page = msgspec.json.decode(data, type=InboxPage)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WorldError("delivery.forged", reason=error) from error
    messages: list[Message] = []
    for signed in page.messages:
        try:
            messages.append(keys.open(signed, Message, MessageType.INBOX))
        except WorldError as fault:
            return Page(page.epoch, tuple(messages), more=False, fault=fault)
    return Page(page.epoch, tuple(messages), page.more)
