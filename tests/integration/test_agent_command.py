"""``kiosk provision`` and ``kiosk agent`` as a technician types them, against a real platform process on loopback."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.content_reader import ContentReader
from data.terminal_settings import load_settings
from kiosk.domain.content import Benefit
from kiosk.domain.terminal import StateFiles
from sync.publisher import init_keys, publish
from sync.publisher.files import PlatformFolder
from tests.content_sources import BENEFIT, TOWN, ContentSources
from tests.signed_lines import SignedLines

KIOSK = [sys.executable, "-c", "import sys; from kiosk.cli.main import main; sys.exit(main())"]
PATIENCE_S = 30.0


def kiosk(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KIOSK, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


def provision(state: Path, trusted_root: Path, **options: object) -> subprocess.CompletedProcess[str]:
    values = {
        "state": state, "scope": TOWN, "place": "place.changgang", "platform": "http://127.0.0.1:1",
        "root": trusted_root, "terminal": "K-00001", "poll-interval": 0.5, **options,
    }  # fmt: skip
    return kiosk("provision", *(part for key, value in values.items() for part in (f"--{key}", value)))


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


class Town:
    """Sources, a platform process, and a provisioned terminal."""

    def __init__(self, base: Path) -> None:
        self.sources = ContentSources(base)
        self.folder = PlatformFolder(base / "platform")
        self.state = base / "state"
        init_keys(self.folder.root, now=dt.datetime.now(dt.UTC))
        self.publish()
        self.platform = self.serve(0)
        self.processes = [self.platform]

    def publish(self) -> None:
        now = dt.datetime.now(dt.UTC)
        publish(self.sources.folder, self.folder.root, now=now, icons_folder=self.sources.icons)

    def serve(self, port: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "sync.platform", "serve", "--dir", self.folder.root, "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        self.url = json.loads(process.stdout.readline())["url"]
        return process

    def provision(self, **options: object) -> subprocess.CompletedProcess[str]:
        return provision(self.state, self.folder.first_root, **{"platform": self.url, **options})

    def agent(self) -> subprocess.Popen[str]:
        command = [*KIOSK, "agent", "--state", str(self.state)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.processes.append(process)
        return process

    def reader(self) -> ContentReader:
        return ContentReader(Path(StateFiles(self.state).content_db), TOWN)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    for process in made.processes:
        end(process)


def test_what_is_published_is_on_the_terminal_after_the_next_poll_and_stays_without_the_platform(town: Town) -> None:
    assert town.provision().returncode == 0
    agent = town.agent()
    reader = town.reader()
    today = dt.date.today()  # noqa: DTZ011

    def summary() -> str:
        record = reader.record("benefit.dibao", today)
        return str(record.body.summary) if record is not None and isinstance(record.body, Benefit) else ""

    wait_until(lambda: summary() == BENEFIT["summary"], "the first sync")
    seen = reader.data_version()
    town.sources.change("benefit/dibao.yaml", BENEFIT, summary="标准提高了，每月多补。")
    town.publish()
    published = time.monotonic()
    wait_until(lambda: summary() == "标准提高了，每月多补。", "the change")
    assert time.monotonic() - published < 5
    assert reader.data_version() != seen
    wait_until(lambda: "benefit.dibao" in reader.search("zdsh", today), "the search index")

    end(town.platform)
    wait_until(lambda: reader.sync_state().failing_since is not None, "the outage is noted")
    assert reader.sync_state().last_error == "agent.offline"
    assert summary() == "标准提高了，每月多补。"
    town.platform = town.serve(int(town.url.rpartition(":")[2]))
    town.processes.append(town.platform)
    wait_until(lambda: reader.sync_state().failing_since is None, "the platform is back")
    reader.close()

    agent.send_signal(signal.SIGTERM)
    _, said = agent.communicate(timeout=10)
    assert agent.returncode == 0
    for sentence in ("同步程序启动", "第 0 代 → 第 1 代", "第 1 代 → 第 2 代", "已有的内容照常显示", "同步程序退出"):
        assert sentence in said
    assert "Traceback" not in said


def test_only_one_agent_works_on_a_state_folder(town: Town) -> None:
    assert town.provision().returncode == 0
    first = town.agent()
    lock = town.state / "agent.lock"
    wait_until(lambda: lock.exists() and lock.read_text() == str(first.pid), "the first one holds the lock")
    for second in (kiosk("agent", "--state", town.state), town.provision()):
        assert second.returncode == 1
        assert f"进程 {first.pid}" in second.stderr
    end(first)
    assert kiosk("agent", "--state", town.state, "--once").returncode == 0, "a dead one holds nothing"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_while_the_platform_is_silent_it_ends_at_once(town: Town, number: int) -> None:
    assert town.provision().returncode == 0
    os.kill(town.platform.pid, signal.SIGSTOP)  # it still takes connections, and never answers
    agent = town.agent()
    assert agent.stderr is not None
    assert "同步程序启动" in agent.stderr.readline()
    time.sleep(0.3)  # into the wait for an answer; being early is fine too
    started = time.monotonic()
    agent.send_signal(number)
    agent.communicate(timeout=10)
    os.kill(town.platform.pid, signal.SIGCONT)
    assert agent.returncode == 0
    assert time.monotonic() - started < 5


def test_a_single_poll_says_how_it_went(town: Town) -> None:
    assert town.provision().returncode == 0
    done = kiosk("agent", "--state", town.state, "--once")
    assert (done.returncode, "内容已更新" in done.stderr) == (0, True)
    done = kiosk("agent", "--state", town.state, "--once")
    assert (done.returncode, "没有新内容" in done.stderr) == (0, True)
    end(town.platform)
    done = kiosk("agent", "--state", town.state, "--once")
    assert (done.returncode, "连不上平台" in done.stderr) == (1, True)


def test_a_machine_that_was_never_provisioned_is_told_so(tmp_path: Path) -> None:
    done = kiosk("agent", "--state", tmp_path / "nothing", "--once")
    assert done.returncode == 1
    assert "kiosk provision" in done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return SignedLines(tmp_path / "platform").folder.first_root


def test_provisioning_writes_what_it_was_given(root: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    done = provision(state, root, **{"panel-mm": "698x393", "poll-interval": 60, "platform": "https://p.example/x"})
    assert done.returncode == 0, done.stderr
    assert "K-00001" in done.stdout
    settings = load_settings(state)
    assert (settings.terminal_id, settings.scope, settings.place_id) == ("K-00001", TOWN, "place.changgang")
    assert (settings.platform_url, settings.poll_interval_s) == ("https://p.example/x", 60)
    assert (settings.panel.width_mm, settings.panel.height_mm) == (698, 393)
    assert Path(StateFiles(state).trusted_root).read_bytes() == root.read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("scope", "4402", "设置不对"),
        ("terminal", "7", "设置不对"),
        ("place", "somewhere", "设置不对"),
        ("platform", "ftp://x", "设置不对"),
        ("poll-interval", 0, "设置不对"),
        ("panel-mm", "big", "宽x高"),
        ("panel-mm", "0x0", "设置不对"),
        ("root", "/nonexistent", "读不到信任根"),
        ("root", __file__, "不是有效的信任根"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(
    root: Path, tmp_path: Path, option: str, value: object, said: str
) -> None:
    done = provision(tmp_path / "state", root, **{option: value})
    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "state").exists()


def test_a_root_nobody_signed_is_no_root(root: Path, tmp_path: Path) -> None:
    data = json.loads(root.read_bytes())
    data["signed"]["version"] = 2
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(data))
    done = provision(tmp_path / "state", forged)
    assert done.returncode == 1
    assert "不是有效的信任根" in done.stderr


def test_a_terminal_given_to_another_platform_begins_anew(town: Town, tmp_path: Path) -> None:
    assert town.provision().returncode == 0
    town.publish()
    town.publish()
    assert kiosk("agent", "--state", town.state, "--once").returncode == 0
    other = SignedLines(tmp_path / "other", own_keys=True, now=dt.datetime.now(dt.UTC))
    other.publish({})
    root = tmp_path / "root.json"
    root.write_bytes(other.root)
    town.folder = other.folder
    end(town.platform)
    town.platform = town.serve(0)
    town.processes.append(town.platform)
    done = town.provision(root=root)
    assert "信任根换了" in done.stdout
    done = kiosk("agent", "--state", town.state, "--once")
    assert done.returncode == 0, done.stderr
    reader = town.reader()
    assert reader.generation() == {}
    reader.close()
