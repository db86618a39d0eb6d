"""What a rule found wrong on a screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it is and in which setting it was seen."""

    rule: str
    stop: str
    setting: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.stop} ({self.setting}) {self.place}: {self.what}"
