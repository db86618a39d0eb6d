"""Keys of the platform reach a terminal like other content, and only from the city."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.sealing import sealer
from kiosk.domain.content import KeyUse, PlatformKey
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.content_sources import CITY, DISTRICT, ContentSources, check, only_problem
from tests.journal_samples import TERMINAL, TODAY, key_pair

KEY = key_pair()[1]
SOURCE: dict[str, Any] = {
    "id": "key.pii-2026q4",
    "scope": CITY,
    "verified_on": dt.date(2026, 11, 22),
    **msgspec.to_builtins(KEY, builtin_types=(dt.date,)),
}


@pytest.fixture
def sources(tmp_path: Path) -> ContentSources:
    return ContentSources(tmp_path)


def test_a_key_is_published_like_any_record(sources: ContentSources) -> None:
    sources.write("key/pii.yaml", SOURCE)
    assert KEY in [draft.body for draft in check(sources).drafts]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scope": DISTRICT}, "publisher.key_not_of_city"),
        ({"not_after": dt.date(2026, 1, 1)}, "publisher.expires_before"),
        ({"public_key": "QUJDREVGR0hJSktMTU5PUA=="}, "publisher.key_length"),
        ({"public_key": "不是钥匙"}, "publisher.form_key_bytes"),
        ({"kid": "PII 2026"}, "publisher.form_key_name"),
        ({"use": "sign"}, "publisher.suite_of_other_use"),
    ],
)
def test_a_key_that_must_not_go_out_is_refused(sources: ContentSources, changes: dict[str, Any], code: str) -> None:
    sources.change("key/pii.yaml", SOURCE, **changes)
    assert only_problem(sources).code == code


def test_a_suite_not_known_here_may_be_published_for_those_who_know_it(sources: ContentSources) -> None:
    sources.change("key/pii.yaml", SOURCE, suite="sm2-sm3-sm4gcm", public_key="A" * 88)
    assert len([d for d in check(sources).drafts if isinstance(d.body, PlatformKey)]) == 1


def line(key: PlatformKey, *, hides: bool = False) -> Line:
    body = msgspec.Raw(b"null") if hides else msgspec.Raw(msgspec.json.encode(key))
    return Line(id=f"key.{key.kid}", kind="key", verified_on=TODAY, hides=hides, body=body)


def test_a_terminal_takes_keys_of_the_city_only(tmp_path: Path) -> None:
    """Promise: whoever holds the key of a district cannot have names sealed to a key of their own."""
    theirs = key_pair("pii-theirs", not_before=dt.date(2026, 11, 1))[1]
    replaced = key_pair(KEY.kid, not_before=dt.date(2026, 11, 1))[1]
    signing = key_pair("sign-1", use=KeyUse.SIGN)[1]
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {CITY: [line(KEY), line(signing)], DISTRICT: [line(theirs)]})
        reader = ContentReader(tmp_path / "content.db", "440105003")
        assert set(reader.platform_keys(TODAY)) == {KEY, signing}
        found = sealer(TERMINAL, reader.platform_keys(TODAY), today=TODAY)
        assert found is not None
        assert found.kid == KEY.kid
        fill(store, {DISTRICT: [line(replaced)]}, gen=2)
        assert set(reader.platform_keys(TODAY)) == {signing}
        reader.close()
