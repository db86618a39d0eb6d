"""A benchmark that misses its aim says so, and fails only where it is asked to judge."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.aims import Aims, arguments

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("missed", [True, False])
@pytest.mark.parametrize("strict", [True, False])
def test_a_miss_is_said_and_judged_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, strict: bool, missed: bool
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "5000", *(["--strict"] if strict else [])])
    aims = Aims()
    aims.at_most("ratio", 1.6 if missed else 1.5, 1.5)
    aims.at_least("share", 0.9, 0.9)
    if strict and missed:
        with pytest.raises(SystemExit) as left:
            aims.conclude()
        assert left.value.code == 1
    else:
        aims.conclude()
    assert [line.rpartition(" ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "MISSED" if missed else "met",
        "met",
    ]
    assert arguments() == ["5000"]


def test_without_the_strokes_handwriting_is_skipped_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.bench_handwriting", str(tmp_path / "none"), "--strict"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "hanzi-writer-data" in done.stdout
    assert "skipped" in done.stdout
