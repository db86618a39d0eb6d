"""Runs the platform's application in uvicorn: the socket, the line that says where, a clean end."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import sys
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.app import make_app
from sync.platform.service import PlatformService

_log = logging.getLogger(__name__)

GRACE_S = 5
"""How long running answers may take to finish after SIGTERM."""


class _AnnouncingServer(uvicorn.Server):
    """Says on standard output where it listens, once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            line = msgspec.json.encode({"url": f"http://{shown}:{port}", "host": host, "port": port})
            sys.stdout.write(line.decode() + "\n")
            sys.stdout.flush()


def serve(platform_dir: Path, *, host: str, port: int, service: PlatformService | None = None) -> None:
    """Serve a platform folder until SIGTERM or SIGINT.

    One JSON line ``{"url", "host", "port"}`` on standard output says that connections are taken; with port 0 that is how
    the caller learns the port. Without a ``service`` only the published files are served.

    Raises:
        WorldError: the folder was never started, or the address is taken.
    """
    if not (platform_dir / "public").is_dir():
        raise WorldError("platform.not_started", path=platform_dir)
    # uvicorn raises the signal it was stopped by once more when it is done; by then stopping is what was asked for.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    with contextlib.closing(_listen(host, port)) as listening:
        if service is None:
            _log.info("%s", say("platform.content_only"))
        config = uvicorn.Config(
            make_app(platform_dir, service),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE_S,
        )
        _AnnouncingServer(config).run(sockets=[listening])


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise WorldError("platform.cannot_listen", host=host, port=port, reason=error.strerror or error) from error
    return listening
