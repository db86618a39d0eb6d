"""A workbook staff filled in → a rule set, or every fault with its sheet and cell.

Not here: the columns (``ruleset_columns``), one cell (``ruleset_cells``), whether the rules are good (``ruleset_gate``).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path as FilePath

from msgspec import Struct, field
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.words import say
from kiosk.domain.errors import WorldError
from sync.publisher.problems import Fault, Path, Problem, RejectedSourcesError, fault, field_name, shown
from sync.publisher.reader import read_regular
from sync.publisher.ruleset_cells import CELL_MAX, CellError, read
from sync.publisher.ruleset_columns import DOCUMENT_KINDS, LANGUAGES, SHEETS, VALUE_FIELDS, Column, Holds, Sheet
from sync.publisher.ruleset_files import RuleFile, rule_file
from sync.publisher.ruleset_tree import Known
from sync.publisher.ruleset_workbook import column_keys, sheet_title
from sync.publisher.yaml_source import Value

FILE_MAX_BYTES = 10_000_000
UNPACKED_MAX_BYTES = 80_000_000
ROWS_MAX = 20_000

_KEY = re.compile(r"\(([^()]+)\)\s*\Z")


class RuleBook(Struct, frozen=True):
    """A rule set with the cell each of its values stands in.

    Args:
        file: the rule set.
        name: of the workbook.
        cells: sheet and cell by path.
    """

    file: RuleFile
    name: str
    cells: dict[Path, str]

    def problem(self, found: Fault) -> Problem:
        """A fault of the set at its cell."""
        return _problem(self.name, found, self.cells)


class _Row(Struct):
    """A row as it was read.

    Args:
        cells: sheet and cell by field; "" is the row itself.
        values: by field; texts as maps by language.
    """

    cells: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


def read_workbook(path: FilePath) -> RuleBook:
    """Read a workbook.

    Raises:
        RejectedSourcesError: with every fault at its sheet and cell.
        WorldError: not a workbook, or larger than one can be.
    """
    pages = _pages(path)
    reading = _Reading(path.name)
    for sheet in SHEETS:
        page = pages.get(sheet_title(sheet))
        if page is None:
            reading.problems.append(reading.at(sheet_title(sheet), fault((), "ruleset.no_sheet")))
        else:
            reading.rows[sheet.key] = []
            reading.take(page, sheet)
    values, cells = _Assembly(reading).whole()
    faults, made = rule_file(values)
    problems = [*reading.problems, *(_problem(path.name, each, cells) for each in faults)]
    if problems or made is None:
        raise RejectedSourcesError(problems)
    return RuleBook(made, path.name, cells)


def _pages(path: FilePath) -> dict[str, Worksheet]:
    read_regular(path, max_bytes=FILE_MAX_BYTES)
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED_MAX_BYTES:
                raise WorldError("ruleset.workbook_too_big", mb=UNPACKED_MAX_BYTES // 1_000_000)
        book = load_workbook(path)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise WorldError("ruleset.not_a_workbook", path=path, reason=error) from error
    return {page.title: page for page in book.worksheets}


def _problem(name: str, found: Fault, cells: dict[Path, str]) -> Problem:
    path = found.path
    while path and path not in cells:
        path = path[:-1]
    rest = field_name(found.path[len(path) :])
    where = cells.get(path, "")
    return Problem(name, 0, " ".join(part for part in (where, rest) if part), found.code, found.params)


class _Reading:
    """All rows, and what was wrong with their cells."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []
        self.rows: dict[str, list[_Row]] = {}
        self._known = Known({}, frozenset())

    def at(self, where: str, found: Fault) -> Problem:
        """A fault at a sheet or cell."""
        return Problem(self._name, 0, where, found.code, found.params)

    def take(self, page: Worksheet, sheet: Sheet) -> None:
        """Read one sheet."""
        if sheet.key == "questions":
            self._known = Known(dict(self._types(page)), frozenset())
        heads = self._heads(page, sheet)
        if page.max_row > ROWS_MAX:
            self.problems.append(self.at(page.title, fault((), "ruleset.too_many_rows", max=ROWS_MAX)))
            return
        for number in range(2, page.max_row + 1):
            row = self._row(page, sheet, heads, number)
            if row is not None:
                self.rows[sheet.key].append(row)

    def _types(self, page: Worksheet) -> Iterator[tuple[str, str]]:
        """Names and types of the questions: trees cannot be read without."""
        places = {_key_of(head.value): head.column for head in page[1]}
        if "name" in places and "type" in places:
            for number in range(2, min(page.max_row, ROWS_MAX) + 1):
                yield str(page.cell(number, places["name"]).value), str(page.cell(number, places["type"]).value)

    def _heads(self, page: Worksheet, sheet: Sheet) -> dict[str, int]:
        known = {key for column in sheet.columns for key in column_keys(column)}
        heads: dict[str, int] = {}
        for head in page[1]:
            if head.value is None:
                continue
            key = _key_of(head.value)
            if key not in known or key in heads:
                code = "ruleset.unknown_column" if key not in known else "ruleset.column_twice"
                where = f"{page.title}!{head.coordinate}"
                self.problems.append(self.at(where, fault((), code, name=shown(head.value))))
            else:
                heads[key] = head.column
        for column in sheet.columns:
            if column.needed and column_keys(column)[0] not in heads:
                self.problems.append(self.at(page.title, fault((), "ruleset.no_column", name=column_keys(column)[0])))
        return heads

    def _row(self, page: Worksheet, sheet: Sheet, heads: dict[str, int], number: int) -> _Row | None:
        filled = {key: page.cell(number, place) for key, place in heads.items()}
        filled = {key: cell for key, cell in filled.items() if cell.value is not None and str(cell.value).strip()}
        if not filled:
            return None
        row = _Row()
        row.cells[""] = f"{page.title}!{get_column_letter(min(heads.values()))}{number}"
        for column in sheet.columns:
            for key in column_keys(column):
                if key in filled:
                    where = f"{page.title}!{filled[key].coordinate}"
                    self._cell(row, column, key.partition(" ")[2], filled[key], where)
            if column.needed and column.field not in row.values and column_keys(column)[0] in heads:
                where = f"{page.title}!{get_column_letter(heads[column_keys(column)[0]])}{number}"
                if not any(problem.field == where for problem in self.problems):
                    self.problems.append(self.at(where, fault((), "publisher.missing", name=column.field)))
        return row

    def _cell(self, row: _Row, column: Column, language: str, cell: object, where: str) -> None:
        value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "s")
        try:
            if kind == "f":
                raise CellError("ruleset.cell_formula")
            if len(str(value)) > CELL_MAX:
                raise CellError("publisher.too_long", count=len(str(value)), max=CELL_MAX)
            found = read(value, column.holds, self._known)
        except CellError as error:
            self.problems.append(self.at(where, fault((), error.code, **error.params)))
            return
        row.cells.setdefault(column.field, where)
        if not language:
            row.values[column.field] = found
            return
        row.cells[f"{column.field}.{language}"] = where
        words = row.values.setdefault(column.field, {})
        if isinstance(words, dict):
            words[language] = str(value)


