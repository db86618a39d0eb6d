"""One YAML file → plain values and the line each stands on.

The accepted language is the part of YAML a person needs: mappings, lists, strings, whole and decimal numbers,
true/false, null, dates. Refused: anchors and aliases (a small file can unfold to gigabytes), tags, merge keys,
duplicate keys, several documents, deep nesting. Unlike YAML 1.1, ``off`` and ``yes`` are words, ``09:30`` is not a
number of minutes, and ``0760`` is not an octal number: all stay strings.

The tree is built from libyaml's events instead of its own composer: that one recurses in C and crashes the process on
a file of some ten thousand brackets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import cast

import yaml
from msgspec import Struct

from sync.publisher.problems import Fault, Path, fault

DEPTH_MAX = 12

Value = None | bool | int | float | str | dt.date | dt.datetime | list["Value"] | dict[str, "Value"]
"""What a source may hold. ``dt.datetime`` is always without a zone: wall-clock time of the city."""

_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Value]], ...] = (
    (re.compile(r"(?:~|null|)\Z"), lambda _: None),
    (re.compile(r"(?:true|false)\Z"), lambda s: s == "true"),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z"), int),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"), dt.date.fromisoformat),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?\Z"), dt.datetime.fromisoformat),
)


class YamlFile(Struct, frozen=True):
    """A file that was read.

    Args:
        value: its content; None where it could not be read at all (then ``faults`` says why).
        lines: line number, from 1, of every value by its path.
        faults: everything that was wrong with the file as YAML.
    """

    value: Value
    lines: dict[Path, int]
    faults: tuple[Fault, ...]


class _UnreadableError(Exception):
    """The rest of the file cannot be made sense of."""

    def __init__(self, found: Fault, line: int) -> None:
        super().__init__(found.code)
        self.found = found
        self.line = line


def read_yaml(data: bytes) -> YamlFile:
    """Read one file. Faults are returned, not raised: the caller reports those of all files together."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return YamlFile(None, {(): line}, (fault((), "publisher.not_utf8"),))
    builder = _Builder()
    try:
        builder.document(_events(text))
    except _UnreadableError as error:
        return YamlFile(None, {**builder.lines, error.found.path: error.line}, (*builder.faults, error.found))
    return YamlFile(builder.root, builder.lines, tuple(builder.faults))


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 0
        raise _UnreadableError(fault((), "publisher.not_yaml", detail=error.problem), line) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = f"U+{error.character:04X}" if isinstance(error.character, int) else error.reason
        raise _UnreadableError(fault((), "publisher.forbidden_character", character=code), line) from error


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 0


class _Builder:
    """Turns the events of one document into values."""

    def __init__(self) -> None:
        self.root: Value = None
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def document(self, events: Iterator[yaml.Event]) -> None:
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _UnreadableError(fault((), "publisher.many_documents"), _line(event))
                seen = True
                self.root = self._node(next(events), events, ())

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Value:
        line = _line(event)
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _UnreadableError(fault(path, "publisher.alias"), line)
        if len(path) > DEPTH_MAX:
            raise _UnreadableError(fault(path[:3], "publisher.too_deep", max=DEPTH_MAX), line)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _UnreadableError(fault(path, "publisher.tag"), line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(cast("yaml.ScalarEvent", event), path)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> Value:
        values: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._node(event, events, (*path, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> Value:
        values: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
                raise _UnreadableError(fault(path, "publisher.bad_key"), line)
            key = event.value
            here = (*path, key)
            if key in values:
                # The first value stays; reading on finds the other faults of the file.
                self.faults.append(fault(here, "publisher.duplicate_key", key=key))
                self._node(next(events), events, here)
                self.lines[here] = line
            else:
                values[key] = self._node(next(events), events, here)
        return values

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        # libyaml ends block scalars (| and >) with a line feed nobody meant.
        text = event.value.rstrip("\n")
        if not event.implicit[0]:
            return text
        for pattern, convert in _PLAIN:
            if pattern.match(text):
                try:
                    return convert(text)
                except ValueError:  # 2026-02-30: keep what was written, the field's own check says what is wrong
                    return text
        return text
