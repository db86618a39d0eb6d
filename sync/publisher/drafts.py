"""Raw items → drafts: typed bodies with their envelopes, and every fault on the way.

A draft is a record before it has a revision. Here a recurring activity becomes several drafts, cited sources are
written out, and pictures are measured. What needs other records is ``references``; what needs earlier publications is
``compiler``.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path as FilePath

import msgspec
from msgspec import Struct

from kiosk.domain.content import BODY_TYPES, Activity, Body, Kind, RecordId, ScopeCode
from kiosk.domain.errors import WorldError
from sync.protocol.pmtiles import PACK_MAX_BYTES
from sync.protocol.voice_pack import PACK_MAX_BYTES as VOICE_MAX_BYTES
from sync.publisher import recurrence
from sync.publisher.problems import Path, fault
from sync.publisher.reader import IMAGE_MAX_BYTES, PACK_SUFFIX, SOURCES_FILE, VOICE_SUFFIX, Item, Sources, read_regular
from sync.publisher.rules import envelope_faults, record_faults
from sync.publisher.shelf import ImageShelf
from sync.publisher.structure import Findings, check_structure
from sync.publisher.yaml_source import Value


class Envelope(Struct, frozen=True, kw_only=True):
    """The fields of an item that are not its body."""

    id: RecordId
    scope: ScopeCode
    verified_on: dt.date
    valid_from: dt.date | None = None
    expires_on: dt.date | None = None
    hides: bool = False


ENVELOPE_FIELDS = Envelope.__struct_fields__
FILLED_MEDIA = ("blob", "mime", "width", "height", "size_bytes", "voice")
FILLED_MAP = ("tile_px", "min_zoom", "max_zoom", "west", "south", "east", "north")


class Draft(Struct, frozen=True, kw_only=True):
    """A record to be published; ``body`` is None where it hides one of a higher scope."""

    kind: Kind
    id: str
    scope: str
    verified_on: dt.date
    valid_from: dt.date | None
    expires_on: dt.date | None
    hides: bool
    body: Body | None


class Reading(Struct, frozen=True, kw_only=True):
    """One item after everything that can be said about it alone.

    Args:
        item: as it was written.
        id: its id, None where that is not one.
        scope: its scope, None where that is not one.
        hides: whether it hides.
        drafts: the records it gives; empty where it has faults.
        findings: its faults, and what it needs from others.
    """

    item: Item
    id: str | None
    scope: str | None
    hides: bool
    drafts: tuple[Draft, ...]
    findings: Findings


def read_item(item: Item, *, sources: Sources, shelf: ImageShelf, today: dt.date) -> Reading:
    """Check one item by itself and make its drafts."""
    written = {key: value for key, value in item.fields.items() if key in ENVELOPE_FIELDS}
    body = {key: value for key, value in item.fields.items() if key not in ENVELOPE_FIELDS}
    if item.kind is Kind.RULESET and "valid_from" in item.fields:
        body["valid_from"] = item.fields["valid_from"]  # rules in force and record shown begin on the same day
    found = check_structure(written, Envelope, at=item.at)
    # The id and the scope of the record itself are no references to others.
    findings = Findings(faults=found.faults, scopes=found.scopes)
    envelope = None
    if not found.faults:
        envelope = msgspec.convert(written, Envelope)
        findings.faults.extend(
            envelope_faults(
                item.kind,
                envelope.id,
                scope=envelope.scope,
                valid_from=envelope.valid_from,
                expires_on=envelope.expires_on,
                at=item.at,
            )
        )
    hides = written.get("hides") is True
    bodies: list[tuple[str, Body | None]] = []
    if hides:
        findings.faults.extend(fault((*item.at, key), "publisher.hides_has_body") for key in body)
        bodies.append(("", None))
    else:
        bodies.extend(_bodies(item, body, findings, sources=sources, shelf=shelf, today=today))
    drafts: list[Draft] = []
    if envelope is not None and not findings.faults:
        drafts = [_draft(item.kind, envelope, suffix, filled) for suffix, filled in bodies]
    return Reading(
        item=item,
        id=_good(written.get("id"), findings, (*item.at, "id")),
        scope=_good(written.get("scope"), findings, (*item.at, "scope")),
        hides=hides,
        drafts=tuple(drafts),
        findings=findings,
    )


def _good(value: Value, findings: Findings, at: Path) -> str | None:
    return value if isinstance(value, str) and all(found.path != at for found in findings.faults) else None


def _draft(kind: Kind, envelope: Envelope, suffix: str, body: Body | None) -> Draft:
    expires_on = envelope.expires_on
    if isinstance(body, Activity) and expires_on is None:
        expires_on = body.ends_at.date()
    return Draft(
        kind=kind,
        id=envelope.id + suffix,
        scope=envelope.scope,
        verified_on=envelope.verified_on,
        valid_from=envelope.valid_from,
        expires_on=expires_on,
        hides=envelope.hides,
        body=body,
    )


def _bodies(
    item: Item,
    body: dict[str, Value],
    findings: Findings,
    *,
    sources: Sources,
    shelf: ImageShelf,
    today: dt.date,
) -> list[tuple[str, Body]]:
    """The bodies of one item with the suffix each gives the id; faults go to ``findings``."""
    _refuse_audio(body, item.at, findings)
    if item.kind is Kind.ACTIVITY and any(name in body for name in recurrence.FIELDS):
        dates, faults = recurrence.occurrences(body, today=today, at=item.at)
        findings.faults.extend(faults)
        kept = {k: v for k, v in body.items() if k not in recurrence.FIELDS and k not in recurrence.REPLACED}
        if not dates:  # look at the other fields all the same, with any date
            start = dt.datetime.combine(today, dt.time(9))
            dates = [recurrence.Occurrence(today, {"starts_at": start, "ends_at": start + dt.timedelta(hours=1)})]
        made = []
        for number, date in enumerate(dates):
            # All dates share their text: its faults are said once, with the first.
            into = findings if number == 0 else Findings()
            typed = _body(item, {**kept, **date.fields}, into, sources=sources)
            made += [] if typed is None else [(f".{date.day:%Y%m%d}", typed)]
        return made
    if item.kind is Kind.MEDIA:
        body = _with_image(item, body, findings, sources=sources, shelf=shelf)
    typed = _body(item, body, findings, sources=sources)
    return [] if typed is None else [("", typed)]


def _body(item: Item, body: dict[str, Value], findings: Findings, *, sources: Sources) -> Body | None:
    body_type = BODY_TYPES[item.kind]
    if item.kind is not Kind.RULESET and "sources" in body_type.__struct_fields__:  # a rule set has its own
        body = _with_sources(body, item.at, findings, sources=sources)
    found = check_structure(body, body_type, at=item.at)
    findings.faults.extend(found.faults)
    findings.references.extend(found.references)
    findings.scopes.extend(found.scopes)
    findings.icons.extend(found.icons)
    if found.faults:
        return None
    typed: Body = msgspec.convert(body, body_type)  # type: ignore[assignment]
    findings.faults.extend(record_faults(typed, item.at))
    return typed


def _refuse_audio(value: Value, at: Path, findings: Findings) -> None:
    """Clips are rendered and filled in when content is published; a hash typed by hand would point nowhere."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "audio":
                findings.faults.append(fault((*at, key), "publisher.filled_in"))
            else:
                _refuse_audio(member, (*at, key), findings)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            _refuse_audio(member, (*at, index), findings)


