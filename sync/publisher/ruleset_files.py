"""A rule set in a file of its own: the YAML of an author, checked against its types.

Not here: sheets (``ruleset_workbook``) and whether the rules are good (``ruleset_gate``).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.selfcheck.ruleset import RuleSet
from sync.publisher.drafts import ENVELOPE_FIELDS, Envelope
from sync.publisher.problems import Fault, RejectedSourcesError, fault
from sync.publisher.reader import YAML_MAX_BYTES, SourceFile, read_regular
from sync.publisher.structure import check_structure
from sync.publisher.yaml_source import Value, read_yaml


class RuleFile(msgspec.Struct, frozen=True):
    """A rule set with its envelope."""

    envelope: Envelope
    rules: RuleSet


def read_rule_file(path: Path) -> RuleFile:
    """Read one YAML file.

    Raises:
        RejectedSourcesError: it is not a rule set; every fault with its line.
        WorldError: it cannot be read.
    """
    read = read_yaml(read_regular(path, max_bytes=YAML_MAX_BYTES))
    file = SourceFile(path.name, path.parent, read.lines)
    found, made = rule_file(read.value)
    faults = [*read.faults, *found]
    if faults or made is None:
        raise RejectedSourcesError([file.problem(each) for each in faults])
    return made


def rule_file(value: Value) -> tuple[list[Fault], RuleFile | None]:
    """Plain values → a rule set, or what is wrong with them."""
    if not isinstance(value, dict):
        return [fault((), "publisher.want_record")], None
    written = {key: each for key, each in value.items() if key in ENVELOPE_FIELDS}
    body = {key: each for key, each in value.items() if key not in ENVELOPE_FIELDS or key == "valid_from"}
    faults = [*check_structure(written, Envelope).faults, *check_structure(body, RuleSet).faults]
    if faults:
        return faults, None
    return [], RuleFile(msgspec.convert(written, Envelope), msgspec.convert(body, RuleSet))


def plain(file: RuleFile) -> dict[str, Value]:
    """The values of a rule set as its file holds them: dates as dates, lists as lists, what is not set left out."""
    written = {key: each for key, each in _values(file.envelope).items() if each is not None and each is not False}
    return {**written, **_values(file.rules)}


def _values(struct: msgspec.Struct) -> dict[str, Value]:
    found = _lists(msgspec.to_builtins(struct, builtin_types=(dt.date,)))
    if not isinstance(found, dict):
        raise TypeError(found)
    return found


def _lists(value: Any) -> Value:  # noqa: ANN401 - whatever msgspec gives
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_lists(each) for each in value]
    plain_value: Value = value
    return plain_value
