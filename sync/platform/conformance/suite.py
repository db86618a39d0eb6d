"""What every check works with: a terminal of its own, answers that are read strictly, and the three outcomes."""

from __future__ import annotations

import base64
import enum
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain.content import KeyUse
from kiosk.domain.sealed import SIGNATURE_SUITE
from sync.platform.conformance.terminal import Answer, Send, SimulatedTerminal, new_id, now_utc
from sync.platform.published import Published
from sync.platform.store.books import ActivityRow
from sync.protocol.messages import BATCH_ENTRIES_MAX, HTTP_STATUS, Ack, Cursor, ErrorBody, ErrorCode, InboxPage
from sync.protocol.signing import ForgedMessageError, MessageType, Signed, open_signed, public_key

T = TypeVar("T")


class Outcome(enum.StrEnum):
    """How a check ended."""

    PASSED = "pass"
    FAILED = "fail"
    SKIPPED = "skip"


class Result(Struct, frozen=True):
    """One check. ``why`` is empty where it passed."""

    name: str
    outcome: Outcome
    why: str = ""


class BrokenContractError(Exception):
    """The server does not do what it must."""


class NotCheckedError(Exception):
    """What the check needs is not there."""


def expect(condition: bool, why: str) -> None:
    """Fail the check where ``condition`` does not hold.

    Raises:
        BrokenContractError: with ``why``.
    """
    if not condition:
        raise BrokenContractError(why)


class Suite:
    """A run against one server.

    Args:
        send: reaches the server.
        codes: enrolment codes; the first terminal takes the first.
        published: what the server publishes: its signing keys, and activities to ask seats of.
    """

    def __init__(self, send: Send, *, codes: tuple[str, ...], published: Published) -> None:
        self.send = send
        self.codes = codes
        self.published = published
        self.keys: dict[str, Ed25519PublicKey] = {
            key.kid: public_key(base64.b64decode(key.public_key))
            for key in published.keys
            if key.use is KeyUse.SIGN and key.suite == SIGNATURE_SUITE
        }
        self.first = SimulatedTerminal(send)
        self._second: SimulatedTerminal | None = None

    def second(self) -> SimulatedTerminal:
        """Another terminal.

        Raises:
            NotCheckedError: there is no second code.
        """
        if self._second is None:
            if len(self.codes) < 2:
                raise NotCheckedError("no second enrolment code")
            terminal = SimulatedTerminal(self.send)
            self.read(terminal.enrol(self.codes[1]), Signed)
            self._second = terminal
        return self._second

    def fresh(self) -> SimulatedTerminal:
        """The first terminal with a new journal, begun and delivered."""
        found = SimulatedTerminal(self.send, key=self.first.key)
        found.terminal, found.incarnation, found.scope = self.first.terminal, self.first.incarnation, self.first.scope
        found.tickets = int.from_bytes(new_id().encode()[-2:], "big") % 900
        found.begin()
        self.deliver_rest(found)
        return found

    def activity(self, *, seats: int = 1) -> ActivityRow:
        """The smallest activity with a limit that the terminals show and that has not begun.

        Raises:
            NotCheckedError: none is published.
        """
        shown = [
            a for a in self.published.activities if a.starts_at > now_utc() and self.first.scope.startswith(a.scope)
        ]
        fitting = [a for a in shown if (a.capacity or 0) >= seats]
        if fitting:
            return min(fitting, key=lambda a: (a.capacity or 0, a.id))
        raise NotCheckedError("no activity with a limit is published for the scope of the terminal")

    # Answers ----------------------------------------------------------------------------------------------------------

    def read(self, answer: Answer, kind: type[T]) -> T:
        """The body of a success, as it must be.

        Raises:
            BrokenContractError: it is not.
        """
        expect(answer.status == 200, f"status {answer.status}: {answer.body[:200]!r}")
        try:
            return answer.read(kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BrokenContractError(f"not {kind.__name__}: {error}") from error

    def signed(self, answer: Answer, kind: type[T], message_type: MessageType) -> T:
        """The payload of a signed success, its signature checked."""
        return self.opened(self.read(answer, Signed), kind, message_type)

    def opened(self, message: Signed, kind: type[T], message_type: MessageType) -> T:
        """The payload of a message, signed by a published key."""
        key = self.keys.get(message.signer)
        expect(key is not None, f"signed by {message.signer}, which is not a published key")
        assert key is not None  # noqa: S101 - said above, for the type checker
        try:
            return open_signed(message, kind, message_type=message_type, key=key)
        except ForgedMessageError as error:
            raise BrokenContractError(str(error)) from error

    def refused(self, answer: Answer, code: ErrorCode) -> None:
        """The answer must be this failure."""
        expect(answer.status == HTTP_STATUS[code], f"status {answer.status} where {HTTP_STATUS[code]} is expected")
        try:
            found = answer.read(ErrorBody)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BrokenContractError(f"not an ErrorBody: {error}") from error
        expect(found.error is code, f"error {found.error.value} where {code.value} is expected")

    def ack(self, answer: Answer) -> Ack:
        """A signed acknowledgement."""
        found = self.signed(answer, Ack, MessageType.ACK)
        expect(found.durable_seq <= found.accepted_seq, f"durable {found.durable_seq} > {found.accepted_seq}")
        return found

    def accepted(self, answer: Answer, seq: int) -> Ack:
        """An acknowledgement without trouble up to ``seq``."""
        found = self.ack(answer)
        expect(found.trouble is None, f"trouble {found.trouble}")
        expect(found.accepted_seq == seq, f"accepted {found.accepted_seq} where {seq} was sent")
        return found

    def deliver_rest(self, terminal: SimulatedTerminal) -> None:
        """Send everything a terminal wrote since the last time, in batches."""
        while terminal.sent < len(terminal.entries):
            last = min(terminal.sent + BATCH_ENTRIES_MAX, len(terminal.entries))
            self.accepted(terminal.deliver(terminal.sent + 1, last), last)
            terminal.sent = last

    def messages(self, terminal: SimulatedTerminal) -> list[inbox.Message]:
        """All messages of a terminal, each with a good signature, in their order."""
        found: list[inbox.Message] = []
        after = Cursor(None, 0)
        while True:
            page = self.read(terminal.ask_inbox(after), InboxPage)
            for message in page.messages:
                opened = self.opened(message, inbox.Message, MessageType.INBOX)
                expect(opened.epoch == page.epoch, "a message of another epoch than its page")
                expect(opened.terminal == terminal.terminal, "a message for another terminal")
                expect(not found or opened.seq > found[-1].seq, "messages are not in ascending order")
                found.append(opened)
            if not page.more or not page.messages:
                return found
            after = Cursor(page.epoch, found[-1].seq)

    def receipts(self, terminal: SimulatedTerminal, entry: str) -> list[inbox.Receipt]:
        """Receipts of an entry, the oldest first."""
        bodies = (inbox.body_of(message) for message in self.messages(terminal))
        return [body for body in bodies if isinstance(body, inbox.Receipt) and body.of == entry]

    def told(self, terminal: SimulatedTerminal, kind: type[T]) -> list[T]:
        """Bodies of one kind."""
        bodies = (inbox.body_of(message) for message in self.messages(terminal))
        return [body for body in bodies if isinstance(body, kind)]
