"""What a benchmark aims at: said as met or MISSED at its end, judged only with ``--strict``.

A busy machine misses what a quiet one meets, so a miss alone is no failure: whoever wants to judge asks for it.
"""

from __future__ import annotations

import sys

STRICT = "--strict"


def arguments() -> list[str]:
    """What the benchmark was called with, without ``--strict``."""
    return [argument for argument in sys.argv[1:] if argument != STRICT]


class Aims:
    """The aims of one benchmark, each measured once."""

    def __init__(self) -> None:
        self._said: list[tuple[bool, str]] = []

    def at_most(self, what: str, measured: float, aim: float) -> None:
        """``what`` was ``measured`` and is to be ``aim`` or less."""
        self._said.append((measured <= aim, f"{what} {measured:,.2f}, at most {aim:g}"))

    def at_least(self, what: str, measured: float, aim: float) -> None:
        """``what`` was ``measured`` and is to be ``aim`` or more."""
        self._said.append((measured >= aim, f"{what} {measured:,.2f}, at least {aim:g}"))

    def conclude(self) -> None:
        """Say which were met.

        Raises:
            SystemExit: one was missed, and the benchmark was called with ``--strict``.
        """
        for met, words in self._said:
            print(f"aim: {words}: {'met' if met else 'MISSED'}")
        if STRICT in sys.argv[1:] and not all(met for met, _ in self._said):
            sys.exit(1)
