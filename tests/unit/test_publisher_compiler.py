"""Revisions, generations and deltas: what a terminal relies on to end up with exactly what was published."""

from __future__ import annotations

import datetime as dt
import hashlib
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.content import Channel, Confidence, Kind, News
from kiosk.domain.errors import WorldError
from sync.protocol.package import DELTAS_MAX, Line, Manifest, body_sha256, record_set_hash
from sync.publisher.compiler import NOTHING_YET, Package, Previous, compile_scope, pack, read_lines, unpack
from sync.publisher.drafts import Draft

SCOPE = "440105"
DAY = dt.date(2026, 11, 22)


def text(seed: object, *, length: int = 200) -> str:
    """Chinese-looking text that does not compress to nothing."""
    rng = random.Random(str(seed))  # noqa: S311
    return "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def draft(name: str, wording: object, *, expires_on: dt.date | None = None) -> Draft:
    body = News(
        title=name,
        channel=Channel.GOVERNMENT,
        summary="s",
        issuer="i",
        published_on=DAY,
        paragraphs=(text(wording),),
        confidence=Confidence.A,
    )
    return Draft(
        kind=Kind.NEWS,
        id=f"news.{name}",
        scope=SCOPE,
        verified_on=DAY,
        valid_from=None,
        expires_on=expires_on,
        hides=False,
        body=body,
    )


def crowd(count: int = 40) -> list[Draft]:
    """Enough other records that a delta of one is worth having."""
    return [draft(f"z{number}", number) for number in range(count)]


def compiled(drafts: list[Draft], previous: Previous) -> Package:
    package = compile_scope(SCOPE, drafts, previous)
    assert package is not None
    return package


def lines_of(package: Package) -> dict[str, Line]:
    ref = package.manifest.snapshot
    return {line.id: line for line in read_lines(unpack(package.blobs[ref.sha256], ref))}


def after(package: Package) -> Previous:
    return Previous(package.manifest.gen, lines_of(package), package.manifest)


def test_a_first_publication_is_generation_one_with_revisions_of_one() -> None:
    package = compiled([draft("b", 1), draft("a", 1)], NOTHING_YET)
    lines = lines_of(package)
    assert list(lines) == ["news.a", "news.b"]
    assert {line.rev for line in lines.values()} == {1}
    manifest = package.manifest
    assert (manifest.gen, manifest.records, manifest.deltas) == (1, 2, ())
    rows = [(line.id, line.rev, body_sha256(bytes(line.body))) for line in lines.values()]
    assert manifest.set_hash == record_set_hash(rows)
    assert msgspec.json.decode(package.manifest_bytes, type=Manifest) == manifest


def test_files_are_named_by_their_content_and_do_not_depend_on_the_order_of_sources() -> None:
    package = compiled([draft("a", 1), draft("b", 2)], NOTHING_YET)
    assert all(hashlib.sha256(blob).hexdigest() == sha for sha, blob in package.blobs.items())
    assert compiled([draft("b", 2), draft("a", 1)], NOTHING_YET) == package


def test_nothing_changed_is_no_package_at_all() -> None:
    drafts = [draft("a", 1), draft("b", 1)]
    assert compile_scope(SCOPE, drafts, after(compiled(drafts, NOTHING_YET))) is None


def test_only_the_changed_record_gets_the_next_revision() -> None:
    first = compiled([draft("a", 1), *crowd()], NOTHING_YET)
    second = compiled([draft("a", 2), *crowd()], after(first))
    lines = lines_of(second)
    assert second.manifest.gen == 2
    assert second.changed == ("news.a",)
    assert lines["news.a"].rev == 2
    assert {line.rev for key, line in lines.items() if key != "news.a"} == {1}


def test_a_changed_envelope_is_a_change_too() -> None:
    first = compiled([draft("a", 1), *crowd()], NOTHING_YET)
    second = compiled([draft("a", 1, expires_on=DAY), *crowd()], after(first))
    assert second.changed == ("news.a",)
    assert lines_of(second)["news.a"].rev == 2


def test_an_id_that_comes_back_is_newer_than_any_earlier_life_of_it() -> None:
    """Otherwise a terminal that missed the removal would keep its old record for ever."""
    package = compiled([draft("a", 0), *crowd()], NOTHING_YET)
    for wording in (1, 2, 3):
        package = compiled([draft("a", wording), *crowd()], after(package))
    old = lines_of(package)["news.a"].rev
    package = compiled(crowd(), after(package))
    assert package.removed == ("news.a",)
    package = compiled([draft("a", 0), *crowd()], after(package))
    assert lines_of(package)["news.a"].rev > old


