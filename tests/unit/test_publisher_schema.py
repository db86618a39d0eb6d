"""The checked-in JSON Schema is that of the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.content import Kind
from sync.publisher.schema import content_schema, schema_text

FILE = Path(__file__).parents[2] / "data" / "schema" / "content.schema.json"


def _refs(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "$ref":
                yield member
            else:
                yield from _refs(member)
    elif isinstance(value, list):
        for member in value:
            yield from _refs(member)


def test_the_checked_in_schema_is_current() -> None:
    """Run ``kiosk-platform schema --out data/schema/content.schema.json`` after changing a structure."""
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_every_kind_is_described_and_every_reference_leads_somewhere() -> None:
    schema = content_schema()
    _, choice = schema["allOf"]
    kinds = [branch["properties"]["kind"]["const"] for branch in choice["oneOf"][:-1]]
    assert kinds == [kind.value for kind in Kind]
    names = {ref.removeprefix("#/$defs/") for ref in _refs(schema)}
    assert names <= set(schema["$defs"])
