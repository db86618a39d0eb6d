"""What a terminal takes from a stick: the platform's answers to what it had put there. Content is ``Agent.poll`` over the stick.

Every file stands for itself: one that is not good is named and left out, the others count. Taking the same stick again
changes nothing; an older stick changes nothing either.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from data.inbox_messages import InboxMessages
from kiosk.domain.errors import WorldError
from sync.agent.deliver import note_ack
from sync.agent.deliver_calls import PlatformKeys, opened_ack, opened_page
from sync.agent.deliver_http import ANSWER_MAX_BYTES
from sync.agent.identity import Device
from sync.agent.inbox import apply_page
from sync.protocol.stick import ACK_PREFIX, CONTENT, PAGE_PREFIX, TO_TERMINALS, Stick


class Took(Struct, frozen=True):
    """What came of a stick.

    Args:
        acknowledged: journals the platform said something new about.
        messages: inbox messages that were new.
        refused: files that were left out, with the reason.
        others: terminals the stick has answers for that are not this one.
    """

    acknowledged: int
    messages: int
    refused: tuple[tuple[str, WorldError], ...]
    others: tuple[str, ...]


def check_content(stick: Stick) -> bool:
    """Whether the stick carries content, in real folders.

    Raises:
        WorldError: one of its folders is a link or no folder (``usb.odd``).
    """
    if CONTENT not in stick.names():
        return False
    for name in stick.names(CONTENT):
        stick.names(CONTENT, name)
    return True


def take_answers(stick: Stick, device: Device, keys: PlatformKeys, messages: InboxMessages) -> Took:
    """Apply the platform's answers to this terminal.

    Raises:
        WorldError: the stick as a whole cannot be read, or the terminal's disk failed.
    """
    refused: list[tuple[str, WorldError]] = []
    folder = (TO_TERMINALS, device.terminal)
    names = stick.names(*folder)

    def each(prefix: str, take: Callable[[bytes], int]) -> int:
        count = 0
        for name in names:
            if not name.startswith(prefix):
                continue
            try:
                count += take(stick.read(*folder, name=name, max_bytes=ANSWER_MAX_BYTES))
            except WorldError as error:
                if error.code.startswith("store."):
                    raise
                refused.append((name, error))
        return count

    def acknowledge(data: bytes) -> int:
        ack = opened_ack(data, keys, terminal=device.terminal)
        held = messages.delivered(ack.journal)
        if held is not None and ack.at <= held.at:
            return 0  # an older stick, or this one again
        note_ack(messages, ack)
        return 1

    acknowledged = each(ACK_PREFIX, acknowledge)
    new = each(PAGE_PREFIX, lambda data: apply_page(messages, opened_page(data, keys)))
    others = tuple(name for name in stick.names(TO_TERMINALS) if name != device.terminal)
    return Took(acknowledged, new, tuple(refused), others)
