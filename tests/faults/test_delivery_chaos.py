"""Sign-ups through a line that does everything wrong: each arrives exactly once, and it is over soon after the faults are."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from kiosk.domain.errors import WorldError
from sync.agent.deliver_http import HttpPlatform
from tests.delivering import Terminal, site, stored
from tests.faults.chaos_proxy import ChaosProxy, Fault

SHORT = (2, 20)
LONG = (100, 300)
"""Seeds and sign-ups each."""
FAULT_RATE = 0.6
TRIES_MAX = 300
CONVERGES_S = 60.0


def test_whatever_the_line_does_every_sign_up_arrives_exactly_once(tmp_path: Path, long_run: bool) -> None:
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    seeds, sign_ups = LONG if long_run else SHORT
    seen: set[str] = set()
    with site(tmp_path, {"open": None, "few": 6}) as make:
        for seed in range(seeds):
            seen |= _one(make(f"K-{seed + 1:05}"), seed, sign_ups)
    if long_run:
        assert seen >= set(Fault)


def _one(terminal: Terminal, seed: int, sign_ups: int) -> set[str]:
    proxy = ChaosProxy(terminal.centre.platform.url, seed=seed, rate=FAULT_RATE)
    written = []
    failures = 0
    try:
        terminal.connect(HttpPlatform(proxy.url, connect_s=1.0, read_s=0.2))
        for number in range(sign_ups):
            entry = terminal.sign_up("activity.open")
            assert entry is not None
            written.append(entry.id)
            if number % 3 == 0:
                failures += _exchange(terminal)
        for _ in range(TRIES_MAX):
            if not terminal.delivery.changed():
                break
            failures += _exchange(terminal)
        proxy.rate = 0.0
        started = time.monotonic()
        while _exchange(terminal):
            assert time.monotonic() - started < CONVERGES_S
    finally:
        proxy.close()
    journal = terminal.me.journal
    held = [(seq, entry) for j, seq, entry in stored(terminal.centre) if j == journal]
    assert [seq for seq, _ in held] == list(range(1, sign_ups + 2)), f"seed {seed}: gaps or repeats"
    assert [entry for _, entry in held][1:] == written
    with terminal.inbox as inbox:
        assert sorted(receipt.of for receipt in inbox.receipts()) == sorted(written)
        assert inbox.held(journal).trouble is None
    assert failures, "the line was too good to prove anything"
    terminal.close()
    return {fault for fault in proxy.done if fault != "none"}


def _exchange(terminal: Terminal) -> int:
    try:
        done = terminal.delivery.exchange()
    except WorldError:
        return 1
    assert done.troubles == ()
    assert done.refused == 0
    return 0


def test_when_every_first_answer_is_lost_nothing_counts_twice(tmp_path: Path, long_run: bool) -> None:
    count = 1000 if long_run else 20
    with site(tmp_path, {"open": None}) as make:
        terminal = make()
        real = terminal.calls
        assert real is not None

        class Losing:
            """Does everything and tells of it only the second time."""

            def __init__(self) -> None:
                self.told = True

            def post(self, path: str, body: bytes) -> bytes:
                assert real is not None
                answer = real.post(path, body)
                self.told = not self.told
                if not self.told:
                    raise WorldError("agent.cut_short", file=path, source="", reason="")
                return answer

            def close(self) -> None:
                assert real is not None
                real.close()

        terminal.connect(Losing())
        for _ in range(count):
            terminal.sign_up("activity.open")
            for _ in range(10):
                if not _exchange(terminal):
                    break
        assert [seq for _, seq, _ in stored(terminal.centre)] == list(range(1, count + 2))
        with terminal.inbox as inbox:
            assert len(inbox.receipts()) == count


@pytest.mark.parametrize("status", [404, 405, 403, 501])
def test_a_platform_without_an_api_is_left_in_peace(tmp_path: Path, status: int) -> None:
    from sync.agent.deliver_http import NoApiError
    from tests.faults.hostile_server import HostileServer, head

    with site(tmp_path) as make:
        terminal = make()
        server = HostileServer(tmp_path)
        try:
            server.faults["v1/"] = lambda connection, body, headers: connection.sendall(head(status, 0))
            terminal.connect(HttpPlatform(server.url.rstrip("/")))
            with pytest.raises(NoApiError):
                terminal.delivery.exchange()
            assert len(server.requests) == 1
        finally:
            server.close()
