"""Name, telephone and secret digits: not readable while nobody answers, and in no name of what is not on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.domain.visit import VisitState
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_sign_up import fill_in, to_the_form, type_phone


def is_asked(resident: Resident, *, yes: bool) -> None:
    """您还在吗 comes up, or has been answered."""
    visit = resident.ui.shell.visit
    visit._become(structs.replace(visit._visit, state=VisitState.ASKING if yes else VisitState.ACTIVE))


def unasked(resident: Resident, *secrets: str) -> None:
    """These are seen, are not while it asks, and are again."""
    for secret in secrets:
        assert resident.sees(secret), secret
    is_asked(resident, yes=True)
    assert resident.sees("您还在吗")
    for secret in secrets:
        assert not resident.sees(secret), secret
    is_asked(resident, yes=False)
    for secret in secrets:
        assert resident.sees(secret), secret


def signed_up(resident: Resident, *, phone: bool) -> None:
    to_the_form(resident)
    fill_in(resident)
    if phone:
        type_phone(resident)
    else:
        resident.press("没有手机")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")


def test_while_it_asks_whether_she_is_there_the_form_is_masked(platform: PlatformSide, resident: Resident) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    unasked(resident, "139 8765 4321")
    resident.press("下一步")
    unasked(resident, "139 8765 4321", "欧阳女士")
    is_asked(resident, yes=True)
    assert resident.sees("欧**女士")


def test_while_it_asks_whether_she_is_there_the_name_that_was_chosen_is_masked(
    platform: PlatformSide, resident: Resident
) -> None:
    to_the_form(resident)
    resident.press("O")
    resident.press("欧阳")
    assert not resident.sees("欧**")
    is_asked(resident, yes=True)
    assert resident.sees("欧**")


def test_while_it_asks_whether_she_is_there_a_ticket_cannot_be_given_back_by_who_passes(
    platform: PlatformSide, resident: Resident
) -> None:
    signed_up(resident, phone=False)
    code, digits = resident.ui.shell.signUp.code, resident.ui.shell.signUp.digits
    unasked(resident, digits, "欧阳女士")
    is_asked(resident, yes=True)
    assert resident.sees("••••")
    assert resident.sees("排上候补了，欧**女士")
    is_asked(resident, yes=False)
    resident.press("再报一场")
    resident.pause()
    resident.press("我的报名")
    look_up(resident, code, digits)
    unasked(resident, digits)


def test_while_it_asks_whether_she_is_there_the_last_digits_of_her_number_are_masked(
    platform: PlatformSide, resident: Resident
) -> None:
    signed_up(resident, phone=True)
    unasked(resident, "4321")


def hidden(item: QQuickItem) -> Iterator[QQuickItem]:
    """What is not on the screen, however deep."""
    for child in item.childItems():
        if not child.isVisible():
            yield child
        yield from hidden(child)


def said_by_hidden(resident: Resident) -> str:
    """Accessible names of everything that is not on the screen."""
    QAccessible.setActive(True)
    names = []
    for item in hidden(resident.ui.window.contentItem()):
        face = QAccessible.queryAccessibleInterface(item)
        if face is not None:
            names.append(face.text(QAccessible.Text.Name))
    assert any(names), "nothing was looked at"
    return "\n".join(names)


def test_what_is_not_on_the_screen_says_nothing_of_her(platform: PlatformSide, resident: Resident) -> None:
    secrets = ["欧阳女士", "4321", "8765"]

    def clean() -> None:
        said = said_by_hidden(resident)
        for secret in secrets:
            assert secret not in said, secret

    to_the_form(resident)
    resident.press("14 岁以下孩子")
    resident.press("O")
    resident.press("欧阳")
    resident.press("L")
    resident.press("李")
    clean()
    resident.press("我自己")
    assert "李" not in said_by_hidden(resident).split("\n"), "the guardian"
    resident.press("女士")
    resident.press("下一步")
    type_phone(resident)
    clean()
    resident.press("下一步")
    clean()
    resident.press("我同意")
    resident.press("确认排候补")
    clean()
    code = resident.ui.shell.signUp.code
    resident.press("再报一场")
    clean()
    resident.pause()
    resident.press("我的报名")
    look_up(resident, code, "4321")
    clean()
    secrets += ["李先生", "2222", "1111"]
    resident.press("改称呼和手机")
    fill_in(resident, letter="L", surname="李", form="先生")
    type_phone(resident, "13911112222")
    clean()
    resident.press("下一步")
    clean()
    resident.press("我同意")
    resident.press("确认改成这样")
    assert resident.sees("改好了，李先生")
    clean()
