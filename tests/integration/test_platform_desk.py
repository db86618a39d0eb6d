"""An operator at the platform's desk: what they type, what they read, and that names are read only with the key."""

from __future__ import annotations

import csv
import datetime as dt
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.sealing import Sealer
from data.ticket_key import public_half
from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.content import KeyUse
from kiosk.domain.journal import next_entry
from kiosk.domain.journal_ids import Moment
from kiosk.domain.journal_private import Contact, FormOfAddress, Need
from kiosk.domain.ticket_code import TicketKey, signed_part, token
from sync.platform.cli import main
from sync.platform.conformance.terminal import CONSENT, SimulatedTerminal, now_utc
from sync.platform.making_keys import LEAD, OVERLAP, rotate
from sync.platform.message_keys import CITY_ZONE, KeyFolder, SigningKeys, public_keys
from sync.protocol.messages import Ack
from tests.integration.platform_server import RunningPlatform, activity

NAME, PHONE = "陈小满", "13912345678"
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path / "platform")
    found.publish(activity("open", None), activity("class", 4))
    with found.at_work():
        yield found
    found.close()


@pytest.fixture
def desk(platform: RunningPlatform, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(command: str, *arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([command, *arguments, "--dir", str(platform.folder)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def sealed(
    platform: RunningPlatform, terminal: SimulatedTerminal, body: b.SignUp | b.Referral, private: Contact | Need
) -> str:
    """Write an entry as a real terminal does, sealed to the platform's key."""
    key = next(key for key in public_keys(KeyFolder(platform.folder)) if key.use is KeyUse.SEAL)
    draft = Sealer(terminal.terminal, key).draft(body, private, moment=Moment(now_utc(), trusted=True))
    terminal.entries.append(next_entry(draft, terminal.head, journal=terminal.journal))
    return draft.id


def sign_up(platform: RunningPlatform, terminal: SimulatedTerminal, contact: Contact) -> str:
    body = b.SignUp(activity="activity.open", ticket=terminal.ticket(), consent=CONSENT)
    return sealed(platform, terminal, body, contact)


def test_a_code_made_at_the_desk_enrols_a_terminal_that_is_then_listed_and_revoked(
    platform: RunningPlatform, desk: Say
) -> None:
    code, out, _ = desk("enrol", "K-00007", "--scope", "440105013", "--place", "place.x")
    assert code == 0
    shown = re.search(r"\w{4}-\w{4}-\w{4}", out)
    assert shown is not None
    assert "待注册" in desk("terminals")[1]
    terminal = SimulatedTerminal(platform.post)
    assert terminal.enrol(shown[0]).status == 200
    assert terminal.terminal == "K-00007"
    assert "在用" in desk("terminals")[1]
    assert desk("revoke", "K-00007", "--by", "李")[0] == 0
    assert "早已停用" in desk("revoke", "K-00007", "--by", "李")[1]
    assert "已停用" in desk("terminals")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("enrol", "K-7", "--scope", "4401"),
        ("enrol", "K-00001", "--scope", "12"),
        ("revoke", "K-00099", "--by", "李"),
        ("chain", "K-00099"),
        ("activity-list", "activity.none", "--out", "list.csv"),
        ("open", "--entry", "none"),
        ("command", "pause", "--terminal", "K-00099", "--by", "李"),
        ("command", "pause", "--scope", "4401", "--until", "tomorrow", "--by", "李"),
        ("roster", "--scope", "4401", "--file", "none.yaml", "--by", "李"),
        ("destroyed", "K-00099", "--by", "李", "--second", "王"),
        ("conflicts", "--entry", "none", "--settle", "seat", "--by", "李"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence(
    desk: Say, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = desk(*arguments)
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_an_alarm_is_read_in_words_and_in_the_exit_code(platform: RunningPlatform, desk: Say) -> None:
    terminal = platform.terminal()
    terminal.deliver()
    code, out, _ = desk("chain", "K-00001")
    assert (code, "没有警报" in out) == (0, True)
    for _ in range(3):
        terminal.sign_up("activity.open")
    terminal.deliver(4)
    code, out, _ = desk("chain", "K-00001")
    assert (code, "缺记录" in out) == (3, True)


def test_the_list_of_an_activity_is_opened_with_the_key_and_harmless_in_a_spreadsheet(
    platform: RunningPlatform, desk: Say, tmp_path: Path
) -> None:
    terminal = platform.terminal()
    first = sign_up(platform, terminal, Contact(called=NAME, form=FormOfAddress.MS, phone=PHONE))
    sign_up(platform, terminal, Contact(called="=cmd()", note="@x"))
    terminal.write(b.CheckIn(activity="activity.open", ticket="A001", how=b.CheckInBy.SCAN, of=first))
    assert terminal.deliver().payload(Ack).refused == ()
    out = tmp_path / "list.csv"
    code, said, _ = desk("activity-list", "activity.open", "--out", str(out))
    assert code == 0
    assert NAME not in said
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    lines = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(line[3], line[4], line[5], line[8]) for line in lines[1:]] == [
        (NAME, "女士", PHONE, "到"),
        ("'=cmd()", "", "", ""),
    ]
    (tmp_path / "empty").mkdir()
    desk("activity-list", "activity.open", "--out", str(out), "--keys", str(tmp_path / "empty"))
    assert NAME not in out.read_text(encoding="utf-8-sig")


def test_no_name_lies_readable_anywhere_on_the_platform(platform: RunningPlatform, desk: Say) -> None:
    terminal = platform.terminal()
    entry = sealed(
        platform,
        terminal,
        b.Referral(ticket="R001", consent=CONSENT),
        Need(contact=Contact(called=NAME, phone=PHONE), detail="请上门"),
    )
    terminal.deliver()
    code, out, _ = desk("open", "--entry", entry)
    assert code == 0
    assert msgspec.json.decode(out)["private"]["contact"] == {"called": NAME, "phone": PHONE}
    assert desk("open", "--kind", "sign_up")[1] == ""
    backup = platform.folder / "backup.db"
    assert desk("backup", "--out", str(backup))[0] == 0
    for path in (path for path in platform.folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for canary in (NAME, PHONE, "请上门"):
            for encoding in ("utf-8", "utf-16-le", "gbk"):
                assert canary.encode(encoding) not in data, path
    assert desk("backup", "--out", str(backup))[0] == 1
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_envelope_moved_to_another_terminal_does_not_open(platform: RunningPlatform, desk: Say) -> None:
    terminal = platform.terminal()
    terminal.terminal = "K-00002"  # sealed for another
    body = b.Referral(ticket="R001", consent=CONSENT)
    key = next(key for key in public_keys(KeyFolder(platform.folder)) if key.use is KeyUse.SEAL)
    draft = Sealer("K-00002", key).draft(
        body, Need(contact=Contact(called=NAME)), moment=Moment(now_utc(), trusted=True)
    )
    terminal.terminal = "K-00001"
    terminal.entries.append(next_entry(draft, terminal.head, journal=terminal.journal))
    terminal.deliver()
    code, out, err = desk("open", "--entry", draft.id)
    assert (code, out) == (3, "")
    assert "打不开" in err


def test_staff_and_orders_reach_the_terminals_of_a_scope(platform: RunningPlatform, desk: Say, tmp_path: Path) -> None:
    here, elsewhere = platform.terminal("K-00001"), platform.terminal("K-00002", scope="440103")
    roster = tmp_path / "roster.yaml"
    roster.write_text(
        "staff:\n- {staff: S-1001, shown: 李**, roles: [attendant], valid_until: 2027-01-01T00:00:00+08:00}\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert desk("roster", "--scope", "440105", "--file", str(roster), "--by", "王")[0] == 0
    assert [r.version for r in here.told(inbox.Roster)] == [1, 2]
    assert here.told(inbox.Roster)[0].staff[0].shown == "李**"
    assert elsewhere.told(inbox.Roster) == []
    arguments = ("--reason", "maintenance", "--until", "2026-12-01T09:00+08:00", "--by", "王")
    assert desk("command", "pause", "--terminal", "K-00002", *arguments)[0] == 0
    order = elsewhere.told(inbox.Command)[0]
    assert (order.command.value, order.reason, order.until) == (
        "pause",
        inbox.PauseReason.MAINTENANCE,
        dt.datetime(2026, 12, 1, 1, tzinfo=dt.UTC),
    )
    again = SimulatedTerminal(platform.post)
    again.enrol(platform.code("K-00001"))
    assert [r.version for r in again.told(inbox.Roster)] == [2]
    roster.write_text("staff:\n- {staff: S-1001, shown: 李**, roles: [king]}\n", encoding="utf-8")
    assert desk("roster", "--scope", "440105", "--file", str(roster), "--by", "王")[0] == 1


def test_a_restored_database_is_checked_and_begins_a_new_life(platform: RunningPlatform, desk: Say) -> None:
    terminal = platform.terminal()
    epoch = terminal.deliver().payload(Ack).epoch
    code, out, _ = desk("restore-check", "--new-life")
    assert (code, "完好" in out) == (0, True)
    assert terminal.deliver().payload(Ack).epoch != epoch
    with platform.database.write() as db:
        db.exec_driver_sql("UPDATE entry SET line = CAST('{}' AS BLOB)")
    code, _, err = desk("restore-check")
    assert (code, "unreadable" in err) == (3, True)


def test_keys_overlap_so_that_no_terminal_meets_one_it_does_not_know(platform: RunningPlatform, desk: Say) -> None:
    folder = KeyFolder(platform.folder)
    before = {key.use: key for key in public_keys(folder)}
    today = now_utc().astimezone(CITY_ZONE).date()
    new = rotate(folder, KeyUse.SIGN, today=today)
    assert new.not_before == today + LEAD
    old = next(key for key in public_keys(folder) if key.kid == before[KeyUse.SIGN].kid)
    assert old.not_after == new.not_before + OVERLAP
    keys = SigningKeys(folder)
    assert keys.current(today)[0] == old.kid
    assert keys.current(new.not_before)[0] == new.kid
    sealing = rotate(folder, KeyUse.SEAL, today=today)
    assert sealing.not_before == today
    assert len({p.name for p in folder.sealing.iterdir()}) == 2
    assert {stat.S_IMODE(p.stat().st_mode) for p in (*folder.sealing.iterdir(), *folder.signing.iterdir())} == {0o600}
    assert desk("rotate-keys", "--use", "seal")[0] == 0
    kids = [key.kid for key in public_keys(folder)]
    assert len(kids) == len(set(kids)) == 5
    assert {p.stem for p in (folder.records / "key").iterdir()} == set(kids)


def test_a_ticket_of_any_terminal_is_checked_by_its_code(platform: RunningPlatform, desk: Say) -> None:
    """Signed by the terminal it is of; by one whose journal is late; by nobody; by another terminal; old; unknown."""
    keys = [Ed25519PrivateKey.generate() for _ in range(2)]
    first, second = platform.terminal(), platform.terminal("K-00002")
    for terminal, key in zip((first, second), keys, strict=True):
        terminal.write(TicketKey(key=public_half(key)))
    entry, late = first.sign_up("activity.open"), first.sign_up("activity.open")
    cancelled = second.sign_up("activity.open")
    second.write(b.Cancellation(of=cancelled.id, activity="activity.open"))
    first.deliver(last=late.seq - 1)
    second.deliver()

    def code(ticket: str, entry: str, key: Ed25519PrivateKey) -> str:
        return token(ticket, entry, key.sign(signed_part(ticket, entry)))

    good = code("A001", entry.id, keys[0])
    answer, out, _ = desk("ticket", good)
    assert (answer, "签名对，是终端 K-00001 出的" in out, "activity.open：有名额" in out) == (0, True, True)
    assert desk("ticket", *good.split())[1] == out, "without quotation marks too"
    assert "已取消" in desk("ticket", code("A001", cancelled.id, keys[1]))[1]
    answer, out, _ = desk("ticket", code("A002", late.id, keys[0]))
    assert (answer, "可能还没送到" in out) == (0, True)
    for forged in (
        code("A001", entry.id, keys[1]),
        code("A002", entry.id, keys[0]),
        token("A001", entry.id, bytes(64)),
    ):
        answer, out, _ = desk("ticket", forged)
        assert (answer, "不收" in out, "有名额" in out) == (3, True, False)
    answer, out, _ = desk("ticket", f"SJY1 A001 activity.open {entry.id}")
    assert (answer, "没有签名" in out, "有名额" in out) == (3, True, True)
    answer, out, _ = desk("ticket", token("A009", late.id, bytes(64)))
    assert (answer, "不认识" in out) == (3, True)
    assert desk("ticket", "https://example.org")[::2] == (1, "这不是票上的码。\n")
