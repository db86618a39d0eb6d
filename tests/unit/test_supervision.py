"""The process that keeps a screen up: what ends at the same moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BOTH_ENDED = """
import os, signal, sys, time
from pathlib import Path
from kiosk.app.supervisor import Supervisor

folder = Path(sys.argv[1])

def show(line, spare):
    which = len(list(folder.iterdir()))
    (folder / str(os.getpid())).touch()
    if which == 2:
        return 0                      # a third one came up: enough
    if not spare:
        line.sendall(b"soon\\n")
        while len(list(folder.iterdir())) < 2:
            time.sleep(0.01)
        line.sendall(b"shown\\n")
    time.sleep(60)

def ended(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"

def out_of_memory():
    for each in folder.iterdir():
        os.kill(int(each.name), signal.SIGKILL)
    while not all(ended(each.name) for each in folder.iterdir()):
        time.sleep(0.01)

sys.exit(Supervisor(show, out_of_memory).run())
"""


def test_a_screen_comes_back_also_when_it_ended_together_with_its_successor(tmp_path: Path) -> None:
    folder = tmp_path / "screens"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", BOTH_ENDED, str(folder)], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(list(folder.iterdir())) == 3
