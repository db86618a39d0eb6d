"""Lines on paper end where the sense does, as those on the screen do."""

from __future__ import annotations

import pytest

from kiosk.domain.line_breaks import arranged

WHOLE = ("饭堂", "长者", "未成年人", "核实", "记录")


def ems(text: str) -> float:
    """As wide as Noto Sans CJK sets it, nearly: what is not Chinese is half as wide."""
    return sum(1 if letter >= "\u2e80" else 0.5 for letter in text)


@pytest.mark.parametrize(
    ("said", "room", "lines"),
    [
        ("短的一行。", 10, ["短的一行。"]),
        ("〔示例〕晓港长者饭堂", 9.2, ["〔示例〕", "晓港长者饭堂"]),
        ("〔示例〕晓港长者饭堂", 7.5, ["〔示例〕", "晓港长者饭堂"]),
        ("昌岗街未成年人保护站", 7, ["昌岗街", "未成年人保护站"]),
        ("合同、工资记录、聊天记录", 11, ["合同、工资记录、", "聊天记录"]),
        ("内容核对：2026-11-22（待核实）", 12, ["内容核对：", "2026-11-22（待核实）"]),
        ("往西南走，直线约 420 米，走路约 10 分钟", 14, ["往西南走，直线约 420 米，", "走路约 10 分钟"]),
        ("海珠区 · 昌岗街道（示例）", 9, ["海珠区", "昌岗街道（示例）"]),
        ("Longevity allowance from age 70", 14, ["Longevity allowance", "from age 70"]),
        ("abcdefghijklmnopqrstuvwxyz", 5, ["abcdefghijklmnopqrstuvwxyz"]),
    ],
)
def test_a_line_on_paper_ends_where_the_sense_does(said: str, room: float, lines: list[str]) -> None:
    assert arranged(said, room, advance=ems, whole=WHOLE) == lines


@pytest.mark.parametrize("room", [4, 5, 6, 7, 8, 9, 10, 13])
def test_nothing_is_lost_and_nothing_is_wider_than_the_paper(room: float) -> None:
    said = "律师当面讲，每人 20 分钟。请不起律师，现场教您申请法律援助（不分户籍）。"
    lines = arranged(said, room, advance=ems, whole=WHOLE)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    assert all(ems(line) <= room for line in lines)
    assert len(lines[-1]) > 1
