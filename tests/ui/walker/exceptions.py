"""What the walker finds and what may stay so, each with its reason. One that excuses nothing any more fails the walk.

A clause of a standard that is not met is no exception: it stands in the report of conformance as not met.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.ui.walker.faults import Fault


@dataclass(frozen=True)
class Excuse:
    """Faults of one rule that may stay. ``place``, ``what`` and ``stop`` are searched for in those of the fault."""

    rule: str
    reason: str
    place: str = ""
    what: str = ""
    stop: str = ""
    screens: tuple[str, ...] = ("portrait", "landscape")
    """Orientations it comes up in."""
    long: bool = False
    """Comes up only when every setting is walked."""

    def covers(self, fault: Fault) -> bool:
        """Whether it speaks of this fault."""
        return (
            self.rule == fault.rule
            and re.search(self.place, fault.place) is not None
            and re.search(self.what, fault.what) is not None
            and re.search(self.stop, fault.stop) is not None
        )


_ENDS_IN_DOTS = "ends in dots"
_LONG_ROWS = r": [012]\.\d mm apart, (2\d|[3-9]\d|\d{3}) mm high"

EXCUSES: tuple[Excuse, ...] = (
    Excuse(
        "names",
        "一碰屏幕任何地方就开始（或接着用）；底栏的“首页”、画面上的按钮做同一件事，它们有名称。",
        place=r"(IdleScreen|ThanksScreen|Inactivity)/MouseArea$",
    ),
    Excuse(
        "names",
        "弹出的层下面的暗底和空白：碰一下关上，或者什么也不做；层上有带名称的按钮做同一件事。",
        place=r"(Sheet|Rectangle|ReadingBar)/MouseArea$",
        stop="^(sheet-|reading)",
    ),
    Excuse(
        "names",
        "手写的地方：名称在它外面的“手写区”上；不用手指写的，按“换拼音”。",
        place=r"HandwritingPad/Rectangle/InkPad/MouseArea$",
        stop="^search-by-hand",
    ),
    Excuse(
        "written",
        "手写的候选字照写的笔画认：写的是简体，认出来就是简体。",
        place=r"HandwritingPad/Row/Press/Label$",
        stop="^search-by-hand",
        screens=("portrait",),
        long=True,
    ),
    Excuse(
        "gaps",
        "同一张卡片里上下紧挨的整行，每行至少高 20 mm：对准行的中间，离下一行还有 10 mm 以上。",
        place=r"(CheckRow|AnswerRow|GuideRow|UrgentPlaceRow|PlaceRow|SheetToggle)$",
        what=_LONG_ROWS,
    ),
    Excuse(
        "letters",
        "底栏六个固定的位置分一屏的宽：字号调大时这里的字放大 1.3 到 1.9 倍，图标也放大，整句在名称里。",
        place=r"BarItem/Grid/Label$",
        what=r"capitals of ([5-9]|\d{2})\.",
    ),
    Excuse(
        "letters",
        "不在服务时间时，底栏“叫工作人员”这一格写哪天几点再来，英文要两行，竖屏标准字号时大写字母是 4.6 mm：格子放不下更大的两行。",
        place=r"BarItem/Grid/Label$",
        what=r"'Tomorrow .*capitals of 4\.6",
        stop="^state-evening-",
        screens=("portrait",),
    ),
    Excuse(
        "letters",
        "键盘一行十个键分一屏的宽；两个宽键上的词不能再大。大写字母仍不小于 4.8 mm。",
        place=r"(BoardKey|PadKey)/Row/Label$",
        what=r"capitals of (4\.[89]|[5-9]\.)",
        long=True,
    ),
    Excuse(
        "letters",
        "选姓的字母一行六个分半屏或一屏的宽；“另外写”三个字在一格里不能再大，大写字母仍有 7 mm 以上。",
        place=r"SurnamePad/Item/Grid/Cell/Label$|^Item/Grid/Cell/Label$",
        what=r"capitals of ([7-9]|\d{2})\.",
        stop="^state-(evening|signed)-",
        long=True,
    ),
    Excuse(
        "letters",
        "“字的大小”这一行，每个格子就按那一档的大小写，好看出差别。",
        place=r"TextSizeRow/Grid/Press/Label$",
        stop="sheet-access",
        long=True,
    ),
    Excuse(
        "letters",
        "顶栏里的地点只有时钟旁边的宽，竖屏最大字号时缩小，仍不小于标准字号的大小；全名在名称里。",
        place=r"TopBar/Column/Label$",
        what=r"capitals of ([5-9])\.",
        screens=("portrait",),
    ),
    Excuse(
        "letters",
        "倒数的圆环里只有这么大的地方；数字本身很大，单位念得出来。",
        place="InactivityRing/Column/Label$",
        long=True,
    ),
    Excuse(
        "whole",
        "一屏好几行时，标题下面的一行摘要只有一行：全文在名称里、朗读里、点开的那一页；字号调到更大就全部写出。",
        place=r"(ListRow/Item|GuideRow|TodayCard|TodayCard/Column/Row|Column/Row|NewsPanel/Press|ColumnLayout/Press)/?(Column/)?((Filled)?Label|Below)$",
        what=_ENDS_IN_DOTS,
    ),
    Excuse(
        "whole",
        "待机画面上的紧急通知写到写不下为止；碰一下进去就是全文。",
        place=r"IdleBulletin/Column/Label$",
        what=_ENDS_IN_DOTS,
        screens=("landscape",),
        long=True,
    ),
    Excuse(
        "whole",
        "待机画面一行活动旁边还有报名到几点：名称和地点写不下时略去，字缩到最小之后；点进去的那一页有全文，字号更大时就全部写出。",
        place=r"IdleRow/GridLayout/Column/Label$",
        what=_ENDS_IN_DOTS,
        stop="^idle-today",
        screens=("portrait",),
    ),
    Excuse(
        "edges",
        "待机画面的语言按钮在天际线的图画上，边是 2.8 : 1；按钮上的字是 7 : 1 以上，认得出。",
        place="IdleFoot/RowLayout/PushButton$",
        what=r"edge of 2\.[89]",
        screens=("landscape",),
    ),
)

LONGER: tuple[Excuse, ...] = (
    Excuse(
        "letters",
        "底栏六个固定的位置分一屏的宽，一格最多两行：词长四成时字缩小，大写字母仍有 4 mm 以上；整句在名称里，图标不缩。",
        place=r"BarItem/Grid/Label$",
        what=r"capitals of 4\.[0-7]",
        screens=("portrait",),
    ),
)
"""Besides, where every word is two fifths longer than what we say (``pseudo``), in usual letters."""


def sift(faults: Iterable[Fault], excuses: Iterable[Excuse] = EXCUSES) -> tuple[list[Fault], Counter[Excuse]]:
    """Faults nothing excuses, and how often each excuse was used."""
    excuses = tuple(excuses)
    used: Counter[Excuse] = Counter()
    left = []
    for fault in faults:
        excuse = next((each for each in excuses if each.covers(fault)), None)
        if excuse is None:
            left.append(fault)
        else:
            used[excuse] += 1
    return left, used
