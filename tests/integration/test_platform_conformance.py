"""The contract suite passes on our platform and sees what is wrong with others."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from sync.platform.conformance import checks_messages, checks_seats
from sync.platform.conformance.runner import CHECKS, run
from sync.platform.conformance.suite import Outcome, Result, Suite
from sync.platform.message_keys import KeyFolder, public_keys
from sync.platform.published import Published
from sync.platform.store import chain, directory, effects, intake, lending, seats
from tests.content_sources import ACTIVITY, BENEFIT, BULLETIN, ContentSources
from tests.integration.platform_server import RunningPlatform, activity

ROOT = Path(__file__).parents[2]


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path / "platform")
    yield found
    found.close()


def results(platform: RunningPlatform, *, codes: int = 2) -> dict[str, Result]:
    rows = (activity("small", 6), activity("open", None))
    platform.publish(*rows)
    published = Published(rows, public_keys(KeyFolder(platform.folder)))
    names = tuple(platform.code(f"K-{n:05d}") for n in range(1, codes + 1))
    return {result.name: result for result in run(Suite(platform.post, codes=names, published=published))}


def test_our_platform_keeps_the_whole_contract(platform: RunningPlatform) -> None:
    with platform.at_work():
        found = results(platform)
    assert {name: r.why for name, r in found.items() if r.outcome is not Outcome.PASSED} == {}
    assert list(found) == [check.__name__ for check in CHECKS]


def test_what_cannot_be_checked_is_said_not_passed(platform: RunningPlatform) -> None:
    with platform.at_work():
        found = results(platform, codes=1)
    assert found["never_more_than_capacity"].outcome is Outcome.SKIPPED
    assert "code" in found["never_more_than_capacity"].why


def _no_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.platform.requests.check_signature", lambda message, **_: message.payload)


def _no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_not_linked_at", lambda *_: None)


def _no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_forked_at", lambda *_: None)


def _gap_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = intake.trouble

    def blind(books: Any, journal: Any, batch: Any, lines: Any) -> Any:
        if batch.first > journal.accepted_seq + 1:
            return None
        return honest(books, journal, batch, lines)

    monkeypatch.setattr(intake, "trouble", blind)


def _receipt_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = seats.receipt

    def twice(*args: Any, **how: Any) -> None:
        honest(*args, **how)
        honest(*args, **how)

    monkeypatch.setattr(seats, "receipt", twice)


def _any_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    def sold(books: Any, promise: Any, **_: Any) -> None:
        books.put_promise(promise)
        seats.receipt(books, promise)

    monkeypatch.setattr(seats, "sold", sold)


def _capacity_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = lending.seats.lend

    def lend(pool: Any, leases: Any, **how: Any) -> Any:
        from msgspec.structs import replace

        lent = honest(replace(pool, free=100, capacity=200), leases, **how)
        return replace(lent, pool=pool)

    monkeypatch.setattr(lending.seats, "lend", lend)


def _answer_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects.seats, "take", lambda books, promise: False)


def _code_again(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = directory.enrol

    def lax(books: Any, *, code: str, public_key: bytes) -> Any:
        if code == "0000-0000-0000":
            return directory.Enrolment(terminal="K-77777", incarnation=1, scope="4401", place=None)
        return honest(books, code=code, public_key=public_key)

    monkeypatch.setattr(directory, "enrol", lax)


@pytest.mark.parametrize(
    ("fault", "seen_by"),
    [
        (_no_signature, checks_messages.forged),
        (_no_link, checks_messages.not_linked),
        (_no_fork, checks_messages.fork),
        (_gap_ignored, checks_messages.gap),
        (_receipt_each_time, checks_messages.batch_again),
        (_any_slot, checks_seats.seat_of_nobody),
        (_capacity_forgotten, checks_seats.never_more_than_capacity),
        (_answer_ignored, checks_seats.seat_kept),
        (_code_again, checks_messages.enrol_code_once),
    ],
    ids=lambda value: value.__name__.strip("_"),
)
@pytest.mark.logs_warnings  # a broken server may also fall over
def test_a_seeded_fault_is_seen(
    platform: RunningPlatform,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch], None],
    seen_by: Callable[[Suite], None],
) -> None:
    fault(monkeypatch)
    with platform.at_work():
        found = results(platform)
    assert found[seen_by.__name__].outcome is Outcome.FAILED


def test_a_server_that_only_says_yes_fails_everything(platform: RunningPlatform) -> None:
    async def yes(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    def replaced(_: Starlette) -> Any:
        return yes

    with platform.at_work(wrap=replaced):
        found = results(platform)
    assert [r.outcome for r in found.values()] == [Outcome.FAILED]


def test_the_command_checks_a_published_platform_from_outside(tmp_path: Path) -> None:
    """init, publish, serve, enrol, conformance: as an operator types them."""
    base = tmp_path / "p"
    sources = ContentSources(tmp_path)
    for name, item in (("activity/phones", ACTIVITY), ("benefit/dibao", BENEFIT), ("bulletin/cold", BULLETIN)):
        fields = {"capacity": 6} if item is ACTIVITY else {}
        sources.change(f"{name}.yaml", item, icon="house-line", **fields)

    def kiosk_platform(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sync.platform", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)

    assert kiosk_platform("init", "--dir", base).returncode == 0
    done = kiosk_platform("publish", "--sources", sources.folder, "--dir", base)
    assert done.returncode == 0, done.stderr
    command = [sys.executable, "-m", "sync.platform", "serve", "--dir", str(base), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            url = re.search(r'"url":"([^"]+)"', server.stdout.readline())
            assert url is not None
            codes: list[str] = []
            for name in ("K-00001", "K-00002"):
                shown = kiosk_platform("enrol", name, "--scope", "440105013", "--dir", base).stdout
                found = re.search(r"\w{4}-\w{4}-\w{4}", shown)
                assert found is not None
                codes += ["--code", found[0]]
            done = kiosk_platform("conformance", url[1], *codes)
            assert (done.returncode, done.stdout.count("不合  "), done.stdout.count("没查  ")) == (0, 0, 0), done.stdout
            again = kiosk_platform("conformance", url[1], *codes)
            assert again.returncode == 3
            listed = kiosk_platform("terminals", "--dir", base).stdout
            assert listed.count("在用") == 2
        finally:
            server.terminate()
            server.communicate(timeout=30)
