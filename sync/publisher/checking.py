"""The whole check: a sources folder → drafts, or every problem at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from pathlib import Path

from msgspec import Struct, structs

from data.words import say
from kiosk.domain.content import Activity, Kind, RuleSet
from kiosk.domain.errors import WorldError
from sync.publisher.drafts import Draft, Reading, read_item
from sync.publisher.problems import Problem, RejectedSourcesError, fault
from sync.publisher.reader import Sources, read_sources
from sync.publisher.references import cross_problems
from sync.publisher.ruleset_gate import gate
from sync.publisher.shelf import ImageShelf

ICONS_FOLDER = Path(__file__).parents[2] / "assets" / "icons" / "duotone"
"""The icons terminals have, one SVG a name."""

CITY_ZONE = dt.timezone(dt.timedelta(hours=8))
"""Guangzhou: UTC+8 the year round."""


class CheckedSources(Struct, frozen=True):
    """Sources without a fault.

    Args:
        drafts: records to publish, ordered by scope and id.
        items: how many items the sources hold.
        shelf: the pictures among them.
        notices: what an editor should look at although nothing is wrong.
    """

    drafts: tuple[Draft, ...]
    items: int
    shelf: ImageShelf
    notices: tuple[Problem, ...] = ()


def city_day(now: dt.datetime) -> dt.date:
    """Calendar date in the city at ``now`` (aware)."""
    if now.tzinfo is None:
        raise ValueError("now must carry its zone")
    return now.astimezone(CITY_ZONE).date()


def check_sources(
    folder: Path,
    *,
    now: dt.datetime,
    shelf: ImageShelf | None = None,
    icons_folder: Path = ICONS_FOLDER,
    roles: Set[str] | None = None,
    also: Sequence[Path] = (),
) -> CheckedSources:
    """Read and check everything.

    Args:
        folder: the sources.
        now: present time, aware; decides which dates recurring activities get.
        shelf: pictures of the last publication; without it every picture is encoded.
        icons_folder: where the icons of terminals lie.
        roles: districts that can be signed for; None leaves that unchecked.
        also: further folders of sources, where they exist (records the platform itself makes: its keys).

    Raises:
        RejectedSourcesError: something is wrong; it holds every problem.
        WorldError: there is no such folder, or no icons.
    """
    shelf = shelf if shelf is not None else ImageShelf({}, is_ready=lambda _: False)
    icons = frozenset(path.stem for path in icons_folder.glob("*.svg"))
    if not icons:
        raise WorldError("publisher.no_icons", path=icons_folder)
    today = city_day(now)
    sources = read_sources(folder)
    own_files = list(sources.images)
    made_here = set()
    for more in (read_sources(other) for other in also if other.is_dir()):
        sources.items.extend(more.items)
        sources.problems.extend(more.problems)
        sources.images.update(more.images)
        made_here |= {item.file.name for item in more.items}
    readings = [read_item(item, sources=sources, shelf=shelf, today=today) for item in sources.items]
    problems = [*sources.problems, *_unused_images(sources, own_files)]
    problems += [reading.item.file.problem(f) for reading in readings for f in reading.findings.faults]
    notices: list[Problem] = []
    for reading in readings:
        faults, said = _rules(reading, today)
        problems += faults
        notices += [*said, *_maybe_sensitive(reading)]
    if not sources.items and not problems:
        raise WorldError("publisher.nothing_here", path=folder)
    problems += cross_problems(readings, icons=icons, roles=roles, unread=sources.unread)
    if problems:
        # What is wrong with our own records only because the rest is (a division missing) would distract.
        raise RejectedSourcesError([p for p in problems if p.file not in made_here] or problems)
    drafts = sorted((d for r in readings for d in r.drafts), key=lambda d: (d.scope, d.id))
    return CheckedSources(tuple(drafts), len(sources.items), shelf, tuple(notices))


def _rules(reading: Reading, today: dt.date) -> tuple[list[Problem], list[Problem]]:
    """What the gate of rule sets says of an item; nothing for other kinds."""
    at, file = reading.item.at, reading.item.file
    faults: list[Problem] = []
    notices: list[Problem] = []
    for draft in reading.drafts:
        if isinstance(draft.body, RuleSet):
            found = gate(draft.body, today=today)
            faults += [file.problem(structs.replace(f, path=(*at, *f.path))) for f in found.faults]
            notices += [file.problem(structs.replace(f, path=(*at, *f.path))) for f in found.notices]
    return faults, notices


def _maybe_sensitive(reading: Reading) -> list[Problem]:
    """An activity that names an illness or hardship, of which nobody said whether taking part shows it.

    Unsaid means that consent is not asked on its own; that must be meant.
    """
    if "sensitive" in reading.item.fields or not reading.drafts:
        return []
    body = reading.drafts[0].body
    if not isinstance(body, Activity):
        return []
    told = [text if isinstance(text, str) else text.zh_hans for text in (body.title, body.summary, body.who)]
    found = next(
        (word for word in say("publisher.sensitive_words").split() if any(word in text for text in told)), None
    )
    if found is None:
        return []
    return [reading.item.file.problem(fault(reading.item.at, "publisher.maybe_sensitive", word=found))]


def _unused_images(sources: Sources, names: Sequence[str]) -> list[Problem]:
    """Files of editors that no record shows; the platform's own folder may be in the middle of a change."""
    used = {f"{Kind.MEDIA}/{item.fields.get('file')}" for item in sources.items if item.kind is Kind.MEDIA}
    return [Problem(name, 0, "", "publisher.unused_image") for name in names if name not in used]
