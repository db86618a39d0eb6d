"""The sources folder → raw items: which files there are, what they hold, which kind each item is.

Only regular files are opened, none through a symbolic link, none above the size limit. Whether an item is right is
decided later (``drafts``, ``rules``, ``references``); a file that cannot be read is reported together with everything
else.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path as FilePath
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from kiosk.domain.content import Confidence, Kind, Source
from kiosk.domain.errors import WorldError
from sync.publisher.problems import Fault, Path, Problem, fault, field_name, shown
from sync.publisher.structure import check_structure, unknown_field
from sync.publisher.yaml_source import Value, YamlFile, read_yaml

YAML_MAX_BYTES = 2_000_000
IMAGE_MAX_BYTES = 20_000_000
FILES_MAX = 50_000

SOURCES_FILE = "sources.yaml"
PACK_SUFFIX = ".pmtiles"
VOICE_SUFFIX = ".voice.zip"
MEDIA_SUFFIXES = (".jpg", ".jpeg", ".png", PACK_SUFFIX, VOICE_SUFFIX)
SHARED_FIELDS = ("scope", "verified_on", "valid_from", "expires_on")
"""Fields a file of several items may say once for all of them."""


class SourceEntry(Struct, frozen=True, kw_only=True):
    """One entry of ``sources.yaml``; its id is the key it stands under."""

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    where: Annotated[str, Meta(max_length=300)] = ""
    confidence: Confidence


class SourceFile(Struct, frozen=True):
    """Where an item came from.

    Args:
        name: path relative to the sources folder, with ``/``.
        folder: the folder it lies in, for files it names.
        lines: line of every value by its path in the file.
    """

    name: str
    folder: FilePath
    lines: dict[Path, int]

    def problem(self, found: Fault) -> Problem:
        """A fault of this file as people read it; a missing value gets the line of what should hold it."""
        path = found.path
        while path and path not in self.lines:
            path = path[:-1]
        return Problem(self.name, self.lines.get(path, 0), field_name(found.path), found.code, found.params)


class Item(Struct, frozen=True):
    """One item as it was written.

    Args:
        kind: kind of record, from the folder.
        file: where it was written.
        at: path of the item inside the file; () where it is the whole file.
        fields: its fields, with those the file gives for all items filled in.
    """

    kind: Kind
    file: SourceFile
    at: Path
    fields: dict[str, Value]


class Sources(Struct, frozen=True):
    """Everything in a sources folder.

    Args:
        items: the items, ordered by file and place in it.
        cited: entries of ``sources.yaml`` by id.
        images: image files, map packs and packs of spoken sentences in ``media/`` by name relative to the sources folder.
        problems: what could not be read.
        unread: folders with a file that could not be read, and ``sources.yaml`` if it was that: what refers to something
            there cannot be judged.
    """

    items: list[Item] = field(default_factory=list)
    cited: dict[str, Source] = field(default_factory=dict)
    images: dict[str, FilePath] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def read_sources(folder: FilePath) -> Sources:
    """Read the whole folder.

    Raises:
        WorldError: there is no such folder (``publisher.no_sources``).
    """
    if not folder.is_dir():
        raise WorldError("publisher.no_sources", path=folder)
    sources = Sources()
    paths = _listing(folder, sources)
    if len(paths) > FILES_MAX:
        raise WorldError("publisher.too_many_files", max=FILES_MAX)
    for path in paths:
        _take_file(folder, path, sources)
    return sources


def _listing(folder: FilePath, sources: Sources) -> list[FilePath]:
    """The visible files, sorted. Names with a leading dot belong to editors and version control."""
    found: list[FilePath] = []
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            path = FilePath(base, name)
            if path.is_symlink():
                # os.walk does not follow it; say so instead of leaving its content out in silence.
                _report(sources, path.relative_to(folder).as_posix(), "publisher.not_regular")
        found.extend(FilePath(base, name) for name in files if not name.startswith("."))
    return sorted(found)


def _report(sources: Sources, name: str, code: str, **params: object) -> None:
    found = fault((), code, **params)
    sources.problems.append(Problem(name, 0, "", found.code, found.params))


def _take_file(folder: FilePath, path: FilePath, sources: Sources) -> None:
    name = path.relative_to(folder).as_posix()
    parts = name.split("/")
    if parts[-1] == "README.md":
        return
    if path.suffix == ".yaml":
        if name == SOURCES_FILE:
            _take_cited(name, path, sources)
        elif len(parts) == 2 and parts[0] in {kind.value for kind in Kind}:
            _take_items(name, path, Kind(parts[0]), sources)
        else:
            _report(sources, name, "publisher.unknown_folder", kinds="、".join(Kind))
    elif parts[0] == Kind.MEDIA and path.name.lower().endswith(MEDIA_SUFFIXES):
        sources.images[name] = path
    else:
        _report(sources, name, "publisher.stray_file")


def read_regular(path: FilePath, *, max_bytes: int) -> bytes:
    """Bytes of a regular file, opened without following a link and without waiting for a pipe.

    Raises:
        WorldError: not a regular file, too large, or unreadable; the code says which.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        code = "publisher.not_regular" if path.is_symlink() else "publisher.unreadable"
        raise WorldError(code, reason=error.strerror) from error
    with os.fdopen(handle, "rb") as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise WorldError("publisher.not_regular")
        data = opened.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise WorldError("publisher.file_too_big", max_kb=max_bytes // 1000)
    return data


def _read(name: str, path: FilePath, sources: Sources) -> YamlFile | None:
    """The file's content, or None where a problem was reported instead."""
    try:
        data = read_regular(path, max_bytes=YAML_MAX_BYTES)
    except WorldError as error:
        _report(sources, name, error.code, **error.params)
        sources.unread.add(name.split("/", maxsplit=1)[0])
        return None
    read = read_yaml(data)
    file = SourceFile(name, path.parent, read.lines)
    sources.problems.extend(file.problem(found) for found in read.faults)
    if read.value is None and read.faults:
        sources.unread.add(name.split("/", maxsplit=1)[0])
        return None
    return read


def _take_cited(name: str, path: FilePath, sources: Sources) -> None:
    read = _read(name, path, sources)
    if read is None or read.value is None:
        return
    file = SourceFile(name, path.parent, read.lines)
    if not isinstance(read.value, dict):
        sources.problems.append(file.problem(fault((), "publisher.want_map", value="", fields="S1、S2")))
        return
    for key, value in read.value.items():
        found = check_structure(value, SourceEntry, at=(key,)).faults
        if len(key) > 20:
            found = [*found, fault((key,), "publisher.too_long", count=len(key), max=20)]
        if found:
            sources.problems.extend(file.problem(f) for f in found)
            # Known all the same: each record that cites it would only repeat the complaint.
            sources.cited[key] = Source(id=key[:20], title=shown(key), confidence=Confidence.K)
        else:
            entry = msgspec.convert(value, SourceEntry)
            sources.cited[key] = Source(id=key, title=entry.title, where=entry.where, confidence=entry.confidence)


def _take_items(name: str, path: FilePath, kind: Kind, sources: Sources) -> None:
    read = _read(name, path, sources)
    if read is None:
        return
    file = SourceFile(name, path.parent, read.lines)
    if not isinstance(read.value, dict):
        sources.problems.append(file.problem(fault((), "publisher.want_record")))
        return
    if "items" not in read.value:
        sources.items.append(Item(kind, file, (), read.value))
        return
    shared = {key: value for key, value in read.value.items() if key in SHARED_FIELDS}
    for key in read.value:
        if key != "items" and key not in SHARED_FIELDS:
            sources.problems.append(file.problem(unknown_field(key, (*SHARED_FIELDS, "items"), ())))
    items = read.value["items"]
    if not isinstance(items, list):
        sources.problems.append(file.problem(fault(("items",), "publisher.want_list", value=type(items).__name__)))
        return
    for index, fields in enumerate(items):
        at = ("items", index)
        if isinstance(fields, dict):
            sources.items.append(Item(kind, file, at, {**shared, **fields}))
        else:
            sources.problems.append(file.problem(fault(at, "publisher.want_record")))
