"""qmllint knows our view models: a binding to something that is not there fails before a resident sees it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from .tools import tool
from .tree import ROOT

QML = """\
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.ViewModels

Item {{
    id: screen
    required property {cls} model
    property var seen: screen.model.{member}
}}
"""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated module, written in a process of its own as ``packaging/dev lint`` does."""
    out = tmp_path_factory.mktemp("types")
    command = [sys.executable, ROOT / "packaging" / "qmltypes.py", out]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def lint(tmp_path: Path, types: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run qmllint over one file."""
    file = tmp_path / "Screen.qml"
    file.write_text(source, encoding="utf-8")
    command = [Path(PySide6.__file__).parent / "qmllint", "-I", types, "--max-warnings", "0", file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def view_models() -> list[tuple[str, str]]:
    """Every view model QML can name, with one property of its own."""
    qmltypes = tool("qmltypes")
    found = []
    for name in qmltypes.module_names():
        module = importlib.import_module(name)
        for cls in qmltypes.decorators(module):
            meta = vars(module)[cls].staticMetaObject
            if meta.propertyCount() > meta.propertyOffset():
                found.append((cls, meta.property(meta.propertyOffset()).name()))
    return found


@pytest.mark.parametrize(("cls", "member"), view_models())
def test_a_property_that_exists_passes_and_a_misspelt_one_fails(
    tmp_path: Path, types: Path, cls: str, member: str
) -> None:
    right = lint(tmp_path, types, QML.format(cls=cls, member=member))
    assert right.returncode == 0, right.stderr
    wrong = lint(tmp_path, types, QML.format(cls=cls, member=member + "x"))
    assert wrong.returncode != 0
    assert f'Member "{member}x" not found on type "{cls}"' in wrong.stderr
