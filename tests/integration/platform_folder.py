"""A started platform with small sources and a terminal's reader beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sync.protocol.package import Manifest
from sync.publisher import PublishResult, init_keys, publish
from sync.publisher.files import PlatformFolder
from tests.content_sources import CITY, DISTRICT, NOW, TOWN, ContentSources
from tests.integration.published import Reader

DAY = dt.timedelta(days=1)
SCOPES = [CITY, DISTRICT, TOWN]


class Platform:
    """Sources, a started platform folder, and a reader that was provisioned with its root."""

    def __init__(self, base: Path) -> None:
        self.sources = ContentSources(base)
        self.folder = PlatformFolder(base / "platform")
        made = init_keys(self.folder.root, now=NOW)
        self._base = base
        self._root = made.trusted_root.read_bytes()
        self.reader = self.new_reader("reader")

    def new_reader(self, name: str) -> Reader:
        return Reader(self.folder.public, self._root, self._base / name)

    def publish(self, now: dt.datetime = NOW, *, remove_many: bool = False) -> PublishResult:
        return publish(
            self.sources.folder, self.folder.root, now=now, icons_folder=self.sources.icons, remove_many=remove_many
        )

    def manifest(self, scope: str, now: dt.datetime = NOW) -> Manifest:
        found = self.reader.manifest(self.reader.update(now=now), scope)
        assert found is not None
        return found
