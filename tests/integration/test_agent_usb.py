"""A terminal without a network: everything goes by stick, through the real commands; bad sticks change nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.words import say
from kiosk.cli.main import main as kiosk
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Outcome
from sync.platform.cli import main as kiosk_platform
from sync.protocol.stick import CONTENT, FOLDER, FROM_TERMINALS, TO_TERMINALS, Stick
from tests.delivering import Centre, Terminal, site, stored
from tests.sample_records import SCOPE, line_of

Make = Callable[..., Terminal]

pytestmark = pytest.mark.logs_warnings


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    with site(tmp_path, {"few": 6, "open": None}) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def platform_dir(terminal: Terminal) -> str:
    return str(terminal.centre.platform.folder)


def at_platform(terminal: Terminal, stick: Path) -> int:
    return kiosk_platform(["usb-import", "--dir", platform_dir(terminal), "--from", str(stick)])


def export(terminal: Terminal, stick: Path) -> int:
    return kiosk(["export", "--state", str(terminal.state), "--to", str(stick)])


def import_(terminal: Terminal, stick: Path) -> int:
    terminal.agent.close()
    try:
        return kiosk(["import", "--state", str(terminal.state), "--from", str(stick)])
    finally:
        terminal.restart_agent()


def round_trip(terminal: Terminal, stick: Path) -> None:
    assert export(terminal, stick) == 0
    assert at_platform(terminal, stick) == 0
    assert import_(terminal, stick) == 0


def outcomes(terminal: Terminal) -> list[Outcome]:
    with terminal.inbox as inbox:
        return [receipt.outcome for receipt in inbox.receipts()]


def test_a_journal_goes_by_stick_and_its_receipts_come_back(make: Make, stick: Path) -> None:
    terminal = make()
    for _ in range(3):
        terminal.sign_up("activity.open")
    round_trip(terminal, stick)
    assert [seq for _, seq, _ in stored(terminal.centre)] == [1, 2, 3, 4]
    assert outcomes(terminal) == [Outcome.ACCEPTED] * 3
    with terminal.inbox as inbox:
        assert inbox.held(terminal.me.journal).accepted_seq == 4
    # Nothing is left to carry, by stick or by network.
    assert export(terminal, stick) == 0
    assert not list((stick / FOLDER / FROM_TERMINALS / terminal.name).glob("*.batch"))
    assert terminal.delivery.exchange().sent == 0


def test_the_same_stick_twice_at_either_end_changes_nothing(
    make: Make, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    round_trip(terminal, stick)
    before = stored(terminal.centre)
    assert at_platform(terminal, stick) == 0
    assert stored(terminal.centre) == before
    assert import_(terminal, stick) == 0  # a newer acknowledgement of the same
    capsys.readouterr()
    assert import_(terminal, stick) == 1
    assert say("usb.nothing") in capsys.readouterr().out
    assert outcomes(terminal) == [Outcome.ACCEPTED]


def test_seats_are_lent_by_stick(make: Make, stick: Path) -> None:
    terminal = make()
    round_trip(terminal, stick)
    with contextlib.closing(terminal.inbox) as inbox:
        (lease,) = inbox.leases()
    assert lease.grant.seats == 4
    assert lease.term is not None, "the term runs from when the request was written on the stick"


def test_stick_and_network_cross_and_nothing_counts_twice(make: Make, stick: Path) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    assert export(terminal, stick) == 0
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    assert at_platform(terminal, stick) == 0
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    assert import_(terminal, stick) in (0, 1)
    assert [seq for _, seq, _ in stored(terminal.centre)] == [1, 2, 3, 4]
    with terminal.inbox as inbox:
        assert inbox.held(terminal.me.journal).accepted_seq == 4, "the older answer on the stick does not count"


def test_two_sticks_out_of_order_lose_nothing(make: Make, tmp_path: Path) -> None:
    terminal = make()
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    second.mkdir()
    terminal.sign_up("activity.open")
    export(terminal, first)
    terminal.sign_up("activity.open")
    export(terminal, second)
    assert at_platform(terminal, second) == 0
    assert at_platform(terminal, first) == 0
    import_(terminal, second)
    import_(terminal, first)
    assert [seq for _, seq, _ in stored(terminal.centre)] == [1, 2, 3]
    assert outcomes(terminal) == [Outcome.ACCEPTED] * 2


def test_content_comes_by_stick_and_an_older_stick_is_refused(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = make()
    centre: Centre = terminal.centre
    old, new = tmp_path / "old", tmp_path / "new"
    for each, record in ((old, "place.one"), (new, "place.two")):
        each.mkdir()
        centre.content.publish({SCOPE: [line_of(record)]}, now=terminal.clocks.now())
        assert kiosk_platform(["usb-export", "--dir", platform_dir(terminal), "--to", str(each)]) == 0
    assert import_(terminal, new) == 0
    assert say("usb.took_content", scopes=SCOPE) in capsys.readouterr().out
    assert import_(terminal, old) == 1
    assert "没有采用" in capsys.readouterr().out
    assert [key.id for key in terminal.delivery._content.places(terminal.clocks.now().date())] == ["place.two"]


def test_a_half_copied_stick_changes_nothing_and_the_whole_one_works(make: Make, stick: Path) -> None:
    terminal = make()
    centre = terminal.centre
    centre.content.publish({SCOPE: [line_of("place.new")]}, now=terminal.clocks.now())
    kiosk_platform(["usb-export", "--dir", platform_dir(terminal), "--to", str(stick)])
    whole = {path: path.read_bytes() for path in (stick / FOLDER / CONTENT / "blob").iterdir()}
    for path, data in whole.items():
        path.write_bytes(data[: len(data) // 2])
    assert import_(terminal, stick) == 1
    # Exported again, the stick is made whole.
    assert kiosk_platform(["usb-export", "--dir", platform_dir(terminal), "--to", str(stick)]) == 0
    assert {path: path.read_bytes() for path in whole} == whole
    assert import_(terminal, stick) == 0


def test_half_a_batch_is_refused_and_the_others_count(
    make: Make, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = make()
    for _ in range(101):
        terminal.sign_up("activity.open")
    export(terminal, stick)
    batches = sorted((stick / FOLDER / FROM_TERMINALS / terminal.name).glob("*.batch"))
    assert len(batches) == 2
    data = batches[1].read_bytes()
    batches[1].write_bytes(data[: len(data) // 2])
    assert at_platform(terminal, stick) == 1
    assert batches[1].name in capsys.readouterr().out
    assert len(stored(terminal.centre)) == 100
    import_(terminal, stick)
    round_trip(terminal, stick)
    assert len(stored(terminal.centre)) == 102


def test_a_stick_for_another_terminal_is_left_alone(
    make: Make, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = make("K-00001"), make("K-00002")
    other.sign_up("activity.open")
    export(other, stick)
    at_platform(other, stick)
    assert import_(mine, stick) == 1
    assert say("usb.for_others", terminals="K-00002", terminal="K-00001") in capsys.readouterr().out
    # Renamed by somebody who means it: what is signed says whose it is.
    (stick / FOLDER / TO_TERMINALS / "K-00002").rename(stick / FOLDER / TO_TERMINALS / "K-00001")
    assert import_(mine, stick) == 1
    with mine.inbox as inbox:
        assert inbox.receipts() == ()
    shutil.move(stick / FOLDER / FROM_TERMINALS / "K-00002", stick / FOLDER / FROM_TERMINALS / "K-00001")
    assert at_platform(other, stick) == 0, "batches are taken in for whoever signed them"
    assert {journal for journal, _, _ in stored(other.centre)} == {other.me.journal}


def forged(folder: Path) -> None:
    for path in folder.glob("*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 8] ^= 1
        path.write_bytes(data)


def rubbish(folder: Path) -> None:
    for path in folder.glob("*"):
        path.write_bytes(os.urandom(300))


def nested(folder: Path) -> None:
    for path in folder.glob("*"):
        path.write_bytes(b"[" * 200_000)


def links(folder: Path) -> None:
    for path in folder.glob("*"):
        path.unlink()
        path.symlink_to("/etc/passwd")


def folder_is_a_link(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to("/etc")


def sparse(folder: Path) -> None:
    for path in folder.glob("*"):
        with path.open("r+b") as file:
            file.truncate(10_000_000_000)


def pipes(folder: Path) -> None:
    for path in folder.glob("*"):
        path.unlink()
        os.mkfifo(path)


def folders(folder: Path) -> None:
    for path in folder.glob("*"):
        path.unlink()
        path.mkdir()


HOSTILE = [forged, rubbish, nested, links, folder_is_a_link, sparse, pipes, folders]


@pytest.mark.parametrize("spoil", HOSTILE, ids=lambda f: f.__name__)
def test_a_hostile_stick_is_refused_at_both_ends_with_words(
    make: Make, stick: Path, spoil: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    export(terminal, stick)
    good = stick.parent / "good"
    shutil.copytree(stick, good)
    spoil(stick / FOLDER / FROM_TERMINALS / terminal.name)
    capsys.readouterr()
    assert at_platform(terminal, stick) == 1
    said = capsys.readouterr()
    assert (said.out + said.err).strip()
    assert stored(terminal.centre) == []
    assert at_platform(terminal, good) == 0
    spoil(good / FOLDER / TO_TERMINALS / terminal.name)
    assert import_(terminal, good) == 1
    assert outcomes(terminal) == []
    # And the stick is as good as new when it is written again.
    if spoil is not folder_is_a_link:
        terminal.delivery.exchange()
    assert len(stored(terminal.centre)) == 2


@pytest.mark.parametrize("name", ["../../evil", "..", "a/b", "/etc/passwd", "", ".hidden", "x" * 200, "名", "a\nb"])
def test_no_name_leads_out_of_the_stick(stick: Path, name: str) -> None:
    with pytest.raises(WorldError, match=r"usb\.odd"):
        Stick(stick).write("from", "K-00001", name=name, data=b"x")
    with pytest.raises(WorldError, match=r"usb\.(odd|failed)"):
        Stick(stick).read("from", name, name="a.json", max_bytes=10)


def test_nothing_is_written_through_a_link_planted_on_the_stick(make: Make, stick: Path, tmp_path: Path) -> None:
    terminal = make()
    target = tmp_path / "target"
    target.mkdir()
    (stick / FOLDER).mkdir()
    (stick / FOLDER / FROM_TERMINALS).symlink_to(target)
    assert export(terminal, stick) == 1
    (stick / FOLDER / CONTENT).symlink_to(target)
    assert kiosk_platform(["usb-export", "--dir", platform_dir(terminal), "--to", str(stick)]) == 1
    assert list(target.iterdir()) == []


def test_a_full_stick_is_named_and_a_terminal_without_a_name_too(
    make: Make, stick: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = make("K-00009", enrolled=False)
    assert export(terminal, stick) == 1
    assert capsys.readouterr().err.strip() == say("usb.not_enrolled")
    terminal.enrol()
    terminal.sign_up("activity.open")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert export(terminal, stick) == 1
    assert "满了" in capsys.readouterr().err
    round_trip(terminal, stick)
    assert len(stored(terminal.centre)) == 2
