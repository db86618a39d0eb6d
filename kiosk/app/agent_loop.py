"""The agent's two tasks in turn: content, and the exchange of journal and inbox; each with its own times and failures.

While content is fetched, which may take long, the exchange gets its turn between two files. Processes, signals and
what the tasks are made of are ``kiosk.app.agent``.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import time
from random import SystemRandom

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import CommandName
from sync.agent.agent import Agent, PollResult
from sync.agent.backoff import Backoff
from sync.agent.deliver import Delivery, Exchanged
from sync.agent.deliver_http import NoApiError
from sync.agent.source import SourceError

_log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""How soon a new entry in the journal is noticed, in seconds."""


class Stop:
    """Whether the process was asked to end; waiting on it ends at once when it is.

    A pipe instead of ``threading.Event``: a signal handler may interrupt ``Event.wait`` while it holds the lock that
    ``Event.set`` needs.
    """

    def __init__(self) -> None:
        self._read, self._write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self.asked = False

    def ask(self) -> None:
        """Ask the process to end."""
        self.asked = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._write, b".")

    def wait(self, seconds: float) -> bool:
        """Wait; True as soon as the process is to end."""
        if not self.asked:
            select.select([self._read], [], [], max(seconds, 0.0))
        return self.asked

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._read)
        os.close(self._write)


class AgentLoop:
    """Two tasks in turn: neither waits for the other's next time, nor for its success."""

    def __init__(self, agent: Agent, delivery: Delivery, stop: Stop, interval_s: float) -> None:
        self._agent = agent
        self._delivery = delivery
        self._stop = stop
        self._polling = Backoff(interval_s, SystemRandom())
        self._exchanging = Backoff(interval_s, SystemRandom())
        self._poll_at = self._exchange_at = time.monotonic()
        self._said = ""  # what was said last about not being able to exchange at all
        agent.between_files = self._exchange_if_due

    def run(self, *, once: bool) -> None:
        """Run until told to stop, or each task a single time.

        Raises:
            WorldError: the single poll or the single exchange failed.
        """
        if once:
            failure = None
            try:
                _tell(self._agent.poll(), wait_s=None)
                _index(self._agent, self._stop)
            except WorldError as error:
                failure = error
            try:
                self._tell_exchange(self._delivery.exchange(), wait_s=None)
            except NoApiError as error:
                self._say_once(say("delivery.log_no_api", reason=say(error.code, **error.params)))
            except WorldError as error:
                failure = failure or error
            if failure is not None:
                raise failure
            return
        while not self._stop.asked:
            self._exchange_if_due()
            if not self._stop.asked and time.monotonic() >= self._poll_at:
                self._poll_at = time.monotonic() + self._poll()
                continue  # an entry may have been written meanwhile
            due = min(self._poll_at, self._exchange_at)
            if self._stop.wait(min(due - time.monotonic(), LOOK_EVERY_S)):
                return
            self._agent.check_if_due()

    # Content --------------------------------------------------------------------------------------------------------

    def _poll(self) -> float:
        """Poll, index, and say what comes next; the value is the wait in seconds."""
        backoff = self._polling
        try:
            result = self._agent.poll()
            wait_s = backoff.after_success()
            _tell(result, wait_s=wait_s)
            _index(self._agent, self._stop)
        except WorldError as error:
            if self._stop.asked:
                return 0.0
            wait_s = backoff.after_failure(error.retry_after_s if isinstance(error, SourceError) else None)
            _log.warning(
                say(
                    "agent.log_failed",
                    failures=backoff.failures,
                    reason=say(error.code, **error.params),
                    wait_s=f"{wait_s:.0f}",
                )
            )
        return wait_s

    # Journal and inbox ----------------------------------------------------------------------------------------------

    def _exchange_if_due(self) -> None:
        now = time.monotonic()
        # A new entry is sent at once where the line is known to be good; after a failure its time decides.
        fresh = self._exchanging.failures == 0 and not self._said and self._delivery.changed()
        if self._stop.asked or (now < self._exchange_at and not fresh):
            return
        self._exchange_at = time.monotonic() + self._exchange()

    def _exchange(self) -> float:
        backoff = self._exchanging
        try:
            done = self._delivery.exchange()
            wait_s = backoff.after_success()
            self._tell_exchange(done, wait_s=wait_s)
        except NoApiError as error:
            wait_s = backoff.after_success()
            self._say_once(say("delivery.log_no_api", reason=say(error.code, **error.params)))
        except WorldError as error:
            if self._stop.asked:
                return 0.0
            wait_s = backoff.after_failure(error.retry_after_s if isinstance(error, SourceError) else None)
            reason = say(error.code, **error.params)
            _log.warning(say("delivery.log_failed", failures=backoff.failures, reason=reason, wait_s=f"{wait_s:.0f}"))
        return wait_s

    def _say_once(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            _log.info(sentence)

    def _tell_exchange(self, done: Exchanged, *, wait_s: float | None) -> None:
        if not done.enrolled and CommandName.REVOKE not in done.done:
            self._say_once(say("delivery.log_not_enrolled"))
            return
        self._said = ""
        then = "" if wait_s is None else say("agent.log_then", wait_s=f"{wait_s:.0f}")
        if done.sent or done.messages:
            _log.info(say("delivery.log_done", sent=done.sent, messages=done.messages, then=then))
        else:
            _log.debug(say("delivery.log_nothing", then=then))
        if done.refused:
            _log.warning(say("delivery.log_refused", count=done.refused))
        for journal, trouble in done.troubles:
            _log.error(say("delivery.log_trouble", journal=journal, trouble=trouble.value))
        if CommandName.RESYNC in done.done:
            _log.info(say("delivery.log_resync"))
        if CommandName.REVOKE in done.done:
            _log.warning(say("delivery.log_revoked"))


def _tell(result: PollResult, *, wait_s: float | None) -> None:
    _log.info(
        say(
            "agent.log_done" if result.changed else "agent.log_unchanged",
            scopes=", ".join(result.changed),
            kb=f"{result.received_bytes / 1000:.1f}",
            took_s=f"{result.took_s:.1f}",
            then="" if wait_s is None else say("agent.log_then", wait_s=f"{wait_s:.0f}"),
        )
    )


def _index(agent: Agent, stop: Stop) -> None:
    slices = 0
    while not stop.asked and agent.index_some():
        slices += 1
    if slices and not stop.asked:
        _log.info(say("agent.log_indexed"))
