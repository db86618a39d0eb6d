"""Pinyin with a slip in it: one wrong letter, or sounds that people in Guangdong do not tell apart.

Not here: characters and their pinyin (the index has it), ranking (``kiosk.domain.finding``).
"""

from __future__ import annotations

import re
from typing import Final, Literal

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
TOKEN_LETTERS: Final = 12
"""Letters of a query the index is asked for: any six syllables have at least so many, but for a few vowels."""
GUESSED_LETTERS: Final = 2 * TOKEN_LETTERS
"""Letters of a query in which slips are looked for: the ways to break a row of letters double with every few of them."""

# A little more than the 410 syllables of Mandarin: for what cannot be one at all.
_SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|er|ia|ie|iu|ua|ui|uo|ue|ve|a|o|e|i|u|v))"
)
_SPELLED = re.compile(f"{_SYLLABLE}*(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?")
_BREAKS = re.compile(f"{_SYLLABLE}|zh|ch|sh|[a-z]")
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("l", "n"))
_ALIKE_MOST: Final = 24


def initials_of(letters: str) -> str:
    """First letters of the syllables ``letters`` seem to be made of: ``dbaoj`` gives ``dbj``."""
    return "".join(piece[0] for piece in _BREAKS.findall(letters))


def alike(letters: str) -> list[str]:
    """Other spellings of what is spoken alike here (``zangzhe`` for ``zhangzhe``, ``naoren`` for ``laoren``)."""
    found = {letters}
    for one, other in _ALIKE:
        for word in list(found):
            found |= _exchanged(word, one, other) | _exchanged(word, other, one)
            if len(found) > _ALIKE_MOST:
                return sorted(found - {letters})
    return sorted(found - {letters})


def _exchanged(word: str, one: str, other: str) -> set[str]:
    starts = (found.start() for found in re.finditer(one, word))
    changed = {word[:at] + other + word[at + len(one) :] for at in starts}
    if len(changed) > 1:
        changed.add(word.replace(one, other))
    return {word for word in changed if _SPELLED.fullmatch(word)}


def misspelled(letters: str) -> list[str]:
    """Everything ``letters`` may have been meant to be with one letter changed, added, left out or exchanged.

    Only what can be pinyin, its last syllable perhaps unfinished.
    """
    found: set[str] = set()
    for at in range(len(letters) + 1):
        before, after = letters[:at], letters[at:]
        found.update(before + letter + after for letter in LETTERS)
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    found.discard(letters)
    return sorted(word for word in found if word and _SPELLED.fullmatch(word))


def slip(typed: str, spelled: str, *, sound: str | None = None) -> Literal["alike", "wrong"] | None:
    """Whether ``typed`` is the beginning of ``spelled`` but for a slip.

    Args:
        typed: letters.
        spelled: whole syllables.
        sound: ``folded(typed)``, where it is known already.

    Returns:
        ``alike`` where only sounds spoken alike differ, ``wrong`` for one wrong letter, None for more than that.
    """
    # Two letters become one at most: what comes later cannot matter.
    if folded(spelled[: 2 * len(typed) + 4]).startswith(folded(typed) if sound is None else sound):
        return "alike"
    return "wrong" if _one_off(typed, spelled) else None


def folded(letters: str) -> str:
    """Letters with sounds that are spoken alike here written alike."""
    for one, other in _ALIKE:
        letters = letters.replace(one, other)
    return letters


def _one_off(typed: str, spelled: str) -> bool:
    same = 0
    for ours, theirs in zip(typed, spelled, strict=False):
        if ours != theirs:
            break
        same += 1
    rest, right = typed[same:], spelled[same:]
    if not rest:
        return False
    return (
        right.startswith(rest[1:])  # one too many
        or right[1:].startswith(rest[1:])  # another one
        or right[1:].startswith(rest)  # one missing
        or (len(rest) > 1 and len(right) > 1 and rest[:2] == right[1::-1] and right[2:].startswith(rest[2:]))
    )
