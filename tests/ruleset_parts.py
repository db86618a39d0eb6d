"""Rule sets for tests of authoring: the published one, and a small sound one whose parts can be spoilt."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import msgspec

from kiosk.domain.selfcheck.ruleset import RuleSet
from sync.publisher.drafts import Envelope
from sync.publisher.ruleset_files import RuleFile, read_rule_file
from tests.architecture.tree import ROOT

STARTER = ROOT / "data" / "starter"
RULES = STARTER / "ruleset" / "guangzhou.yaml"
Parts = dict[str, Any]


def text(words: str) -> dict[str, str]:
    return {"zh-Hans": words, "en": "In English", "yue": words}


def sound() -> Parts:
    """A small set without a fault (figures invented)."""
    texts = {"yes": text("符合"), "no": text("不符合"), "open": text("还不清楚")}
    question = {"text": text("问什么？"), "short": text("题目"), "why": text("判断要用"), "topic": "money"}
    value = {"source": "notice", "confidence": "A", "checked_on": "2026-10-30"}
    home = {"hukou": "gz", "income": 5000}
    return {
        "title": text("示例规则"),
        "serial": 1,
        "valid_from": "2025-01-01",
        "contacts": [{"name": text("工作人员"), "phone": "12345"}],
        "sources": {
            "law": {"title": "示例办法", "document_no": "示〔2020〕1号", "in_force": "2020-01-01", "confidence": "A"},
            "notice": {"title": "示例通知", "url": "示例网址", "confidence": "A"},
        },
        "people": {"self": {"title": text("您")}},
        "questions": {
            "hukou": {"type": "choice", **question, "choices": {"gz": {"label": text("有")}, "no": {"label": text("没有")}}},
            "income": {"type": "int", **question, "unit": "yuan/month/person", "max": 90000, "digits": True},
        },
        "parameters": {
            "line": {
                "title": text("标准"),
                "unit": "yuan/month/person",
                "values": [{"since": "2025-01-01", "value": 1000, **value}, {"since": "2026-01-01", "value": 1100, **value}],
                "review_by": "2027-01-01",
            }
        },
        "conditions": {
            "here": {"title": text("户口"), "test": {"in": {"question": "hukou", "choices": ["gz"]}}, "source": "law", **texts},
            "low": {"title": text("收入"), "test": {"compare": {"left": "income", "op": "<", "right": "line"}}, "source": "law",
                    **texts, "no": {"zh-Hans": "收入高于 {limit} 元", "en": "above {limit}"}},
        },
        "benefits": {"aid": {"title": text("补助"), "when": {"all": ["here", "low"]}, "where": [{"name": text("窗口")}]}},
        "cases": [
            {"name": "空白", "on": "2026-11-28", "expect": {"aid": "one_more"}},
            *(
                {"name": f"{on} {income}", "on": on, "answers": {**home, "income": income}, "expect": {"aid": status}}
                for on, income, status in (
                    ("2025-12-31", 1000, "not_now"), ("2025-12-31", 999, "likely"), ("2026-01-01", 1099, "likely"),
                    ("2026-11-28", 1099, "likely"), ("2026-11-28", 1100, "not_now"), ("2026-11-28", 1101, "not_now"),
                )
            ),
        ],
    }  # fmt: skip


@functools.cache
def published() -> RuleFile:
    """The rule set of the starter content."""
    return read_rule_file(RULES)


def rules_of(parts: Parts) -> RuleSet:
    return msgspec.json.decode(msgspec.json.encode(parts), type=RuleSet)


def file_of(parts: Parts) -> RuleFile:
    """The same with an envelope."""
    envelope = Envelope(
        id="ruleset.test", scope="4401", verified_on=dt.date(2026, 11, 22), valid_from=dt.date(2025, 1, 1)
    )
    return RuleFile(envelope, rules_of(parts))
