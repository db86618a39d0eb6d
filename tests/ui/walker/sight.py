"""One look at the screen: what is on it and where, and two pictures of it, with its letters and without them.

Not here: whether that is right (``rules_*``).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.app.ui import KioskUi
from tests.ui.walker.settings import Setting

LOOKER = Path(__file__).with_name("Looker.qml")
ICON_FAMILY = "Phosphor"
STATIC = QAccessible.Role.StaticText.value


@dataclass(frozen=True)
class Box:
    """A rectangle of the screen, in px."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def grown(self, by: float, down: float | None = None) -> Box:
        """The same, so much larger on every side (and by another measure above and below)."""
        down = by if down is None else down
        return Box(self.x - by, self.y - down, self.width + 2 * by, self.height + 2 * down)

    def holds(self, other: Box, slack: float = 1.5) -> bool:
        """Whether the other one lies inside."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def common(self, other: Box) -> Box:
        """What both have; of no size where they only touch."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Box(x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y))

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0


@dataclass(frozen=True)
class Node:
    """One item of the screen. ``raw`` holds what only its kind has."""

    index: int
    kind: str
    box: Box
    clip: Box
    press: int
    flick: int
    path: str
    raw: dict[str, Any]

    @property
    def is_icon(self) -> bool:
        return self.kind == "text" and str(self.raw["family"]).startswith(ICON_FAMILY)

    @property
    def is_words(self) -> bool:
        """A text that people read."""
        return self.kind == "text" and not self.is_icon and bool(self.text.strip())

    @property
    def text(self) -> str:
        return str(self.raw.get("text", ""))

    @property
    def name(self) -> str:
        return str(self.raw.get("name", ""))

    @property
    def seen(self) -> Box:
        """What is not cut off of it."""
        return self.box.common(self.clip)

    @property
    def painted(self) -> Box:
        """Where its letters are."""
        return Box(*self.raw["painted"])

    @property
    def ink(self) -> Box:
        """Where its letters are, without what the line height leaves above and below them."""
        box = self.painted
        spare = max(
            0.0, (float(self.raw["contentHeight"]) / max(1, int(self.raw["lines"])) - float(self.raw["px"])) / 2
        )
        return box.grown(0, -min(spare, box.height / 2 - 1))

    @property
    def place(self) -> str:
        """The end of its path: what a person looks for in the sources."""
        return "/".join(self.path.split("/")[-4:])


class Picture:
    """The pixels of one grab."""

    def __init__(self, image: QImage) -> None:
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self.width, self.height = image.width(), image.height()

    def colours(self, box: Box, every: int = 1) -> Counter[int]:
        """How often each colour occurs inside, counting one pixel of ``every``."""
        x, y = max(0, round(box.x)), max(0, round(box.y))
        width, height = min(self.width, round(box.right)) - x, min(self.height, round(box.bottom)) - y
        if width <= 0 or height <= 0:
            return Counter()
        part = self._image.copy(x, y, width, height)
        return Counter(memoryview(part.constBits()).cast("I")[::every])

    def at(self, x: float, y: float) -> int | None:
        """The colour of one pixel; nothing outside."""
        column, row = round(x), round(y)
        if not (0 <= column < self.width and 0 <= row < self.height):
            return None
        return self._image.pixel(column, row)

    @property
    def image(self) -> QImage:
        return self._image


@dataclass
class Sight:
    """What was seen in one look."""

    stop: str
    setting: Setting
    mm: float
    nodes: list[Node]
    picture: Picture
    bare: Picture
    looker: Any
    ui: KioskUi
    layers: tuple[str, ...] = ()
    _items: dict[int, QQuickItem] = field(default_factory=dict)

    @property
    def window(self) -> Box:
        return Box(0, 0, self.picture.width, self.picture.height)

    @property
    def presses(self) -> list[Node]:
        return [
            node for node in self.nodes if node.kind == "press" and not node.box.empty and node.raw["role"] != STATIC
        ]

    @property
    def rows_that_say(self) -> list[Node]:
        """Rows that are built like a button and lead nowhere: they only say something."""
        return [
            node for node in self.nodes if node.kind == "press" and not node.box.empty and node.raw["role"] == STATIC
        ]

    @property
    def words(self) -> list[Node]:
        return [node for node in self.nodes if node.is_words and not node.box.empty]

    def item(self, node: Node) -> QQuickItem:
        """The item itself."""
        self.looker.choose(node.index)
        return self.looker.property("chosen")  # type: ignore[no-any-return]

    def in_view(self, node: Node) -> bool:
        """Whether all of it can be seen: what is clipped may be scrolled to, what lies outside cannot."""
        return node.clip.holds(node.box) and self.window.holds(node.box)

    def inside(self, press: Node) -> list[Node]:
        """Words that are drawn in a thing to press: its own, and what lies wholly in it and in no other."""
        own = [node for node in self.words if node.press == press.index]
        if not self.in_view(press):
            return own
        return own + [
            node
            for node in self.words
            if node.press == -1 and node.flick == press.flick and not node.seen.empty and press.box.holds(node.ink, 0)
        ]


class Looker:
    """Looks at one window."""

    def __init__(self, ui: KioskUi) -> None:
        self._ui = ui
        component = QQmlComponent(ui.engine, QUrl.fromLocalFile(str(LOOKER)))
        self._looker: Any = component.create()
        assert self._looker is not None, component.errorString()
        self._looker.setParent(ui.engine)

    def rest(self) -> None:
        """Take the keys from what still has them from the page before: nobody has pressed one on this page."""
        holder = self._ui.window.activeFocusItem()
        if holder is not None and holder.property("ringGap") is not None:
            self._ui.window.property("pageItem").forceActiveFocus()

    def look(self, stop: str, setting: Setting, *, mm: float, layers: tuple[str, ...] = ()) -> Sight:
        """Look at the whole window, or at one layer of it: what a sheet or a question lies on cannot be reached."""
        window = self._ui.window
        raw: list[dict[str, Any]] = json.loads(self._looker.look(window.contentItem()))
        nodes = [
            Node(
                index,
                node["kind"],
                Box(*node["box"]),
                Box(*node["clip"]),
                node["press"],
                node["flick"],
                node["path"],
                node,
            )
            for index, node in enumerate(raw)
            if not layers or any(layer in node["path"] for layer in layers)
        ]
        picture = Picture(window.grabWindow())
        self._looker.hide()
        bare = Picture(window.grabWindow())
        self._looker.show()
        return Sight(stop, setting, mm, nodes, picture, bare, self._looker, self._ui, layers)
