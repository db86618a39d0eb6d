"""Puts the whole system on one machine: reference platform, agent and kiosk, all state under ``.dev``.

    stage.py run [--full-screen] [--vnc] [--scope CODE]
    stage.py tour [--scope CODE]
    stage.py publish

``packaging/dev`` calls it after set-up. Whatever it starts it also ends, also when it is killed itself. Not its
business: installing anything, and how the three programs work; it uses their command lines only.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import fcntl
import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import msgspec

from data.inbox_reader import InboxReader
from data.terminal_settings import load_settings, save_settings
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT / ".dev"
PLATFORM = DEV / "platform"
TRUSTED_ROOT = PLATFORM / "public" / "metadata" / "1.root.json"
MAP = PLATFORM / "records" / "media" / "map-light.yaml"
SOURCES = ROOT / "data" / "starter"
DEFAULT_SCOPE = "440105003"
POLL_INTERVAL_S = 5
STOP_TIMEOUT_S = 10
SERVE_TIMEOUT_S = 60
VNC_SIZE = "1080x1920"
VNC_PORTS = range(5900, 5920)
BIN = Path(sys.executable).parent


class StageError(Exception):
    """A step failed; the message says which, for the person at the command line."""


def tell(code: str, **params: object) -> None:
    """Say one sentence on the screen, at once."""
    print(say(code, **params), flush=True)


def log_path(name: str) -> Path:
    """Where the output of the program ``name`` goes."""
    return DEV / "log" / f"{name}.log"


def tail(path: Path, lines: int = 15) -> str:
    """The end of a log, for a person who is told that something failed."""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def step(title_code: str, name: str, *command: str | Path) -> None:
    """Run a command to its end, its output in the log.

    Raises:
        StageError: it failed.
    """
    title = say(title_code)
    print(f"\n── {title}", flush=True)
    started = time.monotonic()
    with log_path(name).open("a", encoding="utf-8") as log:
        code = subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    if code:
        raise StageError(f"{tail(log_path(name))}\n{say('dev.failed', title=title, exit=code, log=log_path(name))}")
    tell("dev.done", title=title, seconds=f"{time.monotonic() - started:.1f}")


class Children:
    """The programs that run beside the kiosk. They get their own session: Ctrl-C reaches only us, and we end them."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: str | Path, stdout: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a program, its output in its log (or in ``stdout``); should we be killed, the kernel ends it."""
        with log_path(name).open("ab") as log, stdout.open("wb") if stdout else contextlib.nullcontext(log) as out:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                start_new_session=True,
            )
        self._running[name] = process
        return process

    def ended(self) -> Iterator[tuple[str, int]]:
        """Programs that ended by themselves since the last call, with their exit codes."""
        for name, process in list(self._running.items()):
            code = process.poll()
            if code is not None:
                del self._running[name]
                yield name, code

    def stop(self) -> None:
        """End everything, the last started first; what does not listen is killed."""
        for process in reversed(self._running.values()):
            process.terminate()
        for process in reversed(self._running.values()):
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()


def init_and_publish() -> None:
    """Make the platform's keys once, then compile and sign the sources."""
    if not TRUSTED_ROOT.exists():
        step("dev.init", "init", BIN / "kiosk-platform", "init", "--dir", PLATFORM)
    if not MAP.exists():
        step("dev.map", "map", BIN / "kiosk-platform", "map", "--dir", PLATFORM)
    step("dev.publish", "publish", BIN / "kiosk-platform", "publish", "--sources", SOURCES, "--dir", PLATFORM)


def first_line(path: Path, process: subprocess.Popen[bytes], timeout_s: float) -> str:
    """The first line a program prints to ``path``, or nothing when it ends or takes too long."""
    deadline = time.monotonic() + timeout_s
    while process.poll() is None and time.monotonic() < deadline:
        line, newline, _ = path.read_text(encoding="utf-8").partition("\n")
        if newline:
            return line
        time.sleep(0.05)
    return ""


def free_port(preferred: range) -> int:
    """The first free loopback port of ``preferred``, or any."""
    for port in (*preferred, 0):
        with socket.socket() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                sock.bind(("127.0.0.1", port))
                return int(sock.getsockname()[1])
    raise StageError("no free port")


