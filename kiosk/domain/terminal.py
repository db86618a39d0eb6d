"""What a terminal is told about itself when it is provisioned. Reading the file is ``data.terminal_settings``."""

from __future__ import annotations

import enum
import re
from pathlib import PurePath
from typing import Annotated, Literal

from msgspec import Meta, Struct

from kiosk.domain.content import RecordId, ScopeCode

LOUDEST = 8
"""Steps of loudness, 1 to 8."""


class Panel(Struct, frozen=True, kw_only=True):
    """The visible glass in millimetres; a 23.8-inch panel standing upright where nothing was measured.

    ``edge_mm`` is from the floor to its lower edge: with it 画面放低 knows what somebody in a wheelchair reaches.
    """

    width_mm: Annotated[float, Meta(gt=50, lt=3000)] = 296.0
    height_mm: Annotated[float, Meta(gt=50, lt=3000)] = 527.0
    edge_mm: Annotated[float, Meta(ge=0, lt=3000)] = 700.0


class PrinterConnection(enum.StrEnum):
    """How the thermal printer hangs on the machine."""

    USB = "usb"
    NETWORK = "network"
    FILE = "file"


_ADDRESSES = {
    PrinterConnection.USB: re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}"),
    PrinterConnection.NETWORK: re.compile(r"[0-9A-Za-z.-]{1,253}:\d{1,5}"),
    PrinterConnection.FILE: re.compile(r"/[^\0]+"),
}


class PrinterSettings(Struct, frozen=True, kw_only=True):
    """The thermal printer.

    ``address`` is ``vendor:product`` in hexadecimal (usb), ``host:port`` (network) or a path (file). ``width_dots`` is what it
    prints across: 576 on 80 mm paper, 384 on 58 mm, both at 8 dots a millimetre. ``profile`` is a name of python-escpos'
    list of printers.
    """

    connection: PrinterConnection
    address: str
    width_dots: Literal[576, 384] = 576
    profile: Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{1,40}$")] = "default"

    def __post_init__(self) -> None:
        if not _ADDRESSES[self.connection].fullmatch(self.address):
            raise ValueError(f"not an address of a {self.connection} printer: {self.address}")


class ScannerConnection(enum.StrEnum):
    """How the code scanner speaks."""

    KEYBOARD = "keyboard"
    SERIAL = "serial"


_SCANNERS = {
    ScannerConnection.KEYBOARD: re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}"),
    ScannerConnection.SERIAL: re.compile(r"/[^\0]+"),
}


class ScannerSettings(Struct, frozen=True, kw_only=True):
    """The code scanner. ``address`` is ``vendor:product`` in hexadecimal (keyboard) or the line's path (serial)."""

    connection: ScannerConnection
    address: str
    baud: Annotated[int, Meta(ge=300, le=921_600)] = 9600

    def __post_init__(self) -> None:
        if not _SCANNERS[self.connection].fullmatch(self.address):
            raise ValueError(f"not an address of a {self.connection} scanner: {self.address}")


class SoundSettings(Struct, frozen=True, kw_only=True):
    """How loud this site is, in steps of 1 to 8.

    ``start`` is what everybody finds, ``evening`` from ``evening_from`` o'clock; ``limit`` is as loud as the loudspeaker may be made.
    Headphones are as loud as somebody wants.
    """

    start: Annotated[int, Meta(ge=1, le=8)] = 5
    evening: Annotated[int, Meta(ge=1, le=8)] = 3
    evening_from: Annotated[int, Meta(ge=0, le=24)] = 18
    limit: Annotated[int, Meta(ge=1, le=8)] = LOUDEST

    def first(self, hour: int) -> int:
        """What somebody finds at this hour of the day."""
        return min(self.limit, self.evening if hour >= self.evening_from else self.start)

    def loudest(self, *, through_headphones: bool) -> int:
        """As far as it can be turned up."""
        return LOUDEST if through_headphones else self.limit


class TerminalSettings(Struct, frozen=True, kw_only=True):
    """``terminal.toml`` in the state folder.

    ``place_id`` names the place record of the space the terminal stands in. ``public_url`` with a record's id behind it is
    that record's page for everybody (no query, nobody's data); None where there is no such place.
    """

    terminal_id: Annotated[str, Meta(pattern=r"^K-\d{5}$")]
    scope: ScopeCode
    platform_url: Annotated[str, Meta(pattern=r"^https?://[^\s]+$")]
    place_id: RecordId | None = None
    poll_interval_s: Annotated[float, Meta(ge=0.5, le=86_400)] = 300.0
    idle_after_s: Annotated[int, Meta(ge=60, le=300)] = 120
    panel: Panel = Panel()
    printer: PrinterSettings | None = None
    scanner: ScannerSettings | None = None

    sound: SoundSettings = SoundSettings()
    public_url: Annotated[str, Meta(pattern=r"^https?://[^\s?#]+/$", max_length=120)] | None = None


class StateFiles(Struct, frozen=True):
    """Names of what lies in the state folder."""

    root: PurePath

    @property
    def settings(self) -> PurePath:
        """What provisioning wrote."""
        return self.root / "terminal.toml"

    @property
    def trusted_root(self) -> PurePath:
        """The TUF root the terminal was provisioned with."""
        return self.root / "trusted_root.json"

    @property
    def content_db(self) -> PurePath:
        """Published records; written by the agent only."""
        return self.root / "content.db"

    @property
    def inbox_db(self) -> PurePath:
        """What the platform told this terminal, and the version floor; written by the agent only."""
        return self.root / "inbox.db"

    @property
    def journal_db(self) -> PurePath:
        """What happened here; written by the UI only. Ended journals lie beside it as ``journal-<id>.db``."""
        return self.root / "journal.db"

    @property
    def tuf(self) -> PurePath:
        """Cache of the update client."""
        return self.root / "tuf"

    @property
    def blob(self) -> PurePath:
        """Packages and images that were fetched and verified."""
        return self.root / "blob"

    @property
    def map(self) -> PurePath:
        """Map packs, unpacked by the agent into plain files."""
        return self.root / "map"

    @property
    def voice(self) -> PurePath:
        """Spoken sentences, unpacked by the agent into plain files."""
        return self.root / "voice"
