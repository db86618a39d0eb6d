"""Records for tests and benchmarks of the content store and the agent: small honest ones, and many large ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import msgspec

from sync.protocol.package import Line, body_sha256

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 2, 0, tzinfo=dt.UTC)
SCOPE = "440105003"

BODIES: dict[str, dict[str, Any]] = {
    "benefit": {
        "title": "最低生活保障金（低保）",
        "summary": "家里每人每月收入低于标准的，补到标准。",
        "category": "basic",
        "icon": "bowl",
        "payment": "monthly",
        "apply_at": "town",
        "department": "民政局",
        "who": ["广州户籍的困难家庭"],
        "where": "镇街公共服务办",
        "time_limit": "20 个工作日",
        "confidence": "A",
    },
    "service": {
        "title": "帮您填低保申请表",
        "summary": "工作人员帮您填。",
        "category": "apply",
        "icon": "pen",
        "provider": "社工站",
        "place": "共助空间",
        "hours_text": "工作日",
        "fee": "不收费",
        "steps": ["拿号"],
        "confidence": "B",
    },
    "place": {
        "title": "昌岗街社工站",
        "category": "shegong",
        "address": "昌岗中路 1 号",
        "lat": 23.09,
        "lon": 113.27,
        "confidence": "B",
    },
    "activity": {
        "title": "义诊",
        "summary": "量血压。",
        "category": "health",
        "icon": "heart",
        "starts_at": "2026-11-25T09:30:00",
        "ends_at": "2026-11-25T11:00:00",
        "place": "共助空间",
        "who": "街坊",
        "host": "社区医院",
        "fee": "不收费",
        "confidence": "B",
    },
    "news": {
        "title": "低保标准提高",
        "channel": "government",
        "summary": "从一月起。",
        "issuer": "市民政局",
        "published_on": "2026-11-01",
        "paragraphs": ["从一月起提高。"],
        "confidence": "A",
    },
    "guide": {
        "title": "怎么申请低保",
        "summary": "一步一步来。",
        "icon": "book",
        "minutes": 5,
        "steps": [{"title": "带齐材料", "text": "身份证、户口簿。"}],
        "confidence": "B",
    },
    "bulletin": {
        "title": "台风蓝色预警",
        "text": "少出门。",
        "level": "warning",
        "icon": "wind",
        "issuer": "气象台",
        "confidence": "A",
    },
    "calendar": {"title": "2026 年放假", "year": 2026, "confirmed": True, "confidence": "A"},
    "division": {"title": "昌岗街道", "code": "440105003", "code_mca": "440105005"},
    "media": {
        "title": "门口",
        "blob": "a" * 64,
        "mime": "image/png",
        "width": 10,
        "height": 10,
        "size_bytes": 100,
    },
}


def body_of(kind: str, **fields: Any) -> bytes:
    """Bytes of a sound body of ``kind`` with ``fields`` instead of its own."""
    return msgspec.json.encode({**BODIES[kind], **fields})


def line_of(record_id: str, *, rev: int = 1, raw_body: bytes | None = None, **fields: Any) -> Line:
    """A line of the kind its id names; envelope fields go to the envelope, the others into the body."""
    kind = record_id.partition(".")[0]
    envelope = {name: fields.pop(name) for name in ("valid_from", "expires_on", "hides") if name in fields}
    verified_on = fields.pop("verified_on", TODAY)
    body = raw_body if raw_body is not None else body_of(kind, **fields)
    if envelope.get("hides"):
        body = b"null"
    return Line(id=record_id, kind=kind, rev=rev, verified_on=verified_on, body=msgspec.Raw(body), **envelope)


def entry_of(line: Line) -> tuple[str, int, str]:
    """What a line contributes to its scope's set hash."""
    return line.id, line.rev, body_sha256(bytes(line.body))


_WORDS = [
    "申请",
    "审核",
    "公示",
    "发放",
    "低保",
    "特困",
    "医疗",
    "救助",
    "住房",
    "补贴",
    "残疾",
    "护理",
    "老人",
    "儿童",
    "学生",
    "资助",
    "就业",
    "培训",
    "临时",
    "困难",
    "家庭",
    "收入",
    "财产",
    "户籍",
    "居住证",
    "身份证",
    "户口簿",
    "证明",
    "材料",
    "窗口",
    "街道",
    "社区",
    "区民政局",
    "市民政局",
    "规定",
    "标准",
    "每月",
    "每年",
    "一次性",
    "工作日",
    "电话",
    "地址",
    "广州",
    "海珠",
    "越秀",
    "天河",
    "白云",
    "荔湾",
    "黄埔",
    "番禺",
    "花都",
    "南沙",
    "从化",
    "增城",
    "昌岗",
    "可以",
    "需要",
    "如果",
    "已经",
    "没有",
    "不用",
    "带上",
    "到",
    "在",
    "和",
    "的",
]


def large_lines(count: int, *, seed: int = 1, body_bytes: int = 4000) -> Iterator[Line]:
    """``count`` benefits, services and news of about ``body_bytes`` each, the same for the same seed.

    The text is words in random order with random numbers: less compressible than prose, as real content is next to
    samples.
    """
    generate = random.Random(seed)  # noqa: S311 - reproducible samples
    for number in range(count):
        yield large_line(generate, number, body_bytes=body_bytes)


def large_line(generate: random.Random, number: int, *, rev: int = 1, body_bytes: int = 4000) -> Line:
    """One of ``large_lines``."""
    kind = ("benefit", "service", "news")[number % 3]
    fields: dict[str, Any] = {"title": f"{_prose(generate, 12)}{number}"}
    texts = [_prose(generate, 100) for _ in range(max(1, body_bytes // 330))]
    if kind == "news":
        fields["paragraphs"] = texts
    elif kind == "benefit":
        fields |= {"who": texts[:10], "gives": texts[10:], "keywords": [generate.choice(_WORDS) for _ in range(4)]}
    else:
        fields |= {"who": texts[8:], "steps": texts[:8], "keywords": [generate.choice(_WORDS) for _ in range(4)]}
    return line_of(f"{kind}.n{number:05d}", rev=rev, **fields)


def _prose(generate: random.Random, characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += generate.choice(_WORDS) if generate.random() > 0.06 else str(generate.randrange(2000))
        if generate.random() < 0.1:
            text += "，"
    return text[:characters]
