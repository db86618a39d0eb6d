"""What part one promises: signed content reaches the screen by itself, stays when the platform is gone, and follows an edit
within five seconds of the next poll, without a restart."""

from __future__ import annotations

import datetime as dt
import signal
import time
from collections.abc import Callable

from kiosk.usecases.clock import GUANGZHOU
from tests.e2e.conftest import POLL_INTERVAL_S, System
from tests.ui.conftest import Resident

NEXT_POLL_S = 1.1 * POLL_INTERVAL_S
"""The agent polls at its interval; a little is added for its jitter."""


def test_an_edited_amount_reaches_the_open_page_and_outlives_the_platform(
    system: System, open_kiosk: Callable[..., Resident]
) -> None:
    platform, url = system.serve()
    system.provision(url)
    agent = system.agent()
    # By the agent's clock: one behind it would be told that it is wrong, and nothing else.
    resident = open_kiosk(folder=system.terminal, at=dt.datetime.now(GUANGZHOU))
    resident.press("惠民清单")
    resident.qtbot.waitUntil(
        lambda: resident.sees("共 46 项"), timeout=30_000
    )  # the first sync, while the page is open
    resident.press("基本生活")
    resident.press("最低生活保障金")
    assert "1,282" in resident.texts()

    system.edit("benefit/dibao.yaml", "value: 1282", "value: 1391")
    system.publish()
    published = time.monotonic()
    resident.qtbot.waitUntil(lambda: "1,391" in resident.texts(), timeout=30_000)
    assert time.monotonic() - published < NEXT_POLL_S + 5

    assert system.end(platform, signal.SIGKILL) == -signal.SIGKILL
    resident.qtbot.waitUntil(lambda: resident.sees("现在没有网，照样能查"), timeout=30_000)
    resident.press("返回上一页")
    resident.press("看病就医")
    assert resident.ui.shell.benefits.total > 0
    resident.press("首页")
    resident.press("服务项目")
    assert resident.sees("服务项目")
    assert system.end(agent) == 0, "the agent ends cleanly while it waits for the network"


def test_content_stays_when_both_processes_were_killed(system: System, open_kiosk: Callable[..., Resident]) -> None:
    """Power out at any moment: what was applied is there again after the next start, without a network."""
    platform, url = system.serve()
    system.provision(url)
    agent = system.agent()
    first = open_kiosk(folder=system.terminal)
    first.press("惠民清单")
    first.qtbot.waitUntil(lambda: first.sees("共 46 项"), timeout=30_000)
    system.end(agent, signal.SIGKILL)
    system.end(platform, signal.SIGKILL)
    second = open_kiosk(folder=system.terminal)
    second.press("惠民清单")
    second.press("最低生活保障金")
    assert "1,282" in second.texts()
