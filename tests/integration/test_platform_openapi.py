"""The OpenAPI document is what the code says, and nothing that fits it or breaks it makes the platform fall over."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sync.platform.openapi import DOCUMENT, document_text
from sync.protocol.messages import ErrorBody
from sync.protocol.signing import MessageType, encode_signed, sign_bytes, terminal_signer
from tests.integration.platform_server import RunningPlatform, activity

SPEC = json.loads(DOCUMENT.read_text(encoding="utf-8"))
SCHEMAS = SPEC["components"]["schemas"]
POSTS = {path: item["post"] for path, item in SPEC["paths"].items() if "post" in item}

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def fitting(schema: dict[str, Any], depth: int = 0) -> SearchStrategy[Any]:
    """Values of a schema; now and then something that is none."""
    return st.one_of(_exact(schema, depth), _exact(schema, depth), _exact(schema, depth), JUNK)


def _exact(schema: dict[str, Any], depth: int) -> SearchStrategy[Any]:  # noqa: PLR0911 - one a kind of schema
    if "$ref" in schema:
        return st.deferred(lambda: fitting(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]], depth + 1))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([fitting(one, depth) for one in schema["anyOf"]])
    match schema.get("type"):
        case "object":
            return _object(schema, depth)
        case "array":
            inner = schema.get("items") or {}
            if "prefixItems" in schema:
                return st.tuples(*(fitting(one, depth) for one in schema["prefixItems"]))
            return st.lists(fitting(inner, depth) if inner else JUNK, max_size=0 if depth > 8 else 3)
        case "string":
            return _string(schema)
        case "integer":
            return st.integers(schema.get("minimum", -(2**70)), schema.get("maximum", 2**70))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    return JUNK


def _object(schema: dict[str, Any], depth: int) -> SearchStrategy[Any]:
    fields = {name: fitting(one, depth + 1) for name, one in schema.get("properties", {}).items()}
    needed = set(schema.get("required", []))
    return st.fixed_dictionaries(
        {name: one for name, one in fields.items() if name in needed},
        optional={name: one for name, one in fields.items() if name not in needed},
    )


def _string(schema: dict[str, Any]) -> SearchStrategy[str]:
    if schema.get("contentEncoding") == "base64":
        return st.binary(max_size=80).map(lambda raw: base64.b64encode(raw).decode())
    if schema.get("format") == "date-time":
        return st.datetimes().map(lambda at: at.isoformat() + "Z")
    if schema.get("format") == "date":
        return st.dates().map(str)
    if "pattern" in schema:
        return st.from_regex(schema["pattern"])
    return st.text(max_size=min(schema.get("maxLength", 50), 200))


def test_the_checked_in_document_is_what_the_code_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document_text(), "run: kiosk-platform openapi"


def test_the_document_is_whole() -> None:
    """Every reference leads somewhere, every address has its failures, every payload its schema."""
    refs = {part.split('"')[0] for part in DOCUMENT.read_text().split("#/components/schemas/")[1:]}
    assert refs <= set(SCHEMAS)
    for operation in POSTS.values():
        assert {"200", "400", "401", "413", "426", "503"} <= set(operation["responses"])
        assert operation["requestBody"]["x-payload"]["$ref"].rsplit("/", 1)[1] in SCHEMAS


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path_factory.mktemp("fuzz") / "platform")
    found.publish(activity("open", None), activity("class", 4))
    with found.at_work():
        yield found
    found.close()


def test_nothing_sent_gives_an_answer_the_document_does_not_name(platform: RunningPlatform, long_run: bool) -> None:
    """Signed by a good terminal, with payloads that fit the schemas nearly; and bodies nobody signed."""
    terminal = platform.terminal("K-00042")
    terminal.deliver()
    signer = terminal_signer(terminal.terminal, terminal.incarnation)
    seen: set[tuple[str, int]] = set()

    payloads = {
        path: fitting(SCHEMAS[op["requestBody"]["x-payload"]["$ref"].rsplit("/", 1)[1]]) for path, op in POSTS.items()
    }
    real = {"terminal": terminal.terminal, "incarnation": 1, "journal": terminal.journal, "v": 1}

    @settings(
        max_examples=1000 if long_run else 100,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(POSTS)))
        payload = data.draw(payloads[path])
        if isinstance(payload, dict):
            payload |= {
                name: real[name] for name in data.draw(st.sets(st.sampled_from(sorted(real)))) if name in payload
            }
            if "holder" in payload and data.draw(st.booleans()):
                payload["holder"] = [terminal.terminal, 1, terminal.journal]
        try:
            raw = msgspec.json.encode(payload)
        except (OverflowError, UnicodeEncodeError):
            return
        kind = MessageType(POSTS[path]["requestBody"]["x-payload"]["type"])
        body = data.draw(
            st.one_of(
                st.just(encode_signed(sign_bytes(raw, message_type=kind, signer=signer, key=terminal.key))),
                st.just(encode_signed(sign_bytes(raw, message_type=kind, signer="new", key=terminal.key))),
                st.just(raw),
                st.binary(max_size=60),
            )
        )
        answer = platform.post(path, body)
        seen.add((path, answer.status))
        assert str(answer.status) in POSTS[path]["responses"], (path, answer.status, body[:300])
        assert answer.status < 500
        if answer.status != 200:
            answer.read(ErrorBody)

    send()
    # Chance need not have come by every one of them in a short run.
    reached = {path for path, _ in seen}
    assert reached <= set(POSTS)
    assert reached == set(POSTS) if long_run else len(reached) > 1
    assert terminal.deliver().status == 200, "the platform still works"


def test_addresses_that_are_none_are_not_found(platform: RunningPlatform) -> None:
    import requests

    for method, path in (("GET", "/v1/journal"), ("POST", "/v1/nothing"), ("PUT", "/v1/enrol")):
        answer = requests.request(method, platform.url + path, timeout=10)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    assert requests.get(platform.url + "/v1/health", timeout=10).json()["protocol"] == 1


def test_a_body_that_never_ends_is_cut_off(platform: RunningPlatform) -> None:
    import requests

    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b" " * 100_000

    try:
        answer = requests.post(platform.url + "/v1/journal", data=endless(), timeout=30)
    except requests.ConnectionError:
        return  # it hung up before everything was sent
    assert answer.status_code == 413


def test_schemathesis_finds_nothing_the_document_does_not_say(platform: RunningPlatform, long_run: bool) -> None:
    """A reader of OpenAPI documents that knows nothing of ours: whatever it makes of this one, no 5xx and no undocumented answer."""
    import schemathesis
    from schemathesis.generation import GenerationMode
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    document = schemathesis.openapi.from_dict(SPEC)
    operations = [found.ok() for found in document.get_all_operations()]
    assert len(operations) == len(POSTS) + 1
    readable = next(operation for operation in operations if operation.method.upper() == "GET")
    readable.Case().call_and_validate(base_url=platform.url)
    ways = [
        operation.as_strategy(generation_mode=mode)
        for operation in operations
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if operation is not readable
    ]
    seen: set[tuple[str, int]] = set()

    @settings(
        max_examples=1000 if long_run else 25,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(ways))
    def send(case: schemathesis.Case) -> None:
        answer = case.call(base_url=platform.url)
        seen.add((case.path, answer.status_code))
        assert answer.status_code < 500, case.as_curl_command()
        case.validate_response(answer, checks=[status_code_conformance, response_schema_conformance])

    send()
    # Chance need not have come by every one of them in a short run.
    reached = {path for path, _ in seen}
    assert reached <= set(POSTS)
    assert reached == set(POSTS) if long_run else len(reached) > 1
