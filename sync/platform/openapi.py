"""The OpenAPI document of the platform's HTTP interface, generated from the structures of the protocol.

Checked in as ``openapi.json`` beside this module; a test holds it to the code. OpenAPI cannot look into signed payloads: they
are base64 there, and ``x-payload`` names the schema of what was signed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain.journal import Heading
from kiosk.domain.journal_kinds import KINDS
from kiosk.domain.sealed import Sealed
from sync.platform.app import Health
from sync.platform.requests import SMALL_MAX_BYTES
from sync.protocol import messages as m
from sync.protocol.signing import SIGNED_MAX_BYTES, MessageType, Signed
from sync.protocol.version import PROTOCOL_VERSION

DOCUMENT = Path(__file__).with_name("openapi.json")

_REF = "#/components/schemas/{name}"


class _Operation(Struct, frozen=True, kw_only=True):
    """One address: what is signed in the request, what comes back."""

    path: str
    name: str
    summary: str
    request_type: MessageType
    request: type[Struct]
    answer: type[Struct]
    answer_type: MessageType | None = None
    answer_payload: type[Struct] | None = None
    failures: tuple[m.ErrorCode, ...]
    max_bytes: int = SMALL_MAX_BYTES


_ALWAYS = (m.ErrorCode.MALFORMED, m.ErrorCode.FORGED, m.ErrorCode.TOO_LARGE, m.ErrorCode.TOO_NEW, m.ErrorCode.BUSY)

OPERATIONS = (
    _Operation(
        path=m.ENROL_PATH,
        name="enrol",
        summary="A terminal introduces its key with a one-time code.",
        request_type=MessageType.ENROL,
        request=m.EnrolRequest,
        answer=Signed,
        answer_type=MessageType.ENROLLED,
        answer_payload=m.Enrolled,
        failures=(*_ALWAYS, m.ErrorCode.BAD_CODE),
    ),
    _Operation(
        path=m.JOURNAL_PATH,
        name="journal",
        summary="A terminal delivers entries of its journal; idempotent.",
        request_type=MessageType.BATCH,
        request=m.Batch,
        answer=Signed,
        answer_type=MessageType.ACK,
        answer_payload=m.Ack,
        failures=(*_ALWAYS, m.ErrorCode.REVOKED),
        max_bytes=SIGNED_MAX_BYTES,
    ),
    _Operation(
        path=m.INBOX_PATH,
        name="inbox",
        summary="A terminal reads its messages after a cursor.",
        request_type=MessageType.INBOX_REQUEST,
        request=m.InboxRequest,
        answer=m.InboxPage,
        failures=_ALWAYS,
    ),
    _Operation(
        path=m.LEASES_PATH,
        name="leases",
        summary="A terminal asks for seats and has its leases confirmed; idempotent by request.",
        request_type=MessageType.LEASE_REQUEST,
        request=m.LeaseRequest,
        answer=m.InboxPage,
        failures=(*_ALWAYS, m.ErrorCode.REVOKED),
    ),
)


def document() -> dict[str, Any]:
    """The whole document."""
    kinds = [rules.body for rules in KINDS.values()]
    private = {rules.private for rules in KINDS.values() if rules.private is not None}
    payloads = [op.request for op in OPERATIONS] + [op.answer_payload for op in OPERATIONS if op.answer_payload]
    types: list[type[Struct]] = [Signed, m.InboxPage, m.ErrorBody, Health, Heading, Sealed, inbox.Message]
    types += [*payloads, *kinds, *inbox.BODIES.values(), *sorted(private, key=lambda kind: kind.__name__)]
    _, components = msgspec.json.schema_components(types, ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Suijiuyi kiosk: terminal and platform",
            "version": str(PROTOCOL_VERSION),
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
            "description": "Message by message with invariants: sync/README.md, section The platform.",
        },
        "paths": {**{op.path: {"post": _operation(op)} for op in OPERATIONS}, m.HEALTH_PATH: {"get": _health()}},
        "components": {"schemas": dict(sorted(components.items()))},
    }


def _operation(op: _Operation) -> dict[str, Any]:
    answer = _content(op.answer)
    if op.answer_payload is not None and op.answer_type is not None:
        answer["x-payload"] = {"type": op.answer_type.value, **_ref(op.answer_payload)}
    elif op.answer is m.InboxPage:
        answer["x-payload"] = {"type": MessageType.INBOX.value, **_ref(inbox.Message)}
    return {
        "operationId": op.name,
        "summary": op.summary,
        "requestBody": {
            "required": True,
            **_content(Signed),
            "x-payload": {"type": op.request_type.value, **_ref(op.request)},
            "x-max-bytes": op.max_bytes,
        },
        "responses": {"200": {"description": "Done; durable.", **answer}, **_failures(op.failures)},
    }


def _failures(codes: tuple[m.ErrorCode, ...]) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(m.HTTP_STATUS[code], []).append(code.value)
    found: dict[str, Any] = {}
    for status, names in sorted(by_status.items()):
        found[str(status)] = {"description": ", ".join(names), **_content(m.ErrorBody)}
        if m.ErrorCode.BUSY.value in names:
            found[str(status)]["headers"] = {
                m.RETRY_AFTER_HEADER: {"schema": {"type": "integer", "minimum": 0, "maximum": m.RETRY_AFTER_MAX_S}}
            }
    return found


def _health() -> dict[str, Any]:
    return {
        "operationId": "health",
        "summary": "Whether the platform answers, and what it has published.",
        "responses": {"200": {"description": "It answers.", **_content(Health)}},
    }


def _content(kind: type[Struct]) -> dict[str, Any]:
    return {"content": {m.JSON_TYPE: {"schema": _ref(kind)}}}


def _ref(kind: type[Struct]) -> dict[str, str]:
    return {"$ref": _REF.format(name=kind.__name__)}


def document_text() -> str:
    """The document as it is checked in."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=1).decode() + "\n"
