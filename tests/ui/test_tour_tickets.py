"""What the tour draws of a sign-up comes about as for a resident: nothing on its pictures is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from data.content_store import ContentStore
from data.inbox_messages import Identity, InboxMessages
from data.inbox_store import InboxStore
from kiosk.app.tour_conditions import EVENING, StandingClock
from kiosk.app.tour_tickets import ASKED, call_back_pictures, can_seal, sign_up_pictures, to_sign_up_for
from kiosk.domain.terminal import StateFiles
from kiosk.usecases.clock import GUANGZHOU
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sign_up_desk import key_line
from tests.ui.conftest import NOW, SETTINGS, Resident

SAYS = {
    "failed": "这一步没有成功，您填的还在",
    "queued": "排上候补了",
    "queue": "候补第 2 位，前面 1 位",
    "leave": "真的不排了吗？",
    "two": "您查到 2 张票",
    "clash": "您已经报过这一场了",
    "offered": "轮到您了，名额留着",
    "answered": "您说要，记下了",
    "help": "留个电话，我们打给您",
    "call-back": "明天 9:30 前，用 020-8400 0000 打来",
    "call-back-done": "记下了",
}


def enrolled(state: Path, starter_lines: dict[str, list[Line]]) -> None:
    with ContentStore(state / "content.db") as store:
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], key_line()]}, gen=2)
    with InboxStore(Path(StateFiles(state).inbox_db)) as store:
        InboxMessages(store).enrolled(Identity(SETTINGS.terminal_id, 1), at=NOW)


def test_the_activities_are_those_of_the_day_not_of_the_day_it_was_written(
    state: Path, starter_lines: dict[str, list[Line]]
) -> None:
    enrolled(state, starter_lines)
    today, next_week = (
        to_sign_up_for(state, SETTINGS, StandingClock(NOW + dt.timedelta(days=days))) for days in (0, 7)
    )
    assert len(today) == len(next_week) == ASKED
    assert not set(today) & set(next_week)
    long_after = StandingClock(NOW + dt.timedelta(days=365))
    assert to_sign_up_for(state, SETTINGS, long_after) == (), "nothing is offered, so nothing is drawn"


def test_each_picture_says_what_it_is_of(
    state: Path, starter_lines: dict[str, list[Line]], open_kiosk: Callable[..., Resident]
) -> None:
    assert not can_seal(state, SETTINGS, StandingClock(NOW)), "without the city's key no form is offered"
    enrolled(state, starter_lines)
    assert can_seal(state, SETTINGS, StandingClock(NOW))
    resident = open_kiosk()
    for name, go in sign_up_pictures(state, SETTINGS, StandingClock(NOW))(resident.ui.shell):
        resident.ui.shell.navigator.home()
        go()
        assert resident.sees(SAYS[name]), name


def test_after_hours_a_number_is_left(
    state: Path, starter_lines: dict[str, list[Line]], open_kiosk: Callable[..., Resident]
) -> None:
    enrolled(state, starter_lines)
    resident = open_kiosk(at=dt.datetime.combine(NOW.date(), EVENING, GUANGZHOU))
    for name, go in call_back_pictures(resident.ui.shell):
        resident.ui.shell.navigator.home()
        go()
        assert resident.sees(SAYS[name]), name
