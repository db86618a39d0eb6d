"""A rule set as a workbook (xlsx): written from its plain values, or empty as a template. Reading is ``ruleset_sheets``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.words import say
from sync.publisher.ruleset_cells import written
from sync.publisher.ruleset_columns import DOCUMENT_KINDS, LANGUAGES, SHEETS, VALUE_FIELDS, Column, Holds, Sheet
from sync.publisher.ruleset_tree import Plain

Row = dict[str, str | int | dt.date]
"""Cells of one row by the key of their column (``column_keys``)."""

_WIDTHS = {Holds.WORDS: 34, Holds.TREE: 44, Holds.ANSWERS: 60, Holds.OUTCOMES: 44}


def sheet_title(sheet: Sheet) -> str:
    """Title of a sheet."""
    return say(f"ruleset_sheets.{sheet.key}")


def column_keys(column: Column) -> list[str]:
    """Keys of the columns a field takes: one, or one a language."""
    if column.holds is not Holds.WORDS:
        return [column.field]
    return [f"{column.field} {language}" for language in LANGUAGES]


def column_title(sheet: Sheet, key: str) -> str:
    """Title of a column: its words, and the field in brackets, by which it is found again."""
    field, _, language = key.partition(" ")
    words = say(f"ruleset_sheets.{sheet.key}_{field.replace('.', '_')}")
    if language:
        words += say(f"ruleset_sheets.in_{language.replace('-', '_').lower()}")
    return f"{words} ({key})"


def write_workbook(values: Mapping[str, Plain], path: Path) -> None:
    """Write the workbook of a rule set.

    Args:
        values: plain values as ``ruleset_files.plain`` gives them; {} for a template.
        path: of the xlsx file.
    """
    book = Workbook()
    book.remove(book.active)
    _explain(book.create_sheet(say("ruleset_sheets.read_me")))
    for sheet in SHEETS:
        _fill(book.create_sheet(sheet_title(sheet)), sheet, list(rows_of(values, sheet)))
    book.save(path)


def _explain(page: Worksheet) -> None:
    for number, line in enumerate(say("ruleset_sheets.explanation").strip().splitlines(), start=1):
        page.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = 110


def _fill(page: Worksheet, sheet: Sheet, rows: list[Row]) -> None:
    used = {key for row in rows for key in row}
    place = 0
    for column in sheet.columns:
        for key in column_keys(column):
            place += 1
            head = page.cell(1, place, column_title(sheet, key))
            head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="F6E3DC")
            head.alignment = Alignment(wrap_text=True, vertical="top")
            note = say(f"ruleset_sheets.how_{column.holds.name.lower()}")
            head.comment = Comment(note, "") if note else None
            shape = page.column_dimensions[get_column_letter(place)]
            shape.width = _WIDTHS.get(column.holds, 16)
            shape.hidden = key.endswith((" yue", " zh-Hant")) and key not in used
            for line, row in enumerate(rows, start=2):
                if key in row:
                    _put(page.cell(line, place), row[key])
    page.freeze_panes = "B2"


def _put(cell: Cell, value: str | int | dt.date) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with "=" is no formula
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


# Rows ---------------------------------------------------------------------------------------------------------------


def rows_of(values: Mapping[str, Plain], sheet: Sheet) -> Iterator[Row]:  # noqa: PLR0912 - one branch a kind of sheet
    """The rows of one sheet."""
    if not values:
        return
    if sheet.key == "set":
        yield _row(values, sheet)
    elif sheet.key == "facts":
        yield from (_row(fact, sheet) for fact in values.get("facts", ()))
        yield from (_row({"exclusive": group}, sheet) for group in values.get("exclusive", ()))
    elif sheet.key == "parameters":
        for name, parameter in values.get("parameters", {}).items():
            dated = list(parameter.get("values", ())) or [{}]
            yield _row({"name": name, **parameter, **dated[0]}, sheet)
            yield from (_row({"name": name, **each}, sheet) for each in dated[1:])
    elif sheet.key == "papers":
        for name, rule in values.get("benefits", {}).items():
            for kind in DOCUMENT_KINDS:
                for paper in rule.get(kind, ()):
                    fields = {**paper, "text": paper["name"]} if kind == "documents" else {"text": paper}
                    yield _row({**fields, "of": name, "kind": kind}, sheet)
    elif sheet.key == "places":
        yield from (_row(where, sheet) for where in values.get("contacts", ()))
        yield from _parts(values, sheet)
    elif sheet.of:
        yield from _parts(values, sheet)
    elif sheet.into == "cases":
        yield from (_row(case, sheet) for case in values.get("cases", ()))
    else:
        yield from (_row({"name": name, **each}, sheet) for name, each in values.get(sheet.into, {}).items())


def _parts(values: Mapping[str, Plain], sheet: Sheet) -> Iterator[Row]:
    for name, thing in values.get(sheet.of, {}).items():
        found = thing.get(sheet.part, ())
        if isinstance(found, dict):
            yield from (_row({"of": name, "name": key, **each}, sheet) for key, each in found.items())
        else:
            yield from (_row({"of": name, **each}, sheet) for each in found)


def _row(values: Mapping[str, Plain], sheet: Sheet) -> Row:
    row: Row = {}
    for column in sheet.columns:
        value: Plain = values
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        wanted = column.path[-1] in values if len(column.path) == 1 else value is not None
        if not wanted or (value is None and column.holds is not Holds.ANSWER):
            continue
        if column.holds is Holds.WORDS:
            row.update(_words(column, value))
        else:
            row[column.field] = written(value, column.holds)
    return row


def _words(column: Column, value: Plain) -> Row:
    if isinstance(value, str):
        return {f"{column.field} {LANGUAGES[0]}": value}
    return {f"{column.field} {language}": value[language] for language in LANGUAGES if language in value}


__all__ = ["VALUE_FIELDS", "Row", "column_keys", "column_title", "rows_of", "sheet_title", "write_workbook"]
