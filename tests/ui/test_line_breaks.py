"""Texts of a few lines are broken by sense: after a clause, never inside a number or word, and no character stands alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from tests.ui.conftest import Resident

EM = 40


def broken(resident: Resident, said: str, ems: float) -> list[str]:
    """The lines an ``EvenLabel`` makes of ``said`` in a room that many characters wide."""
    made = QQmlComponent(resident.ui.engine)
    made.setData(
        b"""
        import QtQuick
        import Kiosk.Controls
        EvenLabel { font.pixelSize: 40 }
        """,
        QUrl(),
    )
    label = made.createWithInitialProperties({"said": said, "room": ems * EM})
    assert isinstance(label, QQuickItem), made.errorString()
    lines = str(label.property("text")).split("\n")
    assert label.property("lineCount") == len(lines), "what was meant as one line is one"
    label.deleteLater()
    return lines


@pytest.mark.parametrize(
    ("said", "ems", "lines"),
    [
        ("短的一行。", 10, ["短的一行。"]),
        ("说您在哪里，工作人员告诉您去哪里，或来接您", 17, ["说您在哪里，", "工作人员告诉您去哪里，或来接您"]),
        ("写清楚地址和发生了什么 · 号码待核实", 14, ["写清楚地址和发生了什么 ·", "号码待核实"]),
        ("昌岗街双百社工站（示例）", 10.5, ["昌岗街双百社工站", "（示例）"]),
        ("昌岗街未成年人保护工作站", 8, ["昌岗街未成年人", "保护工作站"]),
        ("〔示例〕晓港长者饭堂", 8.5, ["〔示例〕", "晓港长者饭堂"]),
        ("直线约 350 米，走路约 8 分钟", 12, ["直线约 350 米，", "走路约 8 分钟"]),
        ("五个字五个字五个字五个字呀", 12.5, ["五个字五个字五", "个字五个字呀"]),
        ("It may have changed or ended.", 11, ["It may have", "changed or ended."]),
        ("Longevity allowance from age 70", 14, ["Longevity allowance", "from age 70"]),
        ("Checked on 2026-11-22", 9, ["Checked on", "2026-11-22"]),
    ],
)
def test_a_line_ends_where_the_sense_does(resident: Resident, said: str, ems: float, lines: list[str]) -> None:
    assert broken(resident, said, ems) == lines


def test_a_title_in_other_letters_is_broken_anew(resident: Resident) -> None:
    made = QQmlComponent(resident.ui.engine)
    made.setData(
        b"""
        import QtQuick
        import Kiosk.Controls
        Headline { property int px: 40; font.pixelSize: px; least: 1 }
        """,
        QUrl(),
    )
    given = {"title": "一二三四五六，七八九十", "room": 300}
    headline = made.createWithInitialProperties({**given, "px": 44})
    assert isinstance(headline, QQuickItem), made.errorString()
    assert "，\n" not in headline.property("text"), "the clause is too wide"
    headline.setProperty("px", 36)
    assert headline.property("text") == "一二三四五六，\n七八九十"
    headline.deleteLater()