def test_a_delta_holds_what_changed_and_tombstones_for_what_is_gone() -> None:
    first = compiled([draft("a", 1), draft("b", 1), *crowd()], NOTHING_YET)
    second = compiled([draft("a", 2), draft("c", 1), *crowd()], after(first))
    (delta,) = second.manifest.deltas
    assert (delta.from_gen, delta.to_gen) == (1, 2)
    lines = list(read_lines(unpack(second.blobs[delta.blob.sha256], delta.blob)))
    assert [(line.id, line.gone) for line in lines] == [("news.a", False), ("news.b", True), ("news.c", False)]
    assert b'"gone":true}' in msgspec.json.encode(lines[1])


def test_the_chain_of_deltas_is_cut_where_the_snapshot_is_shorter() -> None:
    package = compiled([draft("a", 0), *crowd(60)], NOTHING_YET)
    for wording in range(1, 45):
        package = compiled([draft("a", wording), *crowd(60)], after(package))
        deltas = package.manifest.deltas
        assert deltas
        assert [d.to_gen for d in deltas[:-1]] == [d.from_gen for d in deltas[1:]]
        assert deltas[-1].to_gen == package.manifest.gen
        assert sum(d.blob.size_bytes for d in deltas) < package.manifest.snapshot.size_bytes / 2
        assert len(deltas) <= DELTAS_MAX
    assert package.manifest.deltas[0].from_gen > 10


def test_a_delta_that_would_be_half_the_snapshot_is_not_offered() -> None:
    first = compiled([draft("a", 1), draft("b", 1)], NOTHING_YET)
    second = compiled([draft("a", 2), draft("b", 2)], after(first))
    assert second.manifest.deltas == ()
    assert len(second.blobs) == 1


def test_when_the_last_records_are_lost_everything_counts_as_new() -> None:
    package = compiled([draft("a", 1)], Previous(7))
    assert package.manifest.gen == 8
    assert package.manifest.deltas == ()
    assert lines_of(package)["news.a"].rev == 8


def test_a_scope_may_become_empty_and_keeps_counting() -> None:
    package = compiled([], after(compiled([draft("a", 1)], NOTHING_YET)))
    assert (package.manifest.gen, package.manifest.records) == (2, 0)
    assert compile_scope(SCOPE, [], after(package)) is None


def test_a_record_too_large_for_terminals_is_refused() -> None:
    big = draft("a", 1)
    body = big.body
    assert isinstance(body, News)
    body = msgspec.structs.replace(body, paragraphs=tuple(text(n, length=10_000) for n in range(20)))
    with pytest.raises(WorldError) as caught:
        compile_scope(SCOPE, [msgspec.structs.replace(big, body=body)], NOTHING_YET)
    assert caught.value.code == "publisher.record_too_big"


def test_a_file_that_is_not_what_its_reference_says_is_refused() -> None:
    ref, packed = pack([b"{}"])
    assert unpack(packed, ref) == b"{}\n"
    with pytest.raises(ValueError, match="hash"):
        unpack(packed + b"x", ref)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), max_size=6), min_size=2, max_size=8))
def test_any_terminal_that_follows_the_chain_ends_with_the_snapshot(history: list[dict[str, int]]) -> None:
    """Applied by a terminal that stood at any earlier generation, deltas give the very bytes of the snapshot."""
    states: dict[int, dict[str, bytes]] = {}
    files: dict[str, bytes] = {}
    previous = NOTHING_YET
    for contents in history:
        package = compile_scope(SCOPE, [draft(n, w) for n, w in contents.items()] + crowd(20), previous)
        if package is None:
            continue
        files |= package.blobs
        previous = after(package)
        states[previous.gen] = {key: msgspec.json.encode(line) for key, line in previous.lines.items()}
    assert previous.manifest is not None
    for gen, state in states.items():
        held = dict(state)
        steps = [delta for delta in previous.manifest.deltas if delta.from_gen >= gen]
        if gen != previous.gen and (not steps or steps[0].from_gen != gen):
            continue  # this far back only the snapshot leads
        for delta in steps:
            for line in read_lines(unpack(files[delta.blob.sha256], delta.blob)):
                if line.gone:
                    held.pop(line.id, None)
                else:
                    held[line.id] = msgspec.json.encode(line)
        assert held == states[previous.gen]