def _key_of(title: object) -> str:
    found = _KEY.search(str(title or ""))
    return found.group(1).strip() if found else str(title or "").strip()


class _Assembly:
    """Rows → the plain values of a rule set, with the cell of each."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading
        self._values: dict[str, Value] = {}
        self._cells: dict[Path, str] = {}

    def whole(self) -> tuple[dict[str, Value], dict[Path, str]]:
        """Everything."""
        for sheet in SHEETS:
            for row in self._reading.rows.get(sheet.key, ()):
                self._take(sheet, row)
        return self._values, self._cells

    def _take(self, sheet: Sheet, row: _Row) -> None:
        if sheet.key == "set":
            self._put(self._values, (), row, sheet)
        elif sheet.key == "facts":
            self._fact(sheet, row)
        elif sheet.key == "parameters":
            self._parameter(sheet, row)
        elif sheet.key == "papers":
            self._paper(sheet, row)
        elif sheet.of:
            self._part(sheet, row)
        elif sheet.into == "cases":
            self._listed(self._values, (), "cases", row, sheet)
        else:
            self._named(self._values, (), sheet.into, row, sheet)

    def _put(self, into: dict[str, Value], at: Path, row: _Row, sheet: Sheet, *, but: tuple[str, ...] = ()) -> None:
        self._cells.setdefault(at, row.cells[""])
        for column in sheet.columns:
            if column.field not in row.values or column.field in but:
                continue
            target, path = into, at
            for step in column.path[:-1]:
                inner = target.setdefault(step, {})
                path = (*path, step)
                target = inner if isinstance(inner, dict) else {}
            value = row.values[column.field]
            last = column.path[-1]
            target[last] = _plain_words(value) if column.holds is Holds.WORDS else value
            self._cells[(*path, last)] = row.cells[column.field]
            for language in LANGUAGES:
                if f"{column.field}.{language}" in row.cells:
                    self._cells[(*path, last, language)] = row.cells[f"{column.field}.{language}"]

    def _named(self, into: dict[str, Value], at: Path, key: str, row: _Row, sheet: Sheet) -> None:
        things = into.setdefault(key, {})
        name = row.values.get("name")
        if not isinstance(things, dict) or not isinstance(name, str):
            return
        if name in things:
            where = row.cells["name"]
            self._reading.problems.append(self._reading.at(where, fault((), "ruleset.cell_twice", name=shown(name))))
            return
        thing: dict[str, Value] = {}
        things[name] = thing
        self._put(thing, (*at, key, name), row, sheet, but=("name", "of"))

    def _listed(self, into: dict[str, Value], at: Path, key: str, row: _Row, sheet: Sheet) -> None:
        things = into.setdefault(key, [])
        if isinstance(things, list):
            thing: dict[str, Value] = {}
            things.append(thing)
            self._put(thing, (*at, key, len(things) - 1), row, sheet, but=("of", "kind"))

    def _owner(self, sheet: Sheet, row: _Row) -> tuple[dict[str, Value], Path] | None:
        things = self._values.get(sheet.of, {})
        name = row.values.get("of")
        thing = things.get(str(name)) if isinstance(things, dict) else None
        if not isinstance(thing, dict):
            if name is not None:
                where = row.cells["of"]
                found = fault((), "ruleset.no_owner", name=shown(name))
                self._reading.problems.append(self._reading.at(where, found))
            return None
        return thing, (sheet.of, str(name))

    def _part(self, sheet: Sheet, row: _Row) -> None:
        if sheet.key == "places" and "of" not in row.values:
            self._listed(self._values, (), "contacts", row, sheet)
            return
        owner = self._owner(sheet, row)
        if owner is not None and sheet.part == "choices":
            self._named(owner[0], owner[1], sheet.part, row, sheet)
        elif owner is not None:
            self._listed(owner[0], owner[1], sheet.part, row, sheet)

    def _parameter(self, sheet: Sheet, row: _Row) -> None:
        parameters = self._values.setdefault("parameters", {})
        name = row.values.get("name")
        if not isinstance(parameters, dict) or not isinstance(name, str):
            return
        if name not in parameters:
            made: dict[str, Value] = {}
            parameters[name] = made
            self._put(made, ("parameters", name), row, sheet, but=("name", *VALUE_FIELDS))
        if any(each in row.values for each in VALUE_FIELDS):
            only = _Row(row.cells, {each: row.values[each] for each in VALUE_FIELDS if each in row.values})
            parameter = parameters[name]
            if isinstance(parameter, dict):
                self._listed(parameter, ("parameters", name), "values", only, sheet)

    def _paper(self, sheet: Sheet, row: _Row) -> None:
        owner, kind = self._owner(sheet, row), row.values.get("kind")
        if owner is None or kind is None:
            return
        if kind not in DOCUMENT_KINDS:
            found = fault((), "publisher.not_a_choice", value=shown(kind), choices=say("ruleset_sheets.kinds"))
            self._reading.problems.append(self._reading.at(row.cells["kind"], found))
            return
        into, at = owner
        things = into.setdefault(str(kind), [])
        words = _plain_words(row.values.get("text"))
        if not isinstance(things, list):
            return
        if kind == "documents":
            self._listed(into, at, "documents", row, sheet)
            paper = things[-1]
            if isinstance(paper, dict):
                paper.pop("text", None)
                things[-1] = {"name": words, **paper}
        else:
            things.append(words)
        self._cells[(*at, str(kind), len(things) - 1)] = row.cells[""]

    def _fact(self, sheet: Sheet, row: _Row) -> None:
        group = row.values.get("exclusive")
        if group is not None:
            groups = self._values.setdefault("exclusive", [])
            if isinstance(groups, list):
                groups.append(group)
                self._cells["exclusive", len(groups) - 1] = row.cells["exclusive"]
        else:
            self._listed(self._values, (), "facts", row, sheet)


def _plain_words(value: Value) -> Value:
    """A text in one language only is the text itself."""
    if isinstance(value, dict) and set(value) == {LANGUAGES[0]}:
        return value[LANGUAGES[0]]
    return value
