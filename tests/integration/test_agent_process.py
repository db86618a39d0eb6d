"""``kiosk enrol`` and ``kiosk agent`` as processes beside a platform at work: enrolled, delivered, and stopped when told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.terminal_settings import save_settings
from kiosk.domain.terminal import TerminalSettings
from tests.delivering import Centre, Terminal, site, stored
from tests.sample_records import SCOPE, line_of

Make = Callable[..., Terminal]
KIOSK = [sys.executable, "-c", "import sys; from kiosk.cli.main import main; sys.exit(main())"]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    with site(tmp_path, {"open": None}) as made:
        yield made


def wait_for(agent: subprocess.Popen[str], condition: Callable[[], bool], *, at_most_s: float = 60.0) -> None:
    end = time.monotonic() + at_most_s
    while not condition():
        if time.monotonic() > end or agent.poll() is not None:
            agent.kill()
            pytest.fail(f"ended with {agent.returncode}:\n{agent.communicate()[1]}")
        time.sleep(0.05)


def settings_of(terminal: Terminal, url: str) -> None:
    settings = TerminalSettings(terminal_id=terminal.name, scope=SCOPE, platform_url=url, poll_interval_s=0.5)
    save_settings(terminal.state, settings)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KIOSK, *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_enrolled_by_command_the_agent_sends_what_is_written_while_it_runs(make: Make) -> None:
    terminal = make(enrolled=False)
    terminal.agent.close()
    centre: Centre = terminal.centre
    settings_of(terminal, centre.platform.url)
    code = centre.platform.code(terminal.name)
    state = str(terminal.state)
    wrong = run("enrol", "--state", state, "--code", "0000-0000-0000")
    assert wrong.returncode == 1
    assert "注册码" in wrong.stderr
    done = run("enrol", "--state", state, "--code", code.lower().replace("-", " "))
    assert (done.returncode, done.stderr) == (0, "")
    assert terminal.name in done.stdout
    terminal.open_journal(1)
    terminal.sign_up("activity.open")
    with subprocess.Popen([*KIOSK, "agent", "--state", state], stderr=subprocess.PIPE, text=True) as agent:
        wait_for(agent, lambda: len(stored(centre)) == 2)
        terminal.sign_up("activity.open")
        wait_for(agent, lambda: len(stored(centre)) == 3)
        with terminal.inbox as inbox:
            wait_for(agent, lambda: len(inbox.receipts()) == 2)
        agent.send_signal(signal.SIGTERM)
        _, log = agent.communicate(timeout=30)
    assert agent.returncode == 0, log
    assert "WARNING" not in log, log


@pytest.mark.logs_warnings  # the platform, too, cannot read what it published
def test_content_that_fails_does_not_stop_delivery_nor_the_other_way_round(make: Make) -> None:
    terminal = make()
    terminal.delivery.close()
    terminal.agent.close()
    centre: Centre = terminal.centre
    settings_of(terminal, centre.platform.url)
    timestamp = centre.content.public / "metadata" / "timestamp.json"
    good = timestamp.read_bytes()
    timestamp.write_bytes(b"{}")
    terminal.sign_up("activity.open")
    with subprocess.Popen(
        [*KIOSK, "agent", "--state", str(terminal.state)], stderr=subprocess.PIPE, text=True
    ) as agent:
        wait_for(agent, lambda: len(stored(centre)) == 2)
        # Now the other way round: nobody takes journals, content goes on.
        (terminal.state / "device.key").chmod(0o644)
        timestamp.write_bytes(good)
        centre.content.publish({SCOPE: [line_of("place.new")]}, now=terminal.clocks.now())
        today = terminal.clocks.now().date()
        content = terminal.delivery._content
        wait_for(agent, lambda: [key.id for key in content.places(today)] == ["place.new"])
        content.close()
        agent.send_signal(signal.SIGTERM)
        _, log = agent.communicate(timeout=30)
    assert agent.returncode == 0, log