def _with_sources(body: dict[str, Value], at: Path, findings: Findings, *, sources: Sources) -> dict[str, Value]:
    """The body with its sources written out: those it lists, then those only its figures name."""
    wanted: dict[str, None] = {}
    listed = body.get("sources", [])
    if not isinstance(listed, list):
        findings.faults.append(fault((*at, "sources"), "publisher.want_source_ids"))
        listed = []
    named: list[tuple[Path, Value]] = [((*at, "sources", i), name) for i, name in enumerate(listed)]
    figures = body.get("figures")
    for index, figure in enumerate(figures if isinstance(figures, list) else []):
        name = figure.get("source") if isinstance(figure, dict) else None
        if isinstance(name, str):
            named.append(((*at, "figures", index, "source"), name))
    for where, source_id in named:
        if not isinstance(source_id, str):
            findings.faults.append(fault(where, "publisher.want_source_ids"))
        elif source_id not in sources.cited:
            if SOURCES_FILE in sources.unread:
                continue
            findings.faults.append(fault(where, "publisher.unknown_source", id=source_id))
        else:
            wanted[source_id] = None
    return {**body, "sources": [msgspec.to_builtins(sources.cited[name]) for name in wanted]}


def _with_image(
    item: Item, body: dict[str, Value], findings: Findings, *, sources: Sources, shelf: ImageShelf
) -> dict[str, Value]:
    """The body of a media item with what the picture says of itself in place of ``file``."""
    filled = [fault((*item.at, key), "publisher.filled_in") for key in FILLED_MEDIA if key in body]
    findings.faults.extend(filled)
    kept = {key: value for key, value in body.items() if key not in (*FILLED_MEDIA, "file")}
    # Stands in where the picture is at fault, so that the other fields are still looked at.
    blank: dict[str, Value] = {"blob": "0" * 64, "mime": "image/png", "width": 1, "height": 1, "size_bytes": 1}
    at: Path = (*item.at, "file")
    name = body.get("file")
    if name is None:
        findings.faults.append(fault(item.at, "publisher.missing", name="file"))
    elif not isinstance(name, str) or "/" in name or (key := f"{Kind.MEDIA}/{name}") not in sources.images:
        findings.faults.append(fault(at, "publisher.no_image", name=name))
    else:
        try:
            if key.endswith(PACK_SUFFIX):
                return {**kept, **_pack_fields(item, kept, findings, shelf, path=sources.images[key])}
            if key.endswith(VOICE_SUFFIX):
                return {**kept, **_voice_fields(item, kept, findings, shelf, path=sources.images[key])}
            image = shelf.take(read_regular(sources.images[key], max_bytes=IMAGE_MAX_BYTES))
        except WorldError as error:
            findings.faults.append(fault(at, error.code, **error.params))
        else:
            findings.faults.extend(fault((*item.at, "map"), "map.not_a_pack") for _ in {"map"} & kept.keys())
            return {**kept, **msgspec.to_builtins(image)}
    kept.pop("map", None)  # what it covers only the file can say
    return {**kept, **blank}


