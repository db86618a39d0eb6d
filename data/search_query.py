"""Finding in the full-text index of ``content.db``, with the driver alone. Building it is ``data.search_index``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kiosk.domain.content import Kind

SEARCHED = frozenset({Kind.BENEFIT, Kind.SERVICE, Kind.PLACE, Kind.ACTIVITY, Kind.NEWS, Kind.GUIDE})
"""Kinds a resident can find."""

HITS_MAX = 200
_WORD = re.compile(r"[\u3400-\u9fff]+|[0-9A-Za-z]+")

# Weights of title, keywords, pinyin, initials, body.
_FIND = (
    "SELECT search_doc.scope, search_doc.id FROM search_index JOIN search_doc ON search_doc.docid = search_index.rowid "
    "WHERE search_index MATCH :query ORDER BY bm25(search_index, 10.0, 8.0, 6.0, 4.0, 1.0), search_doc.id LIMIT :limit"
)


def query_of(text: str) -> str:
    """What a person typed as a full-text query: Chinese runs as phrases, letters and digits as beginnings of words.

    Empty when nothing in ``text`` can be searched for.
    """
    terms = []
    for word in _WORD.findall(text):
        terms.append('"' + " ".join(word) + '"' if not word.isascii() else f'"{word.lower()}" *')
    return " AND ".join(terms)


def find(connection: Any, text: str, shown: Mapping[str, str], *, limit: int) -> tuple[str, ...]:  # noqa: ANN401 (DB-API has no types)
    """Ids found by ``text``, the best first.

    Args:
        connection: of the driver, open on a ``content.db``.
        text: as typed.
        shown: scope of what is shown, by id; hits in a record another scope overrides do not count.
        limit: at most so many.
    """
    query = query_of(text)
    if not query:
        return ()
    rows = connection.execute(_FIND, {"query": query, "limit": HITS_MAX}).fetchall()
    return tuple(row[1] for row in rows if shown.get(row[1]) == row[0])[:limit]
