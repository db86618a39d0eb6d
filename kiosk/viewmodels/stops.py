"""What can be stopped at on the screen by ear or by keys, in reading order: things to press, fields, and texts between them.

Taken from what a screen reader is told (``Accessible``), so that a new page is walked without doing anything. Texts that follow each
other are one stop up to ``LONG`` characters; a heading begins a new one, and so does what a page reports of
itself. Where a sheet or a dialog is up (``modal: true``), there is nothing else. ``walked: false`` on an item leaves it out by ear.
Where the keys go, and what is said, is decided by ``guidance``.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from kiosk.domain.guiding import Step

_OWN_TYPE = re.compile(r"_QML_\d+$")
"""QML's name of a type that only one place has: a component with a property of its own there."""

LONG = 160
"""Characters of text that are said before one has to go on."""

_LEAVES = frozenset(
    {
        QAccessible.Role.StaticText,
        QAccessible.Role.Heading,
        QAccessible.Role.Notification,
        QAccessible.Role.AlertMessage,
        QAccessible.Role.ProgressBar,
        QAccessible.Role.Indicator,
        QAccessible.Role.Graphic,
        QAccessible.Role.ListItem,
        QAccessible.Role.Cell,
    }
)
"""What says itself in its name: texts inside it are not said again."""


class Kind(enum.Enum):
    """What a stop is for."""

    TEXT = enum.auto()
    PRESS = enum.auto()
    FIELD = enum.auto()


@dataclass
class Stop:
    """One place to stop. ``items``: what shows it; the first has the keys."""

    kind: Kind
    items: list[QQuickItem]
    texts: list[str]
    role: QAccessible.Role
    personal: bool = False
    heading: bool = False
    step: Step = field(default_factory=lambda: Step(group=""))

    @property
    def item(self) -> QQuickItem:
        """What has the keys."""
        return self.items[0]

    @property
    def there(self) -> bool:
        """Whether it can still be seen."""
        return shiboken6.isValid(self.item) and self.item.isVisible()

    def within(self, name: str) -> bool:
        """Whether anything around it, or itself, has this property."""
        around: QQuickItem | None = self.item
        while around is not None:
            if around.property(name) is True:
                return True
            around = around.parentItem()
        return False

    def flag(self, name: str) -> bool:
        """A property of what is pressed."""
        return self.item.property(name) is True

    def word(self, name: str) -> str:
        """A text property of what is pressed."""
        return str(self.item.property(name) or "")


@dataclass(frozen=True)
class _Told:
    """What is inherited on the way down."""

    heard: bool
    texts: bool
    personal: bool = False


def modal(root: QQuickItem) -> QQuickItem | None:
    """The sheet or dialog that lies on top, if one is up."""
    found = None
    for item in root.childItems():
        if item.isVisible():
            found = item if item.property("modal") is True else modal(item) or found
    return found


def is_press(item: QQuickItem) -> bool:
    """Whether this is something to press."""
    return item.property("checkable") is not None and bool(item.property("name"))


def stops(root: QQuickItem, *, texts: bool) -> list[Stop]:
    """Everything below ``root``; without ``texts`` only what can be pressed or filled in."""
    found: list[Stop] = []
    for stop in _walk(root, _Told(heard=texts, texts=texts)):
        last = found[-1] if found else None
        if stop.kind is Kind.TEXT and last is not None and _continues(last, stop):
            last.items += stop.items
            last.texts += stop.texts
        else:
            found.append(stop)
    for stop in found:
        stop.step = _step(stop)
    return found


def _continues(last: Stop, stop: Stop) -> bool:
    return (
        last.kind is Kind.TEXT
        and not stop.heading
        and stop.role is not QAccessible.Role.AlertMessage
        and last.personal == stop.personal
        and sum(map(len, last.texts)) + len(stop.texts[0]) <= LONG
    )


def _step(stop: Stop) -> Step:
    if stop.kind is Kind.TEXT:
        return Step(group=("text", id(stop.item)), text=True, head=stop.heading)
    parent = stop.item.parentItem()
    return Step(group=(shiboken6.getCppPointer(parent)[0] if parent else 0, _OWN_TYPE.sub("", made_of(stop.item))))


def made_of(item: QQuickItem) -> str:
    """The name of an item's type as QML has it.

    PySide keeps a QMetaObject it has handed out for as long as the item's wrapper, by its address. QML frees its own ones earlier, and
    whatever comes to lie at that address is then taken for a QMetaObject: so it is let go of at once.
    """
    meta = item.metaObject()
    name = meta.className()
    shiboken6.invalidate(meta)
    return name


def _walk(item: QQuickItem, told: _Told) -> Iterator[Stop]:
    if not item.isVisible() or (told.heard and item.property("walked") is False):
        return
    if item.property("personal") is True:
        told = replace(told, personal=True)
    if is_press(item):
        if item.isEnabled():
            yield Stop(Kind.PRESS, [item], [str(item.property("name"))], _role(item), personal=_is_hers(item))
        return
    if item.inherits("QQuickTextInput"):
        interface = QAccessible.queryAccessibleInterface(item)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        yield Stop(Kind.FIELD, [item], [name], QAccessible.Role.EditableText, personal=True)
        return
    if told.texts:
        said = _said(item)
        if said is not None:
            role, text = said
            heading = role is QAccessible.Role.Heading
            yield Stop(Kind.TEXT, [item], [text], role, personal=told.personal, heading=heading)
            told = replace(told, texts=False)
    for child in item.childItems():
        yield from _walk(child, told)


def _is_hers(item: QQuickItem) -> bool:
    """Whether the name of something to press tells of a person: a button on a page that is all hers says only what it does."""
    parent: QQuickItem | None = item.parentItem()
    around = parent.parentItem() if parent is not None and parent.inherits("QQuickLoader") else None
    return any(each is not None and each.property("personal") is True for each in (item, around))


def _said(item: QQuickItem) -> tuple[QAccessible.Role, str] | None:
    """What an item says by itself, if anything."""
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(item)
    if interface is None:
        return None
    role = interface.role()
    if role not in _LEAVES:
        return None
    name = interface.text(QAccessible.Text.Name).strip()
    return (role, name) if any(character.isalnum() for character in name) else None


def _role(item: QQuickItem) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.role() if interface is not None else QAccessible.Role.Button
