"""Lets a person without a display see the kiosk: Qt's own VNC server, reachable through one loopback port only.

Qt's VNC plug-in listens on every address and asks for no password; it has no option for either. So the kiosk runs in
a network namespace of its own, which has nothing but a loopback (the terminal's unit has ``PrivateNetwork=yes`` for
the same reason), and two relays joined by a socket file carry the bytes to 127.0.0.1 outside.

    vnc.py inside SOCKET SIZE COMMAND...    in the namespace: starts COMMAND on Qt's VNC platform, relays from SOCKET
    vnc.py outside SOCKET PORT              outside: relays 127.0.0.1:PORT to SOCKET

Not its business: making the namespace and ending the processes (``stage.py``).
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

# Inside the namespace there is nobody else, so the port is free.
VNC_PORT = 5900
SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def raise_loopback() -> None:
    """Switch ``lo`` on: a new network namespace starts with it down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy bytes until either side ends."""
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass  # the viewer went away, or the kiosk: the other direction ends with it
    finally:
        writer.close()


async def join(
    near: tuple[asyncio.StreamReader, asyncio.StreamWriter], far: tuple[asyncio.StreamReader, asyncio.StreamWriter]
) -> None:
    """Carry both directions of one connection."""
    await asyncio.gather(pump(near[0], far[1]), pump(far[0], near[1]))


async def outside(path: Path, port: int) -> int:
    """Relay a loopback port to the socket file, for ever."""

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far = await asyncio.open_unix_connection(path)
        except OSError as error:
            print(f"the kiosk is not there yet: {error}", file=sys.stderr)
            writer.close()
            return
        await join((reader, writer), far)

    server = await asyncio.start_server(accept, "127.0.0.1", port)
    async with server:
        await server.serve_forever()
    return 0


async def inside(path: Path, size: str, command: list[str]) -> int:
    """Run ``command`` on Qt's VNC platform and relay the socket file to it; the value is the command's exit code."""
    raise_loopback()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far = await asyncio.open_connection("127.0.0.1", VNC_PORT)
        except OSError as error:
            print(f"Qt's VNC server does not answer: {error}", file=sys.stderr)
            writer.close()
            return
        await join((reader, writer), far)

    path.unlink(missing_ok=True)
    server = await asyncio.start_unix_server(accept, path)
    path.chmod(0o600)
    environment = os.environ | {"QT_QPA_PLATFORM": f"vnc:size={size}:port={VNC_PORT}"}
    async with server:
        process = await asyncio.create_subprocess_exec(
            "setpriv", "--pdeathsig", "TERM", "--", *command, env=environment
        )
        return await process.wait()


def main(arguments: list[str]) -> int:
    """``inside SOCKET SIZE COMMAND...`` or ``outside SOCKET PORT``."""
    if arguments[0] == "inside":
        return asyncio.run(inside(Path(arguments[1]), arguments[2], arguments[3:]))
    return asyncio.run(outside(Path(arguments[1]), int(arguments[2])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
