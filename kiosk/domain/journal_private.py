"""The sealed part of journal entries: who it concerns, in their own words.

These structures exist in memory between the form and the seal, and again on the platform's side after opening. They
never reach a disk, a log or the screen of somebody else: their ``repr`` says nothing.
"""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta, Struct

PersonName = Annotated[str, Meta(min_length=1, max_length=40)]
ContactNumber = Annotated[str, Meta(pattern=r"^\+?[0-9][0-9 -]{4,19}$")]
FreeText = Annotated[str, Meta(max_length=500)]


class _Private(Struct, frozen=True, kw_only=True, omit_defaults=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    # What tracebacks and test reports of other tools ask for instead of repr.
    def __rich_repr__(self) -> list[tuple[str, object]]:
        return []


class FormOfAddress(enum.StrEnum):
    """怎么称呼您."""

    MR = "mr"
    MS = "ms"
    NONE = "none"


class Guardian(_Private, frozen=True, kw_only=True, omit_defaults=True):
    """Who answers for somebody under 14."""

    called: PersonName
    phone: ContactNumber


class Contact(_Private, frozen=True, kw_only=True, omit_defaults=True):
    """How to call and reach somebody. ``phone`` None is 没有手机."""

    called: PersonName
    form: FormOfAddress = FormOfAddress.NONE
    phone: ContactNumber | None = None
    guardian: Guardian | None = None
    note: FreeText = ""


class Need(_Private, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wants, for a referral or a case."""

    contact: Contact
    detail: FreeText = ""
    best_time: Annotated[str, Meta(max_length=60)] = ""


class Remark(_Private, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a resident about the terminal or its content; may be anonymous."""

    text: FreeText
    contact: Contact | None = None


PrivatePart = Contact | Need | Remark
