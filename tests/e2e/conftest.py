"""The whole system on one machine: a platform process, an agent process, and the window, with the starter content."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.conftest import STARTER, finger, open_kiosk, qapp_cls, starter_db, starter_lines, state

__all__ = ["finger", "open_kiosk", "qapp_cls", "starter_db", "starter_lines", "state"]

BIN = Path(sys.executable).parent
POLL_INTERVAL_S = 1.0


class System:
    """Sources, platform and agent of one town; every step is the command a technician would type."""

    def __init__(self, root: Path, *, of: Path | None = None) -> None:
        self.root = root
        self.sources = root / "sources"
        self.platform = root / "platform"
        self.terminal = root / "terminal"
        self._processes: list[subprocess.Popen[str]] = []
        shutil.copytree(STARTER if of is None else of / self.sources.name, self.sources)
        if of is not None:
            shutil.copytree(of / self.platform.name, self.platform)

    def command(self, *arguments: str | Path) -> None:
        done = subprocess.run([BIN / arguments[0], *arguments[1:]], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [BIN / arguments[0], *arguments[1:]],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self._processes.append(process)
        return process

    def publish(self) -> None:
        self.command("kiosk-platform", "publish", "--sources", self.sources, "--dir", self.platform)

    def serve(self) -> tuple[subprocess.Popen[str], str]:
        """The platform's process and its address."""
        process = self.start("kiosk-platform", "serve", "--dir", self.platform, "--host", "127.0.0.1", "--port", "0")
        assert process.stdout is not None
        return process, f"http://127.0.0.1:{json.loads(process.stdout.readline())['port']}"

    def provision(self, url: str) -> None:
        self.command(
            "kiosk", "provision", "--state", self.terminal, "--scope", "440105003", "--place", "place.gongzhu-440105003",
            "--platform", url, "--root", self.platform / "public" / "metadata" / "1.root.json", "--terminal", "K-00001",
            "--poll-interval", str(POLL_INTERVAL_S),
        )  # fmt: skip

    def agent(self) -> subprocess.Popen[str]:
        return self.start("kiosk", "agent", "--state", self.terminal)

    def edit(self, name: str, old: str, new: str) -> None:
        """What an editor does: open the YAML of one item and change it."""
        path = self.sources / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def end(self, process: subprocess.Popen[str], how: signal.Signals = signal.SIGTERM) -> int:
        process.send_signal(how)
        code = process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()
        self._processes.remove(process)
        return code

    def close(self) -> None:
        for process in list(self._processes):
            self.end(process, signal.SIGKILL)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources and platform as they are after the first publication: each test gets a copy."""
    made = System(tmp_path_factory.mktemp("town"))
    made.command("kiosk-platform", "init", "--dir", made.platform)
    made.publish()
    return made.root


@pytest.fixture
def system(town: Path, tmp_path: Path) -> Iterator[System]:
    made = System(tmp_path, of=town)
    yield made
    made.close()
