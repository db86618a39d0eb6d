"""Imports go down only; the contracts stand in ``pyproject.toml``."""

from __future__ import annotations

import subprocess
import sys

from .tree import ROOT


def test_the_import_contracts_hold() -> None:
    # In a process of its own: import-linter's set-up of logging would switch off every logger of this one.
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\nImport through a lower layer, or move the code to where it belongs."
    assert " 0 broken" in done.stdout
