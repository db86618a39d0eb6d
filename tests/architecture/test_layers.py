"""Imports go down only; the contracts stand in ``pyproject.toml``."""

from __future__ import annotations

import logging

import pytest
from importlinter.cli import lint_imports

from .tree import ROOT


def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    logging.getLogger("grimp").setLevel(logging.ERROR)
    code = lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out + "\nImport through a lower layer, or move the code to where it belongs."
