"""The UI process leaves no picture of its memory behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import ctypes, os, resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if FORBIDDEN:
    from kiosk.app.hardening import forbid_core_dumps
    forbid_core_dumps()
    print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""


def abort(folder: Path, *, forbidden: bool) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("FORBIDDEN", str(forbidden))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    done = abort(tmp_path, forbidden=True)
    assert done.returncode == -signal.SIGABRT, done.stderr
    assert done.stdout.split() == ["0", "0", "0"]
    assert list(tmp_path.iterdir()) == []


def test_without_it_there_would_be_one(tmp_path: Path) -> None:
    """The check above can fail: on this machine a core of an ordinary program lands beside it."""
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("this machine allows no cores at all")
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    if pattern.startswith("|") or "/" in pattern:
        pytest.skip(f"cores go elsewhere here: {pattern}")
    abort(tmp_path, forbidden=False)
    assert list(tmp_path.iterdir())
