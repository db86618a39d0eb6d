"""Reading and writing ``terminal.toml``. What the fields mean is ``kiosk.domain.terminal``."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec

from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles, TerminalSettings


def load_settings(state: Path) -> TerminalSettings:
    """Settings of the terminal whose state folder is ``state``.

    Raises:
        WorldError: not provisioned (``terminal.not_provisioned``) or unreadable (``terminal.bad_settings``).
    """
    path = Path(StateFiles(state).settings)
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), TerminalSettings)
    except FileNotFoundError:
        raise WorldError("terminal.not_provisioned", path=path) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WorldError("terminal.bad_settings", path=path, reason=error) from error


def _lines(table: dict[str, object]) -> list[str]:
    """Key and value, a line each: a string or number of JSON is one of TOML too."""
    return [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in table.items() if value is not None]


def save_settings(state: Path, settings: TerminalSettings) -> None:
    """Write ``terminal.toml``, durably and whole or not at all."""
    path = Path(StateFiles(state).settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    table = msgspec.to_builtins(settings)
    tables = {name: table.pop(name) for name in ("panel", "printer", "scanner", "sound")}
    lines = _lines(table)
    for name, values in tables.items():
        if values is not None:
            lines += ["", f"[{name}]", *_lines(values)]
    lines.append("")
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        out.write("\n".join(lines))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
