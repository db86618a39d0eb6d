"""The sheets of a rule set's workbook: which columns there are and what a cell of each holds.

One row a thing; choices, bands, values of parameters, papers, places and amounts have rows of their own that name what they
belong to. Titles of sheets and columns are words (``data/words/ruleset_sheets.toml``). Not here: reading and writing files.
"""

from __future__ import annotations

import enum

from msgspec import Struct


class Holds(enum.Enum):
    """What a cell holds."""

    TEXT = enum.auto()  # plain characters
    WORDS = enum.auto()  # a text in several languages: one column a language
    INT = enum.auto()
    NUMBER = enum.auto()  # a whole number, or a decimal
    DATE = enum.auto()
    BOOL = enum.auto()
    NAMES = enum.auto()  # a, b, c
    TREE = enum.auto()
    QUANTITY = enum.auto()
    ANSWER = enum.auto()  # gz / 3 / [1, 2] / [a, b] / null
    ANSWERS = enum.auto()  # hukou=gz; age@mother=72
    OUTCOMES = enum.auto()  # dibao=likely; longevity@self=not_now
    REASONS = enum.auto()  # dibao=income_low, savings_ok


class Column(Struct, frozen=True):
    """One column, or one a language.

    Args:
        field: of the structure, with dots (``titles.parents``).
        holds: what its cells hold.
        needed: whether a row without it is at fault.
    """

    field: str
    holds: Holds = Holds.TEXT
    needed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The steps of ``field``."""
        return tuple(self.field.split("."))


class Sheet(Struct, frozen=True):
    """One sheet.

    Args:
        key: its name in ``data/words`` and here.
        columns: in their order.
        into: where its rows go: a map by name (``questions``), a list (``cases``), or "" for the set itself.
        of: rows belong to a thing of that map, named in the first column (``questions`` for choices).
        part: field of that thing the rows make up (``choices``).
    """

    key: str
    columns: tuple[Column, ...]
    into: str = ""
    of: str = ""
    part: str = ""


C, H = Column, Holds
_NAME = C("name", needed=True)
_DOCUMENT_KINDS = ("documents", "not_needed", "office_checks")
DOCUMENT_KINDS = _DOCUMENT_KINDS
"""What a row of the sheet of papers may be: to bring, not to bring, looked into by the office."""

SHEETS: tuple[Sheet, ...] = (
    Sheet("set", (
        C("id", needed=True), C("scope", needed=True), C("verified_on", H.DATE, needed=True), C("valid_from", H.DATE, needed=True),
        C("expires_on", H.DATE), C("title", H.WORDS, needed=True), C("serial", H.INT, needed=True), C("schema", H.INT), C("needs_engine", H.INT),
    )),
    Sheet("questions", (
        _NAME, C("type", needed=True), C("about"), C("text", H.WORDS, needed=True), C("short", H.WORDS, needed=True), C("help", H.WORDS),
        C("why", H.WORDS, needed=True), C("topic", needed=True), C("burden", H.INT), C("changes"), C("unit"), C("min", H.INT),
        C("max", H.INT), C("digits", H.BOOL), C("none_of", H.WORDS), C("ask_when", H.TREE), C("otherwise", H.ANSWER),
    ), into="questions"),
    Sheet("choices", (
        C("of", needed=True), _NAME, C("label", H.WORDS, needed=True), C("note", H.WORDS), C("icon"), C("share", H.INT),
    ), of="questions", part="choices"),
    Sheet("bands", (
        C("of", needed=True), C("up_to", H.QUANTITY), C("below", H.BOOL), C("label", H.WORDS), C("note", H.WORDS), C("share", H.INT),
    ), of="questions", part="bands"),
    Sheet("parameters", (
        _NAME, C("title", H.WORDS), C("unit"), C("until", H.DATE), C("review_by", H.DATE), C("since", H.DATE), C("value", H.NUMBER),
        C("source"), C("article"), C("confidence"), C("checked_on", H.DATE),
    ), into="parameters"),
    Sheet("conditions", (
        _NAME, C("title", H.WORDS, needed=True), C("about"), C("test", H.TREE), C("source", needed=True), C("article"),
        C("threshold", H.WORDS), C("yes", H.WORDS, needed=True), C("no", H.WORDS, needed=True), C("open", H.WORDS, needed=True), C("hint"),
        C("hint_text", H.WORDS),
    ), into="conditions"),
    Sheet("benefits", (
        _NAME, C("title", H.WORDS, needed=True), C("benefit_id"), C("about"), C("when", H.TREE, needed=True), C("office_when", H.TREE),
        C("decided_by"), C("amount_note", H.WORDS), C("next", H.NAMES), C("weight", H.INT), C("order", H.INT),
    ), into="benefits"),
    Sheet("papers", (
        C("of", needed=True), C("kind", needed=True), C("text", H.WORDS, needed=True), C("when", H.TREE), C("if_missing", H.WORDS),
    ), of="benefits"),
    Sheet("amounts", (
        C("of", needed=True), C("when", H.TREE), C("sum", H.QUANTITY), C("per"), C("unit"), C("say", H.WORDS),
    ), of="benefits", part="amount"),
    Sheet("places", (
        C("of"), C("name", H.WORDS, needed=True), C("note", H.WORDS), C("place"), C("category"), C("phone"),
    ), of="benefits", part="where"),
    Sheet("cases", (
        C("name", needed=True), C("on", H.DATE, needed=True), C("answers", H.ANSWERS), C("expect", H.OUTCOMES), C("because", H.REASONS),
        C("by"),
    ), into="cases"),
    Sheet("sources", (
        _NAME, C("title", H.WORDS, needed=True), C("document_no"), C("article"), C("url"), C("issued", H.DATE), C("in_force", H.DATE),
        C("repealed", H.DATE), C("confidence", needed=True),
    ), into="sources"),
    Sheet("people", (
        _NAME, C("title", H.WORDS, needed=True), C("titles.self", H.WORDS), C("titles.parents", H.WORDS), C("titles.other", H.WORDS),
        C("most", H.INT), C("given", H.ANSWERS),
    ), into="people"),
    Sheet("events", (
        _NAME, C("title", H.WORDS, needed=True), C("icon", needed=True), C("becomes", H.WORDS, needed=True), C("then", H.WORDS),
    ), into="events"),
    Sheet("edits", (
        C("of", needed=True), C("answer", needed=True), C("set", H.ANSWER), C("add", H.INT), C("times", H.NUMBER),
    ), of="events", part="edits"),
    Sheet("facts", (
        C("when", H.TREE), C("then", H.TREE), C("exclusive", H.NAMES),
    )),
)  # fmt: skip
"""In the order of the workbook. Six are what an author works with most; the others follow."""

VALUE_FIELDS = ("since", "value", "source", "article", "confidence", "checked_on")
"""Of a row of the parameters: what belongs to one dated value."""

LANGUAGES = ("zh-Hans", "en", "yue", "zh-Hant")
"""Columns of a text; the last two are hidden where nothing is in them."""
