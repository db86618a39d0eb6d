"""Interface texts are whole in every language, and the check that says so sees every kind of gap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .tools import tool
from .tree import ROOT, report

i18n = tool("i18n")

HANT = ("home.title=首頁", "home.count=共 %1 項")


def ts(language: str, *messages: str) -> str:
    """A TS file of ``id=translation`` messages."""
    body = "".join(
        f'<message id="{m.partition("=")[0]}"><source/><translation>{m.partition("=")[2]}</translation></message>'
        for m in messages
    )
    return f'<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="{language}"><context>{body}</context></TS>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one screen that uses ``home.title`` and ``home.count``."""
    (tmp_path / "ui" / "i18n").mkdir(parents=True)
    (tmp_path / "ui" / "Home.qml").write_text('text: qsTrId("home.title") + qsTrId("home.count").arg(n)')
    write(tmp_path, zh=("home.title=首页", "home.count=共 %1 项"), en=("home.title=Home", "home.count=%1 items"))
    return tmp_path


def write(root: Path, *, zh: tuple[str, ...], en: tuple[str, ...], hant: tuple[str, ...] = HANT) -> None:
    """Write all languages."""
    for language, messages in {"zh_Hans": zh, "zh_Hant": hant, "en": en}.items():
        (root / "ui" / "i18n" / f"{language}.ts").write_text(ts(language, *messages), encoding="utf-8")


def test_our_texts_are_whole() -> None:
    report(i18n.check(ROOT), "See packaging/README.md, “Add a text”.")


def test_whole_texts_pass(project: Path) -> None:
    assert i18n.check(project) == []


@pytest.mark.parametrize(
    ("zh", "en", "says"),
    [
        (("home.title=首页", "home.count=共 %1 项"), ("home.count=%1 items",), "en.ts lacks home.title"),
        (("home.title=首页", "home.count=共 %1 项", "old=旧"), ("home.title=Home", "home.count=%1 items"), "holds old"),
        (("home.title=首页", "home.count=共几项"), ("home.title=Home", "home.count=%1 items"), "placeholders differ"),
        (("home.title=", "home.count=共 %1 项"), ("home.title=Home", "home.count=%1 items"), "home.title is empty"),
        (
            ("home.title=首页", "home.title=首页", "home.count=共 %1 项"),
            ("home.title=Home", "home.count=%1 items"),
            "home.title stands twice",
        ),
    ],
)
def test_a_gap_is_named(project: Path, zh: tuple[str, ...], en: tuple[str, ...], says: str) -> None:
    write(project, zh=zh, en=en)
    assert any(says in fault for fault in i18n.check(project))


@pytest.mark.parametrize(
    ("hant", "says"),
    [
        (("home.title=首頁",), "zh_Hant.ts lacks home.count"),
        (("home.title=首頁", "home.count=共幾項"), "in zh_Hant"),
    ],
)
def test_a_gap_in_the_third_language_is_named(project: Path, hant: tuple[str, ...], says: str) -> None:
    write(
        project, zh=("home.title=首页", "home.count=共 %1 项"), en=("home.title=Home", "home.count=%1 items"), hant=hant
    )
    assert any(says in fault for fault in i18n.check(project))


def test_an_id_that_is_put_together_at_run_time_is_refused(project: Path) -> None:
    with (project / "ui" / "Home.qml").open("a") as qml:
        qml.write("\ntext: qsTrId(prefix + code)")
    assert any("Home.qml:2: the id is not a literal" in fault for fault in i18n.check(project))


def test_a_kiosk_that_runs_keeps_its_texts_while_they_are_compiled_again(tmp_path: Path) -> None:
    i18n.compile_all(tmp_path)
    texts = tmp_path / "zh_Hans.qm"
    with texts.open("rb") as mapped:
        before = texts.read_bytes()
        i18n.compile_all(tmp_path)
        assert os.fstat(mapped.fileno()).st_ino != texts.stat().st_ino, "it was written into what is mapped"
        assert mapped.read() == before
    assert {path.suffix for path in tmp_path.iterdir()} == {".qm"}
