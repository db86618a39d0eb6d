"""A platform at work in this process, on a real socket, with activities published by hand; terminals to speak to it."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import requests
import uvicorn
from starlette.applications import Starlette

from sync.platform.app import make_app
from sync.platform.conformance.terminal import Answer, Send, SimulatedTerminal, now_utc, over_http
from sync.platform.making_keys import make_first_keys
from sync.platform.message_keys import CITY_ZONE, KeyFolder
from sync.platform.service import PlatformService
from sync.platform.store.activities import note_published
from sync.platform.store.books import ActivityRow, Books
from sync.platform.store.directory import make_code
from sync.platform.store.engine import Database, default_url
from sync.platform.store.life import ensure_life

SCOPE = "440105013"
DAY = dt.timedelta(days=1)


def activity(name: str, capacity: int | None, *, scope: str = SCOPE, starts_in: dt.timedelta = DAY) -> ActivityRow:
    """An activity of two hours."""
    starts_at = now_utc() + starts_in
    return ActivityRow(f"activity.{name}", scope, name, starts_at, starts_at + dt.timedelta(hours=2), capacity)


class Clock:
    """The platform's clock; can be moved."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return now_utc() + self.ahead


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The address of an application that runs in a thread."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer takes 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(1024)  # from here on a client may come, started or not
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


class RunningPlatform:
    """A platform folder with keys, its database, and a service on a socket.

    Args:
        folder: made here.
        url: of the database; SQLite in the folder where none is given.
    """

    def __init__(self, folder: Path, *, url: str | None = None) -> None:
        self.folder = folder
        self.clock = Clock()
        (folder / "state").mkdir(parents=True, exist_ok=True)
        (folder / "public").mkdir(exist_ok=True)
        make_first_keys(KeyFolder(folder), today=now_utc().astimezone(CITY_ZONE).date())
        self.database_url = url or default_url(folder)
        self.database = Database(self.database_url)  # the operator's own connection, apart from the service
        with self.database.write() as db:
            ensure_life(db, now=self.clock())
        self._session = requests.Session()
        self._send: Send
        self.url = ""

    @contextlib.contextmanager
    def at_work(
        self, *, wrap: Callable[[Starlette], Starlette] = lambda app: app, **options: object
    ) -> Iterator[RunningPlatform]:
        """Serve until the end of the block; ``wrap`` may spoil the application."""
        service = PlatformService(self.folder, Database(self.database_url), clock=self.clock, **options)  # type: ignore[arg-type]
        try:
            with serving(wrap(make_app(self.folder, service))) as url:
                self.url, self._send = url, over_http(url, self._session)
                yield self
                self._session.close()
        finally:
            service.close()

    def post(self, path: str, body: bytes) -> Answer:
        """To whatever serves this platform now."""
        return self._send(path, body)

    def close(self) -> None:
        self.database.close()

    def publish(self, *rows: ActivityRow) -> None:
        """Make activities known as if they were published."""
        with self.database.write() as db:
            note_published(Books(db, now=self.clock()), rows)

    def code(self, terminal: str = "K-00001", *, scope: str = SCOPE, life: dt.timedelta = DAY) -> str:
        with self.database.write() as db:
            books = Books(db, now=self.clock())
            code, _ = make_code(books, terminal, scope=scope, place=None, life=life)
            books.flush()
        return code

    def terminal(self, name: str = "K-00001", *, scope: str = SCOPE) -> SimulatedTerminal:
        """An enrolled terminal whose journal has begun."""
        found = SimulatedTerminal(self.post)
        answer = found.enrol(self.code(name, scope=scope))
        assert answer.status == 200, answer.body
        found.begin()
        return found
