"""What is filled in on the sign-up form, touch by touch: for whom, the name, the telephone, consent.

Not here: the steps of the form, what it is about, and confirming it (``sign_up``).
"""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject, Slot

from kiosk.domain.journal_private import FormOfAddress
from kiosk.usecases.desk import PHONE_DIGITS, For
from kiosk.usecases.fill_in import SURNAME_MOST, Form
from kiosk.viewmodels.context import ScreenContext


class SignUpFilling(QObject):
    """Base of the sign-up form: everything typed lives in ``_form``. A subclass announces changes, and knows who must be called."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._empty_form()

    def _empty_form(self) -> None:
        self._form = Form()
        self._letter = ""
        self._by_hand = False
        self._for_guardian = False
        self._failed = False

    def _announce(self) -> None:
        raise NotImplementedError

    def _must_be_called(self) -> bool:
        raise NotImplementedError

    def _fill(self, **changes: object) -> None:
        self._failed = False
        self._form = dataclasses.replace(self._form, **changes)
        self._announce()

    @Slot(str)
    def setWhom(self, whom: str) -> None:
        """For whom: ``self``, ``family`` or ``child``."""
        if For(whom) is self._form.whom:  # pressed twice: nothing was meant to go
            return
        if For(whom) is not For.CHILD:
            self._for_guardian = False
        self._fill(whom=For(whom), guardian="", no_phone=False)

    @Slot(bool)
    def pickFor(self, guardian: bool) -> None:
        """Whose surname is chosen now: the guardian's or the participant's."""
        self._for_guardian = guardian
        self._letter = ""
        self._by_hand = False
        self._announce()

    @Slot(str)
    def setLetter(self, letter: str) -> None:
        """Show the surnames that begin so; "" goes back to the letters."""
        self._letter = letter
        self._announce()

    @Slot()
    def beginByHand(self) -> None:
        """The name is none of the list: it will be written, character by character, in place of what was chosen."""
        self._by_hand = True
        self._name("")

    @Slot(str)
    def write(self, character: str) -> None:
        """One more character of the name."""
        if self._by_hand:
            self._name((self._named() + character)[:SURNAME_MOST])

    @Slot()
    def rubOutName(self) -> None:
        """Take the last character of the name back."""
        self._name(self._named()[:-1])

    @Slot()
    def endByHand(self) -> None:
        """The name is written; without one the list comes back."""
        self._by_hand = False
        if self._named():
            self.pick(self._named())
        else:
            self._announce()

    def _named(self) -> str:
        return self._form.guardian if self._for_guardian else self._form.surname

    def _name(self, surname: str) -> None:
        if self._for_guardian:
            self._fill(guardian=surname)
        else:
            self._fill(surname=surname)

    @Slot(str)
    def pick(self, surname: str) -> None:
        """This is the name."""
        self._letter = ""
        self._name(surname)
        if not self._for_guardian and self._form.whom is For.CHILD and not self._form.guardian:
            self.pickFor(True)

    @Slot(str)
    def setForm(self, form: str) -> None:
        """先生 (``mr``), 女士 (``ms``) or neither (``none``)."""
        self._fill(form=FormOfAddress(form))

    @Slot(str)
    def press(self, digit: str) -> None:
        """One more digit of the telephone."""
        if len(self._form.phone) < PHONE_DIGITS and digit.isdigit():
            self._fill(phone=self._form.phone + digit, no_phone=False)

    @Slot()
    def rubOut(self) -> None:
        """Take the last digit back."""
        self._fill(phone=self._form.phone[:-1], no_phone=False)

    @Slot()
    def toggleNoPhone(self) -> None:
        """没有手机, or yes after all. A guardian must have one, and who is to be called."""
        if self._form.whom is not For.CHILD and not self._must_be_called():
            self._fill(no_phone=not self._form.no_phone, phone="")

    @Slot()
    def toggleAgreed(self) -> None:
        """Consent given or taken back."""
        self._fill(agreed=not self._form.agreed)
