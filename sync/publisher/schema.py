"""JSON Schema of what is published: one object for each kind of record, made from ``kiosk.domain.content``.

For people and programs that read packages without this code. It describes records as terminals know them (envelope and
body); the sources an editor writes differ a little and are described in ``data/starter/README.md``.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec
from msgspec import Struct

from kiosk.domain.content import BODY_TYPES, Kind, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{name}"


def content_schema() -> dict[str, Any]:
    """The schema as a plain value; equal for equal definitions."""
    bodies: dict[Kind, type[Struct]] = BODY_TYPES
    (envelope,), components = msgspec.json.schema_components([Record[None]], ref_template=_REF)
    body_refs, definitions = msgspec.json.schema_components(list(bodies.values()), ref_template=_REF)
    record = components.pop(envelope["$ref"].rpartition("/")[2])
    record.pop("description", None)
    definitions = {**definitions, **components, "Envelope": {**record, "title": "Envelope"}}
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
    kinds = [
        {"properties": {"kind": {"const": kind.value}, "hides": {"const": False}, "body": ref}}
        for kind, ref in zip(bodies, body_refs, strict=True)
    ]
    hiding = {"properties": {"hides": {"const": True}, "body": {"type": "null"}}, "required": ["hides"]}
    record["properties"].pop("body")
    return {
        "$schema": DIALECT,
        "title": "Record",
        "allOf": [{"$ref": "#/$defs/Envelope"}, {"oneOf": [*kinds, hiding]}],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as the checked-in file holds it."""
    return json.dumps(content_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
