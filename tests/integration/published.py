"""A terminal's view of a published folder, through python-tuf's own client: what the publisher is judged by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import msgspec
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from sync.protocol.package import BlobRef, Line, Manifest, manifest_path
from sync.publisher.compiler import read_lines, unpack


class FolderFetcher(FetcherInterface):
    """Fetches ``folder:///…`` addresses from a folder, as from a USB stick."""

    def __init__(self, public: Path) -> None:
        self._public = public

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield (self._public / urlparse(url).path.lstrip("/")).read_bytes()
        except FileNotFoundError:
            raise DownloadHTTPError("no such file", 404) from None


class Reader:
    """Follows a repository as a terminal does: never backwards, nothing unsigned.

    Args:
        public: the published folder.
        root: bytes of the trusted root.
        cache: an empty folder of its own.
    """

    def __init__(self, public: Path, root: bytes, cache: Path) -> None:
        self._public = public
        self._root = root
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)

    def update(self, *, now: dt.datetime) -> Updater:
        """A refreshed client.

        Raises:
            RepositoryError: something is not signed, not consistent, older, or expired at ``now``.
        """
        updater = Updater(
            str(self._cache),
            "folder:///metadata/",
            target_dir=str(self._cache),
            target_base_url="folder:///targets/",
            fetcher=FolderFetcher(self._public),
            config=UpdaterConfig(),
            bootstrap=self._root,
        )
        updater._trusted_set.reference_time = now  # the client has no public way to give it a clock
        updater.refresh()
        return updater

    def manifest(self, updater: Updater, scope: str) -> Manifest | None:
        """A scope's manifest, or None where nothing was ever published for it."""
        info = updater.get_targetinfo(manifest_path(scope))
        if info is None:
            return None
        path = updater.download_target(info)
        return msgspec.json.decode(Path(path).read_bytes(), type=Manifest)

    def lines(self, ref: BlobRef) -> list[Line]:
        """The lines of a package file, checked against its reference."""
        return list(read_lines(unpack((self._public / "blob" / ref.sha256).read_bytes(), ref)))

    def records(self, scopes: list[str], *, now: dt.datetime) -> dict[tuple[str, str], Line]:
        """All records of some scopes, by scope and id."""
        updater = self.update(now=now)
        found = {}
        for scope in scopes:
            manifest = self.manifest(updater, scope)
            if manifest is not None:
                found.update({(scope, line.id): line for line in self.lines(manifest.snapshot)})
        return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
