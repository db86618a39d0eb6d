"""Small pages that are wrong on purpose, one for each thing a rule is for, and a sound one."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = """
import QtQuick
import QtQuick.Window
import Kiosk.Theme
import Kiosk.Controls
Window {
    id: window
    property Item pageItem: page
    width: 1080; height: 1920; visible: true; color: Theme.color.ground
    Item {
        id: page
        objectName: "host"
        focus: true
        anchors.fill: parent
"""
TAIL = """
    }
}
"""


@dataclass(frozen=True)
class Defect:
    """A page and the rule that has to find fault with it, in words that name the fault."""

    name: str
    rule: str
    says: str
    qml: str

    @property
    def page(self) -> str:
        """The whole file."""
        return HEAD + self.qml + TAIL


SOUND = Defect(
    "sound",
    "",
    "",
    """
    Label { x: 60; y: 60; width: 900; text: "低保金，家里人均收入低于标准" }
    PushButton { x: 60; y: 200; width: 400; text: "看这项政策"; kind: "primary" }
    PushButton { x: 500; y: 200; width: 400; text: "叫工作人员" }
    Chip { x: 60; y: 400; text: "基本生活"; checked: true }
    """,
)

DEFECTS = (
    Defect("no name", "names", "no accessible name", 'Press { width: 300; height: 100; Icon { name: "house" } }'),
    Defect("label not in name", "names", "its label", 'PushButton { text: "确认报名"; name: "好" }'),
    Defect(
        "words lost",
        "names",
        "what it shows",
        """Press { width: 500; height: 200; name: "长者饭堂"
            Label { text: "长者饭堂"; type: Theme.title3 }
            Label { y: 100; text: "现在开着" } }""",
    ),
    Defect("no role", "names", "its role is", 'PushButton { text: "好"; role: Accessible.Graphic }'),
    Defect("bare touch area", "names", "has no name", "MouseArea { width: 300; height: 100 }"),
    Defect("small target", "targets", "at least 12.7 mm", 'PushButton { width: 300; height: 44; text: "好" }'),
    Defect("small primary", "targets", "at least 20.0 mm", 'PushButton { kind: "primary"; height: 68; text: "好" }'),
    Defect("off the screen", "targets", "outside the screen", 'PushButton { x: 900; width: 400; text: "好" }'),
    Defect(
        "close",
        "gaps",
        "mm apart",
        'Row { spacing: 6; PushButton { text: "好" } PushButton { text: "不好" } }',
    ),
    Defect(
        "overlap",
        "gaps",
        "overlap",
        'Row { spacing: -20; PushButton { text: "好" } PushButton { text: "不好" } }',
    ),
    Defect(
        "dots",
        "whole",
        "ends in dots",
        'Label { width: 200; text: "家里人均收入低于标准"; wrapMode: Text.NoWrap; elide: Text.ElideRight }',
    ),
    Defect(
        "too wide", "whole", "px wide in", 'Label { width: 200; text: "家里人均收入低于标准"; wrapMode: Text.NoWrap }'
    ),
    Defect(
        "leaves its button",
        "whole",
        "leaves its button",
        'Press { x: 300; y: 300; width: 120; height: 100; name: "约时间"; Label { x: 40; text: "约时间" } }',
    ),
    Defect(
        "leaves its card",
        "whole",
        "leaves its card",
        'Card { width: 300; height: 60; Label { width: 280; text: "家里人均收入低于标准，每月补足差额" } }',
    ),
    Defect(
        "cut off",
        "whole",
        "is cut off",
        'Item { width: 300; height: 60; clip: true; Label { width: 280; text: "家里人均收入低于标准，每月补足差额" } }',
    ),
    Defect(
        "scrolls without buttons",
        "whole",
        "nothing scrolls there",
        """Flickable { width: 300; height: 60; clip: true; contentHeight: 300
            Label { width: 280; text: "家里人均收入低于标准，每月补足差额" } }""",
    ),
    Defect("leaves the screen", "whole", "leaves the screen", 'Label { x: 900; text: "家里人均收入低于标准" }'),
    Defect("over each other", "apart", "lie over each other", 'Label { text: "您好" } Label { x: 20; text: "您也好" }'),
    Defect(
        "half over a button",
        "apart",
        "lies half over",
        'PushButton { y: 40; width: 300; text: "好" } Label { x: 240; y: 60; text: "没有核实的标准" }',
    ),
    Defect("small letters", "letters", "capitals of", 'Label { text: "约"; font.pixelSize: 20 }'),
    Defect(
        "not said",
        "spoken",
        "not read aloud",
        'Press { width: 400; height: 100; name: "看"; Label { text: "免费午餐" } }',
    ),
    Defect("markup", "plain", "markup", 'Label { text: "您好"; textFormat: Text.StyledText }'),
    Defect("forgotten", "written", "Traditional", 'Label { text: "这里的办事处" }'),
    Defect("pale", "contrast", ": 1", 'Label { text: "您好，想办什么事"; color: "#7a7a7a" }'),
    Defect(
        "faint", "contrast", ": 1", 'Item { opacity: 0.6; width: 600; height: 100; Label { text: "您好，想办什么事" } }'
    ),
    Defect(
        "half on dark",
        "contrast",
        ": 1",
        'Rectangle { width: 60; height: 60; color: "#303030" } Label { text: "您好，想办什么事" }',
    ),
    Defect("pale sign", "icons", "a sign of", 'Icon { name: "house"; color: "#c8c0b4" }'),
    Defect(
        "no edge",
        "edges",
        "edge of",
        """Press { x: 60; y: 60; width: 300; height: 100; name: "好"
            Rectangle { anchors.fill: parent; color: Theme.color.card }
            Label { anchors.centerIn: parent; text: "好" } }""",
    ),
    Defect(
        "not for Tab",
        "keys",
        "does not come by",
        'PushButton { text: "好"; activeFocusOnTab: false } PushButton { y: 200; text: "不好" }',
    ),
    Defect(
        "out of order",
        "keys",
        "goes back",
        'PushButton { y: 400; text: "三" } PushButton { y: 200; text: "二" } PushButton { text: "一" }',
    ),
    Defect(
        "trap",
        "keys",
        "does not come",
        'PushButton { id: one; text: "一"; KeyNavigation.tab: two } PushButton { id: two; y: 200; text: "二"; KeyNavigation.tab: one } PushButton { y: 400; text: "三" }',
    ),
    Defect(
        "out of sight",
        "keys",
        "not in sight",
        """Flickable { width: 600; height: 200; clip: true; contentHeight: 900
            PushButton { text: "一" } PushButton { y: 600; text: "二" } }""",
    ),
    Defect(
        "covered ring",
        "ring",
        "points of its focus ring",
        """Item { x: 60; y: 60; width: 200; height: 100; clip: true; PushButton { anchors.fill: parent; text: "好" } }""",
    ),
    Defect(
        "pale ring",
        "ring",
        "points of its focus ring",
        'Rectangle { width: 600; height: 400; color: Theme.color.info } PushButton { x: 60; y: 60; text: "好" }',
    ),
)

FLASHING = (
    HEAD
    + """
    Rectangle {
        id: lamp
        width: 400; height: 400
        color: on ? "#ffffff" : "#202020"
        property bool on: false
        Timer { interval: 90; repeat: true; running: true; onTriggered: lamp.on = !lamp.on }
    }
"""
    + TAIL
)

STEADY = (
    HEAD
    + """
    Rectangle {
        id: lamp
        width: 400; height: 400
        color: on ? "#ffffff" : "#202020"
        property bool on: false
        Timer { interval: 700; repeat: true; running: true; onTriggered: lamp.on = !lamp.on }
    }
"""
    + TAIL
)