def serve(children: Children) -> tuple[str, int]:
    """Start the platform, on the port it had last time when that is free.

    Returns:
        Its address and its process id.

    Raises:
        StageError: it did not start.
    """
    print(f"\n── {say('dev.serve')}", flush=True)
    remembered = DEV / "run" / "port"
    last = int(remembered.read_text()) if remembered.exists() else 0
    port = free_port(range(last, last + 1))
    command = (BIN / "kiosk-platform", "serve", "--dir", PLATFORM, "--host", "127.0.0.1", "--port", str(port))
    said = DEV / "run" / "platform.json"
    process = children.start("platform", *command, stdout=said)
    line = first_line(said, process, SERVE_TIMEOUT_S)
    if not line:
        raise StageError(f"{tail(log_path('platform'))}\n{say('dev.no_port', log=log_path('platform'))}")
    port = int(json.loads(line)["port"])
    remembered.write_text(str(port))
    url = f"http://127.0.0.1:{port}"
    tell("dev.serving", url=url, pid=process.pid)
    return url, process.pid


def provision(state: Path, scope: str, url: str) -> None:
    """Make the terminal once; later only its platform's address may have changed."""
    files = StateFiles(state)
    if Path(files.settings).exists() and Path(files.trusted_root).exists():
        settings = load_settings(state)
        if settings.platform_url != url:
            save_settings(state, msgspec.structs.replace(settings, platform_url=url))
        return
    arguments: list[str | Path] = ["--state", state, "--terminal", terminal_of(scope), "--scope", scope]
    arguments += ["--platform", url]
    arguments += ["--place", f"place.gongzhu-{scope}", "--root", TRUSTED_ROOT]
    arguments += ["--poll-interval", str(POLL_INTERVAL_S)]
    step("dev.provision", "provision", BIN / "kiosk", "provision", *arguments)


def terminal_of(scope: str) -> str:
    """Number of the terminal at ``scope``: two with the same one would end each other's enrolment."""
    return "K-00001" if scope == DEFAULT_SCOPE else f"K-{scope[-5:]}"


def enrol(state: Path, scope: str) -> None:
    """Introduce the terminal to the platform, once: before that it takes no names and is lent no seats.

    Raises:
        StageError: the platform gave no code, or the terminal could not use it.
    """
    with InboxReader(Path(StateFiles(state).inbox_db)) as inbox:
        if inbox.incarnation() is not None:
            return
    command: list[str | Path] = [BIN / "kiosk-platform", "enrol", "--dir", PLATFORM, "--scope", scope]
    command += ["--place", f"place.gongzhu-{scope}", load_settings(state).terminal_id]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    code = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b", made.stdout)
    if made.returncode or code is None:
        log_path("enrol").write_text(made.stdout + made.stderr, encoding="utf-8")
        failed = say("dev.failed", title=say("dev.enrol"), exit=made.returncode, log=log_path("enrol"))
        raise StageError(f"{made.stderr}\n{failed}")
    step("dev.enrol", "enrol", BIN / "kiosk", "enrol", "--state", state, "--code", code.group())


def prepare(state: Path, scope: str, children: Children) -> int:
    """Everything up to content on the terminal; the value is the platform's process id."""
    init_and_publish()
    url, pid = serve(children)
    provision(state, scope, url)
    enrol(state, scope)
    step("dev.fetch", "agent-once", BIN / "kiosk", "agent", "--state", state, "--once")
    return pid


def next_morning() -> dt.datetime:
    """Six past nine on the next working day (holidays not known here), in Guangzhou's time: places are open, staff are there."""
    day = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date() + dt.timedelta(days=1)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(9, 6))


def draw(state: Path) -> None:
    """Render every screen."""
    out = DEV / "tour"
    shutil.rmtree(out, ignore_errors=True)  # no picture of a screen that is gone
    step("dev.tour", "tour", BIN / "kiosk", "tour", "--state", state, "--out", out, "--at", next_morning().isoformat())
    tell("dev.pictures", count=len(list(out.rglob("*.png"))), folder=out)


