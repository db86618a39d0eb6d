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


def lint(folder: Path, types: Path, sources: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run qmllint over QML files by name."""
    folder.mkdir()
    for name, source in sources.items():
        (folder / f"{name}.qml").write_text(source, encoding="utf-8")
    command = [Path(PySide6.__file__).parent / "qmllint", "-I", types, "--max-warnings", "0", *folder.iterdir()]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def view_models() -> dict[str, str]:
    """A property of its own for every view model QML can name."""
    qmltypes = tool("qmltypes")
    found = {}
    for name in qmltypes.module_names():
        module = importlib.import_module(name)
        for cls in qmltypes.decorators(module):
            meta = vars(module)[cls].staticMetaObject
            if meta.propertyCount() > meta.propertyOffset():
                found[cls] = meta.property(meta.propertyOffset()).name()
    return found


def test_properties_of_every_view_model_pass(tmp_path: Path, types: Path) -> None:
    sources = {f"See{cls}": QML.format(cls=cls, member=member) for cls, member in view_models().items()}
    assert len(sources) >= 5
    done = lint(tmp_path / "right", types, sources)
    assert done.returncode == 0, done.stderr


def test_a_misspelt_property_of_any_view_model_fails(tmp_path: Path, types: Path) -> None:
    misspelt = {cls: f"{member}x" for cls, member in view_models().items()}
    sources = {f"See{cls}": QML.format(cls=cls, member=member) for cls, member in misspelt.items()}
    done = lint(tmp_path / "wrong", types, sources)
    assert done.returncode != 0
    unseen = [c for c, m in misspelt.items() if f'Member "{m}" not found on type "{c}"' not in done.stderr]
    assert unseen == []
