"""Text in several languages, and which characters content may not contain.

Not here: translation of interface strings (``ui/i18n``) and layout.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

TITLE_MAX = 60
BODY_MAX = 10_000
RUN_MAX = 200


class Language(enum.StrEnum):
    """Languages a text may be shown in."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


class Audio(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Recorded or rendered clips of a text, as blob hashes (filled from part 5 on)."""

    yue: str | None = None
    cmn: str | None = None


class LocalizedText(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One text in up to three languages; Simplified Chinese is always there."""

    zh_hans: Annotated[str, Meta(min_length=1, max_length=BODY_MAX)] = field(name="zh-Hans")
    zh_hant: Annotated[str, Meta(max_length=BODY_MAX)] | UnsetType = field(name="zh-Hant", default=UNSET)
    en: Annotated[str, Meta(max_length=BODY_MAX)] | UnsetType = UNSET
    yue: Annotated[str, Meta(max_length=BODY_MAX)] | UnsetType = (
        UNSET  # as one says it in Cantonese: for the voice, never shown
    )
    audio: Audio | UnsetType = UNSET


Text = Annotated[str, Meta(min_length=1, max_length=BODY_MAX)] | LocalizedText
"""Body text: a plain string is Simplified Chinese only."""


class LocalizedTitle(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A title in up to three languages. English needs more room: 120 characters."""

    zh_hans: Annotated[str, Meta(min_length=1, max_length=TITLE_MAX)] = field(name="zh-Hans")
    zh_hant: Annotated[str, Meta(max_length=TITLE_MAX)] | UnsetType = field(name="zh-Hant", default=UNSET)
    en: Annotated[str, Meta(max_length=2 * TITLE_MAX)] | UnsetType = UNSET
    yue: Annotated[str, Meta(max_length=2 * TITLE_MAX)] | UnsetType = UNSET  # for the voice, never shown
    audio: Audio | UnsetType = UNSET


Title = Annotated[str, Meta(min_length=1, max_length=TITLE_MAX)] | LocalizedTitle


def in_language(text: str | LocalizedText | LocalizedTitle | None, language: Language) -> str:
    """The text in ``language``, or in Simplified Chinese where that is not written; "" for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    wanted: str | UnsetType = UNSET
    if language is Language.EN:
        wanted = text.en
    elif language is Language.ZH_HANT:
        wanted = text.zh_hant
    return wanted if isinstance(wanted, str) and wanted else text.zh_hans


class TextFault(enum.StrEnum):
    """Why a text may not be published; the words for people are in ``data/words``."""

    MARKUP = "text.markup"
    CONTROL = "text.control"
    BIDI = "text.bidi"
    SURROGATE = "text.surrogate"
    RUN = "text.run"
    PRIVATE_USE = "text.private_use"


# A tag, a comment, or an entity: no honest sentence of ours needs one ("<" before a digit or space is fine: 收入 < 1282).
_MARKUP_RE = re.compile(r"<\s*[/!?]?\s*[A-Za-z]|&(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,10});")
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED_CONTROL = frozenset("\n")
_RUN_RE = re.compile(rf"[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]{{{RUN_MAX + 1},}}")


def text_faults(text: str) -> tuple[TextFault, ...]:
    """Everything that is wrong with ``text`` as content; empty when it may be shown.

    A run counts only characters a line may not break at; Chinese text breaks anywhere, so a Chinese run is
    limited by the length of the field instead.
    """
    faults: list[TextFault] = []
    if _MARKUP_RE.search(text):
        faults.append(TextFault.MARKUP)
    categories = {unicodedata.category(c) for c in text if c not in _ALLOWED_CONTROL and c not in _BIDI}
    if categories & {"Cc", "Cf"}:
        faults.append(TextFault.CONTROL)
    if not _BIDI.isdisjoint(text):
        faults.append(TextFault.BIDI)
    if "Cs" in categories:
        faults.append(TextFault.SURROGATE)
    if categories & {"Co", "Cn"}:
        faults.append(TextFault.PRIVATE_USE)
    if _RUN_RE.search(text):
        faults.append(TextFault.RUN)
    return tuple(faults)
