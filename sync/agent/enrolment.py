"""Introducing this terminal to the platform with a one-time code: for the first time, or again after its disk was lost.

The key is made here and never leaves; each enrolment is a new incarnation, and the platform ends the one before. Asking again
with the same code after a lost answer gives the same answer.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec

from data.inbox_messages import Identity, InboxMessages
from data.inbox_store import InboxStore
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import TerminalSettings
from sync.agent.deliver_calls import PlatformKeys, enrol_request_bytes, opened_enrolment
from sync.agent.deliver_http import PlatformCalls, RefusedError
from sync.agent.identity import keep_device, pending_key
from sync.protocol.messages import ENROL_PATH, Enrolled, EnrolRequest, ErrorCode
from sync.protocol.signing import public_bytes

_AS_READ = str.maketrans("OILU", "011V")
"""What people write for letters a code does not have (Crockford)."""


def tidy_code(text: str) -> str:
    """A code as somebody typed it, in the form the platform gave it: capitals, groups of four."""
    letters = re.sub(r"[\s-]", "", text).upper().translate(_AS_READ)
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def enrol(
    state: Path,
    settings: TerminalSettings,
    code: str,
    *,
    inbox: InboxStore,
    keys: PlatformKeys,
    calls: PlatformCalls,
    software: str,
    now: dt.datetime,
) -> Enrolled:
    """Enrol the terminal in ``state``. Cut off anywhere, it can be done again with the same code.

    Args:
        state: the state folder.
        settings: what it was provisioned with.
        code: as typed.
        inbox: the agent's; nobody else may have it open for writing.
        keys: what the answer may be signed with.
        calls: the platform.
        software: version of this software.
        now: the terminal's clock.

    Raises:
        SourceError: the line is down.
        NoApiError: the platform has no API.
        WorldError: the code is not one (``enrol.not_a_code``) or not good (``enrol.bad_code``), it was made for another
            terminal (``enrol.other_terminal``), the answer is not the platform's, or the disk failed.
    """
    tidy = tidy_code(code)
    key = pending_key(state, tidy)
    try:
        request = msgspec.convert(
            {"code": tidy, "public_key": public_bytes(key), "software": software, "sent_at": now}, EnrolRequest
        )
    except msgspec.ValidationError:
        raise WorldError("enrol.not_a_code") from None
    try:
        answer = opened_enrolment(calls.post(ENROL_PATH, enrol_request_bytes(key, request)), keys)
    except RefusedError as error:
        if error.error is ErrorCode.BAD_CODE:
            raise WorldError("enrol.bad_code") from error
        raise
    if answer.public_key != public_bytes(key):
        raise WorldError("delivery.forged", reason="another key")
    if answer.terminal != settings.terminal_id:
        raise WorldError("enrol.other_terminal", found=answer.terminal, wanted=settings.terminal_id)
    keep_device(state, answer, key)
    InboxMessages(inbox).enrolled(Identity(answer.terminal, answer.incarnation), at=now)
    return answer