def _pack_fields(
    item: Item, body: dict[str, Value], findings: Findings, shelf: ImageShelf, *, path: FilePath
) -> dict[str, Value]:
    """What a pack of map tiles says of itself: of the file, and of what it covers."""
    pack = shelf.take_pack(read_regular(path, max_bytes=PACK_MAX_BYTES))
    written = body.get("map")
    said = dict(written) if isinstance(written, dict) else {}
    findings.faults.extend(fault((*item.at, "map", k), "publisher.filled_in") for k in FILLED_MAP if k in said)
    covers: dict[str, Value] = {name: getattr(pack, name) for name in FILLED_MAP}
    file: dict[str, Value] = {"blob": pack.blob, "mime": pack.mime, "width": pack.tile_px, "height": pack.tile_px}
    return {**file, "size_bytes": pack.size_bytes, "map": {**said, **covers}}


def _voice_fields(
    item: Item, body: dict[str, Value], findings: Findings, shelf: ImageShelf, *, path: FilePath
) -> dict[str, Value]:
    """What a pack of spoken sentences says of itself."""
    pack = shelf.take_voice(read_regular(path, max_bytes=VOICE_MAX_BYTES))
    findings.faults.extend(fault((*item.at, "map"), "map.not_a_pack") for _ in {"map"} & body.keys())
    return {"blob": pack.blob, "mime": pack.mime, "size_bytes": pack.size_bytes, "voice": {"clips": pack.clips}}
