"""Filling a content store in tests the way the agent does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.checkpoint import ScopeState
from data.content_store import ContentStore
from sync.protocol.package import Line, record_set_hash
from tests.sample_records import NOW


def fill(store: ContentStore, lines: Mapping[str, Sequence[Line]], *, gen: int = 1) -> None:
    """Make ``lines`` all there is of each scope named, in one checkpoint."""
    with store.checkpoint(NOW) as checkpoint:
        for scope, of_scope in lines.items():
            filed = checkpoint.replace(scope, of_scope)
            set_hash = record_set_hash(checkpoint.inventory(scope))
            checkpoint.finish(
                scope, ScopeState(gen=gen, manifest_sha256="0" * 64, set_hash=set_hash, records=filed.records)
            )
        checkpoint.close(1)
