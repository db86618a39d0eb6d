"""What the keys of a small keypad do: the one table. Five keys are enough for everything; a plain keyboard's arrows do the same.

Keys are named as Qt names them, without ``Key_``; with NumLock off a pad sends the names of arrows. Digits of the upper row are not the
pad's: they are typed. Which event it was, and what an act does to the screen, is not decided here.
"""

from __future__ import annotations

import enum


class Act(enum.Enum):
    """What somebody without a screen wants."""

    PREVIOUS = enum.auto()
    NEXT = enum.auto()
    JUMP_BACK = enum.auto()
    JUMP = enum.auto()
    MAIN = enum.auto()
    OK = enum.auto()
    BACK = enum.auto()
    AGAIN = enum.auto()
    LOUDER = enum.auto()
    QUIETER = enum.auto()
    FASTER = enum.auto()
    SLOWER = enum.auto()


class Typing(enum.Enum):
    """Whether a field that takes letters has the keys."""

    NO = enum.auto()
    EMPTY = enum.auto()
    TEXT = enum.auto()


_PAD = {
    Act.PREVIOUS: ("8", "Up"),
    Act.NEXT: ("2", "Down"),
    Act.JUMP_BACK: ("9", "PageUp"),
    Act.JUMP: ("6", "Right", "3", "PageDown"),
    Act.MAIN: ("1", "End"),
    Act.OK: ("5", "Clear", "Enter", "Return"),
    Act.BACK: ("4", "Left", "Backspace"),
    Act.AGAIN: ("0", "Insert", "Period", "Comma", "Delete"),
    Act.LOUDER: ("Plus",),
    Act.QUIETER: ("Minus",),
    Act.FASTER: ("Asterisk",),
    Act.SLOWER: ("Slash",),
}
_PLAIN = {
    Act.PREVIOUS: ("Up",),
    Act.NEXT: ("Down",),
    Act.JUMP_BACK: ("PageUp",),
    Act.JUMP: ("Right", "PageDown"),
    Act.MAIN: ("End",),
    Act.OK: ("Return", "Enter"),
    Act.BACK: ("Left", "Backspace", "Escape"),
    Act.AGAIN: ("Insert", "Period"),
    Act.LOUDER: ("Plus", "Equal", "VolumeUp"),
    Act.QUIETER: ("Minus", "VolumeDown"),
    Act.FASTER: ("Asterisk",),
    Act.SLOWER: ("Slash",),
}
_ON_THE_PAD = {key: act for act, keys in _PAD.items() for key in keys}
_ELSEWHERE = {key: act for act, keys in _PLAIN.items() for key in keys}
_LEAVES_A_FIELD = frozenset({"Up", "Down", "PageUp", "PageDown", "Escape", "Insert", "VolumeUp", "VolumeDown"})
_HELD = {Act.PREVIOUS: Act.JUMP_BACK, Act.NEXT: Act.JUMP, Act.OK: Act.MAIN}
_REPEATED = frozenset({Act.MAIN, Act.JUMP, Act.JUMP_BACK, Act.LOUDER, Act.QUIETER, Act.FASTER, Act.SLOWER})


def act_of(key: str, *, pad: bool, typing: Typing = Typing.NO) -> Act | None:
    """What a key does, or None where it belongs to whatever has the keys.

    A pad always moves: nobody can be caught in a field. Of a plain keyboard a field keeps what one types with; an empty one lets
    Backspace go back.
    """
    if pad:
        return _ON_THE_PAD.get(key)
    if typing is not Typing.NO and key not in _LEAVES_A_FIELD:
        return Act.BACK if key == "Backspace" and typing is Typing.EMPTY else None
    return _ELSEWHERE.get(key)


def held(act: Act) -> Act | None:
    """What a key does while it is held down: previous and next become jumps, OK leads to the one button the page is for."""
    turned = _HELD.get(act, act)
    return turned if turned in _REPEATED else None
