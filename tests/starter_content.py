"""The starter content in a ``content.db``, as an agent would have filled it, without publishing and fetching it."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

import msgspec

from data.content_store import ContentStore
from data.search_index import index_slice
from kiosk.domain.content import Kind
from sync.protocol.package import Line
from sync.publisher.checking import check_sources
from tests.content_filling import fill

STARTER = Path(__file__).parents[1] / "data" / "starter"
PUBLISHED = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)
"""A Tuesday morning in Guangzhou; recurring activities are expanded from it."""


@functools.cache
def starter_lines() -> dict[str, list[Line]]:
    """Every record of the starter content by scope, but for the scope tree, which nobody searches."""
    lines: dict[str, list[Line]] = {}
    for draft in check_sources(STARTER, now=PUBLISHED).drafts:
        if draft.kind is Kind.DIVISION:
            continue
        line = Line(
            id=draft.id,
            kind=draft.kind.value,
            valid_from=draft.valid_from,
            expires_on=draft.expires_on,
            verified_on=draft.verified_on,
            hides=draft.hides,
            body=msgspec.Raw(msgspec.json.encode(draft.body)),
        )
        lines.setdefault(draft.scope, []).append(line)
    return lines


def fill_with_starter(path: Path) -> None:
    """Make ``path`` a content store that holds the starter content, indexed."""
    with ContentStore(path) as store:
        fill(store, starter_lines())
        while index_slice(store):
            pass
