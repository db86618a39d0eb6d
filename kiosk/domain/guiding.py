"""Walking over what is on a page by ear: the next thing, and the jump past what is of one kind.

A walk knows of each thing only its group (keys of one pad, rows of one list, chips of one filter) and whether a person can do something
with it. Order and groups are found by whoever looks at the page.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec import Struct

JUMP = 5
"""Things of one group that a jump passes: a hundred surnames are not walked one by one."""


class Step(Struct, frozen=True):
    """One thing to stop at. ``text``: it only says something; ``head``: it says what comes next."""

    group: Hashable
    text: bool = False
    head: bool = False


def stepped(count: int, at: int, by: int) -> int:
    """The next (``by`` 1) or previous (-1) of ``count``, around the end; from nowhere (-1) the first or the last."""
    if count == 0:
        return -1
    if at < 0:
        return 0 if by > 0 else count - 1
    return (at + by) % count


def jumped(steps: Sequence[Step], at: int, by: int) -> int:
    """Past the group that ``at`` is in, at most ``JUMP`` of one group; texts that head nothing are passed too.

    Backwards it comes to the beginning of a group, so that what was jumped over can be walked.
    """
    count = len(steps)
    if count == 0 or at < 0:
        return stepped(count, at, by)
    group = steps[at].group
    last = at
    for far in range(1, count):
        here = (at + by * far) % count
        if steps[here].group == group:
            last = here
            if far == JUMP:
                return here
        elif steps[here].text and not steps[here].head:
            continue
        else:
            return here if by > 0 else _beginning(steps, here, at)
    return last


def _beginning(steps: Sequence[Step], at: int, stop: int) -> int:
    """First of the group that ends at ``at``, at most ``JUMP`` before it."""
    count = len(steps)
    for _ in range(JUMP):
        before = (at - 1) % count
        if before == stop or steps[before].group != steps[at].group:
            break
        at = before
    return at
