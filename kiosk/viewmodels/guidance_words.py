"""What is said of a stop, and of a page one comes to: names, states and hints in the interface's words (DESIGN-SYSTEM 4, **S**)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import qtTrId
from PySide6.QtGui import QAccessible

from kiosk.domain.spoken import sentences
from kiosk.usecases.speech import Pace
from kiosk.viewmodels.check_glue import filled
from kiosk.viewmodels.stops import Kind, Stop

_SHORT = 1
"""Names of keys: where one is among its kind says nothing."""


def said_of(stop: Stop, others: Sequence[Stop], *, asked: bool) -> list[str]:
    """What is said on coming to a stop; ``asked``: she wants all of it, what is hers too."""
    if stop.kind is Kind.TEXT:
        if stop.personal and not asked:
            return [qtTrId("aloud.personal")]
        return [sentence for text in stop.texts for sentence in sentences(text)]
    if stop.kind is Kind.FIELD:
        return [stop.texts[0], stop.word("text") or qtTrId("aloud.empty") if asked else qtTrId("aloud.field")]
    said = [name_of(stop, asked=asked), state_of(stop), place_of(stop, others)]
    if stop.personal and not asked:
        said.append(qtTrId("aloud.personal"))
    hint = stop.word("hint")
    if hint and (asked or stop.flag("blocked")):
        said.append(hint)
    return [part for part in said if part]


def name_of(stop: Stop, *, asked: bool) -> str:
    """The name of what can be pressed; where it tells of a person, only what it is for."""
    if stop.personal and not asked:
        return stop.word("discreet")
    return stop.word("name")


def state_of(stop: Stop) -> str:
    """已选, 没选, 现在按不了, 按钮: whatever its name does not say itself."""
    name = stop.word("name")
    if stop.flag("blocked"):
        return qtTrId("aloud.blocked")
    if stop.flag("checkable"):
        if any(word in name for word in (qtTrId("toggle.on"), qtTrId("toggle.off"))):
            return ""
        if stop.flag("checked"):
            return qtTrId("aloud.chosen")
        return qtTrId("aloud.unchosen") if stop.role is QAccessible.Role.CheckBox else ""
    return "" if len(name) <= _SHORT else qtTrId("aloud.button")


def place_of(stop: Stop, others: Sequence[Stop]) -> str:
    """第 2 个，共 5 个, where there is more than one of its kind and the name does not say it."""
    group = [other.item for other in others if other.step.group == stop.step.group]
    place = (
        filled(qtTrId("aloud.place"), str(group.index(stop.item) + 1), str(len(group))) if stop.item in group else ""
    )
    if len(group) < 2 or len(stop.word("name")) <= _SHORT or place in stop.word("name"):
        return ""
    return place


def result_of(stop: Stop, name_before: str) -> str:
    """What pressing it has changed about itself, "" where nothing."""
    name = stop.word("name")
    if name != name_before and not stop.personal:
        return name
    if not stop.flag("checkable"):
        return ""
    return qtTrId("aloud.chosen") if stop.flag("checked") else qtTrId("aloud.unchosen")


def page_said(title: str, count: int) -> list[str]:
    """On coming to a page: what it is, and how many things there are to press (0: not said)."""
    return [*sentences(title), *([filled(qtTrId("aloud.count", count), str(count))] if count else [])]


def where_said(title: str, at: int, count: int) -> list[str]:
    """Where she is, and what the keys do."""
    return [filled(qtTrId("aloud.where"), title, str(at + 1), str(count)), qtTrId("aloud.keys")]


def pace_said(pace: Pace) -> str:
    """How fast it goes now."""
    words = {Pace.SLOW: qtTrId("read.pace.slow"), Pace.NORMAL: qtTrId("read.pace.normal")}
    return words.get(pace, qtTrId("read.pace.fast"))


def loudness_said(volume: int, loudest: int) -> str:
    """How loud it is now."""
    return filled(qtTrId("read.volume.said"), str(volume), str(loudest))


def left_said(seconds: int, *, in_all: int, form: bool) -> list[str]:
    """您还在吗 and what happens when nobody answers; later only how long there still is."""
    if seconds < in_all:
        return [filled(qtTrId("aloud.left", seconds), str(seconds))]
    line = qtTrId("visit.line.form") if form else qtTrId("visit.line")
    return [qtTrId("visit.title"), filled(line, str(seconds)), qtTrId("aloud.any_key")]
