"""Filling in the sign-up form: what is still missing, what clashes with what is known of in this visit."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.domain.journal_private import FormOfAddress
from kiosk.usecases.desk import PHONE_DIGITS, For, Person

SURNAME_MOST = 4
"""Characters of a surname that is written by hand; the longest of Chinese families have two, of others four."""


class Missing(enum.StrEnum):
    """The first thing without which the form cannot go on; NOTHING where it can."""

    NOTHING = ""
    SURNAME = "surname"
    GUARDIAN = "guardian"
    DIGITS = "digits"
    NOT_A_MOBILE = "not_a_mobile"
    CONSENT = "consent"


@dataclass(frozen=True)
class Form:
    """The form as far as it is filled in; nothing is chosen for anybody. ``repr`` says nothing."""

    whom: For = For.SELF
    surname: str = field(default="", repr=False)
    guardian: str = field(default="", repr=False)
    form: FormOfAddress = field(default=FormOfAddress.NONE, repr=False)
    phone: str = field(default="", repr=False)
    no_phone: bool = False
    agreed: bool = False

    @property
    def person(self) -> Person:
        """Whom it is about."""
        child = self.whom is For.CHILD
        return Person(
            surname=self.surname,
            form=FormOfAddress.NONE if child else self.form,
            phone="" if self.no_phone else self.phone,
            whom=self.whom,
            guardian=self.guardian if child else "",
        )

    def missing_name(self) -> Missing:
        """What is missing on the page of names."""
        if not self.surname:
            return Missing.SURNAME
        return Missing.GUARDIAN if self.whom is For.CHILD and not self.guardian else Missing.NOTHING

    def missing_phone(self) -> Missing:
        """What is missing on the page of the telephone."""
        if self.no_phone:
            return Missing.NOTHING
        if len(self.phone) < PHONE_DIGITS:
            return Missing.DIGITS
        return Missing.NOTHING if self.phone.startswith("1") else Missing.NOT_A_MOBILE

    def missing(self) -> Missing:
        """What is missing in all."""
        before = self.missing_name() or self.missing_phone()
        return before or (Missing.NOTHING if self.agreed else Missing.CONSENT)


@dataclass(frozen=True)
class Appointment:
    """Something somebody signed up for; ``whom`` as far as it is known (``For.FAMILY`` may be a child)."""

    activity: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    whom: For = For.SELF

    @property
    def own(self) -> bool:
        """Whether it is for whoever stands here. Who else of the family it is for nobody can tell: names are sealed."""
        return self.whom is For.SELF


class Plans:
    """The tickets of one visit: those that were made in it, and those that were looked up; a cancelled one is none.

    What was signed up for before, elsewhere or for somebody else, cannot be known here: the terminal cannot read its own
    journal's names, and does not ask. The screens say so beside a clash.
    """

    def __init__(self) -> None:
        self._held: dict[str, Appointment] = {}

    def add(self, entry: str, appointment: Appointment) -> None:
        """The ticket of ``entry`` holds."""
        self._held[entry] = appointment

    def drop(self, entry: str) -> None:
        """The ticket of ``entry`` was given back, or holds no more."""
        self._held.pop(entry, None)

    def clear(self) -> None:
        """The visit is over."""
        self._held.clear()

    def __iter__(self) -> Iterator[Appointment]:
        return iter(self._held.values())


class Clash(enum.StrEnum):
    """How what is wanted goes with what is held."""

    NONE = ""
    AGAIN = "again"  # the same activity for the same person
    AFTER_SELF = "after_self"  # the same activity, held by whoever stands here, now for one of the family
    AFTER_FAMILY = "after_family"  # the same activity, held for one of the family: one more?
    TIME = "time"  # another activity at the same time for the same person
    FAMILY_TIME = "family_time"  # the same for one of the family, if it is the same one


def clash(made: Iterable[Appointment], wanted: Appointment) -> tuple[Clash, Appointment | None]:
    """What is wanted beside what is held, the surest first: of the same activity, then at the same time.

    Two people can be in two places: times are compared only for the same person, or for what may be the same one of a family.
    """
    held = tuple(made)
    same = sorted(held, key=lambda each: each.own is not wanted.own)
    again = next((each for each in same if each.activity == wanted.activity), None)
    if again is not None:
        both = again.own and wanted.own
        return (Clash.AGAIN if both else Clash.AFTER_SELF if again.own else Clash.AFTER_FAMILY), again
    for each in held:
        if each.own is wanted.own and each.starts_at < wanted.ends_at and wanted.starts_at < each.ends_at:
            return (Clash.TIME if wanted.own else Clash.FAMILY_TIME), each
    return Clash.NONE, None
