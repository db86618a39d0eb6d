"""Every step of the sign-up form and of a ticket, in every variant, fits on the screen and under a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour_variants import VARIANTS, Variant
from kiosk.domain.inbox import Outcome, Receipt
from tests.sign_up_desk import PlatformSide, entries
from tests.ui.conftest import Resident, enum_value, is_text
from tests.ui.reach import ELIDE_NONE, SMALLEST, box, screens_of

LAWYER = "activity.lawyer-thu.20261126"
CARE = "activity.carers.20261126"


def scrolled(item: QQuickItem, *, within: QQuickItem) -> bool:
    """Whether a long page that turns by buttons holds it."""
    parent = item.parentItem()
    while parent is not None and parent is not within:
        if parent.clip():
            return True
        parent = parent.parentItem()
    return False


def steps(resident: Resident, platform: PlatformSide, state: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Every step of the form and of a ticket, one after another."""
    shell = resident.ui.shell
    form, ticket = shell.signUp, shell.ticket
    shell.navigator.open("activity", LAWYER)
    yield "activity"
    shell.navigator.open("sign_up", LAWYER)
    yield "name"
    form.setLetter("L")
    yield "letter"
    form.setWhom("child")
    form.pick("欧阳")
    yield "child"
    form.setWhom("self")
    form.setForm("ms")
    form.goOn()
    yield "phone"
    form.toggleNoPhone()
    yield "no phone"
    for digit in "13987654321":
        form.press(digit)
    form.goOn()
    yield "check"
    form.toggleAgreed()
    with monkeypatch.context() as full:
        full.setattr("data.journal_store.FREE_MIN_BYTES", 1 << 62)
        form.confirm("notice")
    yield "failed"
    form.confirm("notice")
    yield "done"
    code = form.code
    shell.navigator.home()
    shell.navigator.open("sign_up", "activity.assistive-day-20261203")
    yield "ask"
    shell.navigator.open("tickets", "")
    yield "tickets"
    ticket.setPrefix(code[0])
    for digit in code[1:] + "4321":
        ticket.press(digit)
    ticket.look()
    yield "found"
    ticket.askCancel()
    yield "asking"
    ticket.cancel()
    yield "cancelled"
    shell.navigator.home()
    shell.navigator.open("sign_up", CARE)
    form.goOn()
    form.pick("欧阳")
    form.goOn()
    form.toggleNoPhone()
    form.goOn()
    form.toggleAgreed()
    yield "check queue"
    form.confirm("notice")
    yield "queued"
    code, digits = form.code, form.digits
    entry = entries(state)[-1]
    receipt = Receipt(of=entry.id, journal=entry.heading.journal, seq=entry.seq, outcome=Outcome.WAITING, position=2)
    platform.tell(receipt)
    shell.navigator.home()
    shell.navigator.open("tickets", "")
    ticket.setPrefix(code[0])
    for digit in code[1:] + digits:
        ticket.press(digit)
    ticket.look()
    assert ticket.position == 2
    yield "queue"
    ticket.askCancel()
    yield "leaving"


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_step_fits_on_the_screen_and_under_a_finger(
    open_kiosk: Callable[..., Resident],
    platform: PlatformSide,
    variant: Variant,
    state: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    platform.lend(LAWYER, 2)
    resident = open_kiosk(size=variant.size)
    screens_of(resident, variant)
    faults = []
    for name in steps(resident, platform, state, monkeypatch):
        resident.ui.window.grabWindow()
        frame = resident.ui.window.property("pageItem")
        page = box(frame)
        for item in resident.pressables():
            if not item.isEnabled():
                continue
            if min(item.width(), item.height()) < SMALLEST:
                faults.append(f"{name}: {item.property('name')} is {item.width()} x {item.height()}")
        for item in (each for each in resident.items() if frame.isAncestorOf(each)):
            worded = is_text(item) and item.property("text")
            pressable = item.property("checkable") is not None and item.isEnabled()
            if (worded or pressable) and not scrolled(item, within=frame) and not page.contains(box(item)):
                faults.append(f"{name}: {item.property('text') or item.property('name')!r} lies outside, {box(item)}")
            if worded and enum_value(item, "elide") == ELIDE_NONE and item.property("contentWidth") > item.width() + 2:
                faults.append(f"{name}: {item.property('text')!r} is cut")
    assert not faults, "\n".join(faults)
