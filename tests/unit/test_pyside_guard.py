"""The terminal refuses a PySide6 that would abort on this Python, and the installed one does not abort."""

from __future__ import annotations

import subprocess
import sys

import PySide6
import pytest

from data.words import say
from kiosk.app.guard import refuse_bad_pyside
from kiosk.domain.errors import WorldError

# In a process of its own: where the pair is bad, the process aborts.
EMIT = """
import sys
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

heard = 0
def hear(value):
    global heard
    heard += 1

bell = Bell()
bell.rung.connect(hear)
bell.rung.emit(True)
bell.setObjectName("bell")
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(100_000):
    bell.rung.emit(True)
    bell.setObjectName("bell")
after = sys.getrefcount(True), sys.getrefcount(None)
print(heard, after[0] - before[0], after[1] - before[1])
"""


@pytest.mark.parametrize("pyside", ["6.12.0", "6.12.1", "6.13.0a1", "7.0.0"])
@pytest.mark.parametrize("python", [(3, 11), (3, 10)])
def test_a_pyside_that_aborts_is_refused_in_words_a_technician_understands(
    pyside: str, python: tuple[int, int]
) -> None:
    with pytest.raises(WorldError) as refused:
        refuse_bad_pyside(pyside, python=python)
    assert refused.value.code == "guard.bad_pyside"
    sentence = say(refused.value.code, **refused.value.params)
    assert pyside in sentence
    assert f"{python[0]}.{python[1]}" in sentence


@pytest.mark.parametrize(
    ("pyside", "python"), [("6.11.3", (3, 11)), ("6.8.3", (3, 11)), ("6.12.0", (3, 12)), ("7.0.0", (3, 13))]
)
def test_a_pair_that_works_may_start(pyside: str, python: tuple[int, int]) -> None:
    refuse_bad_pyside(pyside, python=python)


def test_the_installed_pair_may_start() -> None:
    refuse_bad_pyside(PySide6.__version__)


def test_100000_signal_emits_leave_the_reference_counts_of_true_and_none_alone() -> None:
    """The canary for a PySide6 that the version check does not know."""
    done = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    heard, drift_true, drift_none = map(int, done.stdout.split())
    assert heard == 100_001
    assert abs(drift_true) < 100
    assert abs(drift_none) < 100