def vnc_command(command: list[str | Path], children: Children) -> list[str | Path]:
    """The kiosk's command on Qt's VNC platform in a namespace without a network, and the relay to it.

    Raises:
        StageError: no network namespace can be made here.
    """
    as_user = ["--user", "--map-current-user", "--keep-caps"] if os.geteuid() else []
    namespace: list[str | Path] = ["unshare", *as_user, "--net", "--"]
    if subprocess.run([*namespace, "true"], check=False, stderr=subprocess.DEVNULL).returncode:
        raise StageError(say("dev.vnc_impossible"))
    # Relative, because a socket's path may have 107 bytes only.
    relay, sock, port = ROOT / "packaging" / "vnc.py", Path(".dev/run/vnc.sock"), free_port(VNC_PORTS)
    children.start("vnc", sys.executable, relay, "outside", sock, str(port))
    tell("dev.vnc_ready", port=port, user=getpass.getuser(), host=socket.gethostname())
    return [*namespace, sys.executable, relay, "inside", sock, VNC_SIZE, *command]


def open_kiosk(state: Path, children: Children, *, full_screen: bool, vnc: bool) -> int:
    """Run agent and kiosk until the kiosk is closed; the value is its exit code."""
    children.start("agent", BIN / "kiosk", "agent", "--state", state)
    command: list[str | Path] = [BIN / "kiosk", "run", "--state", state]
    if full_screen or vnc:
        command.append("--full-screen")
    if vnc:
        command = vnc_command(command, children)
    kiosk = children.start("kiosk", *command)
    while True:
        for name, code in children.ended():
            if name == "kiosk":
                if code:
                    print(tail(log_path("kiosk")), file=sys.stderr)
                return code
            tell("dev.child_ended", name=name, exit=code, log=log_path(name))
        with contextlib.suppress(subprocess.TimeoutExpired):
            kiosk.wait(0.5)


@contextlib.contextmanager
def only_one() -> Iterator[bool]:
    """Whether nobody else runs the stage; held until we end."""
    with (DEV / "run" / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def state_of(scope: str) -> Path:
    """State folder of the terminal at ``scope``."""
    return DEV / ("terminal" if scope == DEFAULT_SCOPE else f"terminal-{scope}")


def tour(scope: str) -> int:
    """Draw every screen from live content; while ``run`` is open, from what its agent fetched."""
    children = Children()
    with only_one() as alone:
        try:
            if alone:
                prepare(state_of(scope), scope, children)
            draw(state_of(scope))
        finally:
            children.stop()
    return 0


def run(scope: str, *, full_screen: bool, vnc: bool) -> int:
    """Everything at once; without a display the tour."""
    children = Children()
    state = state_of(scope)
    with only_one() as alone:
        if not alone:
            raise StageError(say("dev.already_running"))
        try:
            platform = prepare(state, scope, children)
            if not vnc and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
                print(flush=True)
                tell("dev.no_display")
                draw(state)
                tell("dev.offer_vnc")
                return 0
            print(flush=True)
            tell("dev.opening", platform=platform)
            return open_kiosk(state, children, full_screen=full_screen, vnc=vnc)
        finally:
            children.stop()


def on_signal(number: int, _frame: FrameType | None) -> None:
    """A terminal that was closed or a service manager that stops us: end as with Ctrl-C."""
    raise KeyboardInterrupt(signal.Signals(number).name)


def main(arguments: list[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="packaging/dev", description=say("dev.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("publish")
    for name in ("run", "tour"):
        commands.add_parser(name).add_argument("--scope", default=DEFAULT_SCOPE, help=say("dev.help_scope"))
    commands.choices["run"].add_argument("--full-screen", action="store_true", help=say("dev.help_full_screen"))
    commands.choices["run"].add_argument("--vnc", action="store_true", help=say("dev.help_vnc"))
    given = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    try:
        if given.command == "publish":
            init_and_publish()
            return 0
        if given.command == "tour":
            return tour(given.scope)
        return run(given.scope, full_screen=given.full_screen, vnc=given.vnc)
    except StageError as error:
        print(error, file=sys.stderr)
        return 1
    except WorldError as error:
        print(say(error.code, **error.params), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
