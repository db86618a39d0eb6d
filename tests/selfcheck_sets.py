"""Rule sets for tests of the self-check: a readable one with invented figures, random ones, and very large ones.

Every figure here is invented (示例); the real ones are in the published rule set.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.selfcheck.answers import Household, household
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.ruleset import AnswerValue, RuleSet
from sync.publisher.yaml_source import read_yaml

TODAY = dt.date(2026, 11, 22)

WHERE = [{"name": "街道民政窗口", "phone": "12345", "category": "zhengwu"}]
YES_NO = {"yes": {"label": {"zh-Hans": "有", "en": "Yes"}}, "no": {"label": {"zh-Hans": "没有", "en": "No"}}}


def question(kind: str, **more: Any) -> dict[str, Any]:
    """A question with everything it must have."""
    return {"type": kind, "text": "问什么？", "short": "题目", "why": "判断要用", "topic": "family", **more}


def condition(test: Any, **more: Any) -> dict[str, Any]:
    """A condition with everything it must have."""
    texts = {"yes": "符合", "no": "不符合", "open": "还不清楚"}
    return {"title": "条件", "test": test, "source": "law", "article": "第一条", **texts, **more}


def benefit(when: Any, **more: Any) -> dict[str, Any]:
    """A benefit with everything it must have."""
    return {"title": "福利", "when": when, "where": WHERE, **more}


def parameter(unit: str, *values: tuple[str, int | str], confidence: str = "A", **more: Any) -> dict[str, Any]:
    """A parameter with values since days."""
    dated = [
        {"since": since, "value": value, "source": "notice", "confidence": confidence, "checked_on": "2026-10-30"}
        for since, value in values
    ]
    return {"title": "标准", "unit": unit, "values": dated, "review_by": "2026-12-31", **more}


def rule_set(**parts: Any) -> RuleSet:
    """A rule set of ``parts``; what they leave out is the least there must be."""
    whole = {
        "title": "示例规则",
        "serial": 7,
        "valid_from": "2026-01-01",
        "contacts": WHERE,
        "sources": {
            "law": {"title": "示例办法", "article": "第二条", "confidence": "A"},
            "notice": {"title": "示例通知", "document_no": "穗示〔2026〕1号", "confidence": "A"},
        },
        "people": {"self": {"title": "您本人"}},
        **parts,
    }
    return msgspec.json.decode(msgspec.json.encode(whole), type=RuleSet)


def of(ruleset: RuleSet, answers: Mapping[str, AnswerValue] | None = None, *, on: dt.date = TODAY) -> Household:
    """A household that has given ``answers``."""
    return household(Evaluator(load(ruleset, on)), answers or {})


def readable() -> dict[str, Any]:
    """Parts of a small rule set such as an editor would write, figures invented."""
    return {
        "people": {
            "self": {"title": "您本人", "titles": {"parents": "您父母"}},
            "mother": {"title": {"zh-Hans": "您母亲", "en": "your mother"}, "given": {"age": [30, 120]}},
            "child": {"title": "孩子", "most": 2, "given": {"age": [0, 17]}},
        },
        "questions": {
            "hukou": question("choice", topic="place", choices={"gz": {"label": "广州", "share": 7}, "other": {"label": "外地", "share": 3}}),
            "people": question("people", text="家里还有谁？"),
            "size": question("int", unit="person", min=1, max=15, digits=True, bands=[{"up_to": n} for n in (1, 2, 3, 4)] + [{}]),
            "income": question(
                "int", unit="yuan/month", max=1_000_000, digits=True, topic="money", burden=3, changes="yes",
                short={"zh-Hans": "全家每月收入", "en": "Monthly household income"},
                bands=[{"up_to": 1500}, {"up_to": 3000}, {"up_to": 6000}, {"up_to": 10000}, {}],
            ),
            "assets": question("choice", topic="money", burden=3, choices={"within": {"label": "没有"}, "over": {"label": "超过"}}),
            "status": question("multi", topic="money", none_of="都没有", choices={"dibao": {"label": "低保"}, "margin": {"label": "边缘"}}),
            "age": question("int", about="person", unit="year", max=120, digits=True, changes="time", bands=[{"up_to": n} for n in (17, 59, 69, 79, 89)] + [{}]),
            "disabled": question("who", topic="health", none_of="都没有"),
            "grade": question(
                "choice", about="person", topic="health",
                choices={"none": {"label": "没有"}, **{f"g{n}": {"label": f"{n} 级"} for n in (1, 2, 3, 4)}},
                ask_when={"in": {"question": "disabled", "choices": ["yes"]}}, otherwise="none",
            ),
        },
        "parameters": {
            "standard": parameter("yuan/month/person", ("2025-01-01", 1276), ("2026-07-01", 1308), until="2026-09-30"),
            "factor": parameter("1", ("2020-01-01", "1.5")),
            "city_income": parameter("yuan/year/person"),
            "rumour": parameter("yuan/month/person", ("2025-01-01", 900), confidence="C"),
            "long70": parameter("yuan/month", ("2023-01-01", 30)),
            "long80": parameter("yuan/month", ("2023-01-01", 100)),
        },
        "conditions": {
            "hukou_gz": condition({"in": {"question": "hukou", "choices": ["gz"]}}, title="广州户口"),
            "inc_low": condition(
                {"compare": {"left": "income", "op": "<", "right": "standard", "per": "size"}},
                title="收入低于标准", hint="threshold", threshold="人均低于 {limit} 元",
                no={"zh-Hans": "人均 {value} 元，高于 {limit} 元（{from}起），全家多 {over} 元", "en": "{value} yuan each, above {limit}"},
            ),
            "inc_margin": condition({"compare": {"left": "income", "op": "<=", "right": [{"params": ["factor", "standard"]}], "per": "size"}}),
            "inc_city": condition({"compare": {"left": [{"times": 12, "unit": "month/year", "of": "income"}], "op": "<", "right": "city_income", "per": "size"}}),
            "inc_rumour": condition({"compare": {"left": "income", "op": "<", "right": "rumour", "per": "size"}}),
            "assets_ok": condition({"in": {"question": "assets", "choices": ["within"]}}),
            "has_dibao": condition({"has": {"question": "status", "choices": ["dibao"]}}, title="已经是低保"),
            "looked_into": condition(None, title="家庭经济状况核对"),
            "age70": condition({"compare": {"left": "age", "op": ">=", "right": 70}}, about="person", hint="value", hint_text="满 {limit} 岁可以申请"),
            "severe": condition({"in": {"question": "grade", "choices": ["g1", "g2"]}}, about="person"),
        },
        "benefits": {
            "dibao": benefit(
                {"all": ["hukou_gz", "inc_low", "assets_ok", {"not": "has_dibao"}]}, weight=5, order=1, next=["bianyuan"],
                amount=[{"sum": [{"params": ["standard"], "of": "size"}, {"times": -1, "of": "income"}]}],
            ),
            "bianyuan": benefit({"all": ["hukou_gz", "inc_margin", {"not": "inc_low"}, "assets_ok"]}, order=2),
            "zhichu": benefit({"all": ["hukou_gz", "inc_city"]}, order=3),
            "rumoured": benefit("inc_rumour", order=4),
            "linshi": benefit({"all": ["inc_margin", "looked_into"]}, order=5),
            "tekun": benefit({"all": ["hukou_gz", "assets_ok"]}, decided_by="office", order=6),
            "changshou": benefit(
                {"all": ["hukou_gz", "age70"]}, about="person", order=7,
                amount=[
                    {"when": {"compare": {"left": "age", "op": "<", "right": 70}}, "say": "没有"},
                    {"when": {"compare": {"left": "age", "op": "<", "right": 80}}, "sum": "long70"},
                    {"sum": "long80"},
                ],
            ),
            "huli": benefit({"all": ["hukou_gz", "severe"]}, about="person", order=8),
            "jiating": benefit({"some": {"any": ["severe", "age70"]}}, order=9, office_when={"all": ["has_dibao"]}),
        },
        "events": {
            "out_of_work": {"title": "有人没了工作", "icon": "briefcase", "becomes": "收入减一半", "edits": [{"answer": "income", "times": "0.5"}]},
            "mother_older": {"title": "母亲满 80", "icon": "cake", "becomes": "80 岁", "edits": [{"answer": "age@mother", "set": 80}]},
        },
    }  # fmt: skip


# Random sets ------------------------------------------------------------------------------------------------------


def random_set(generate: random.Random, *, office: bool = False, persons: bool = True) -> RuleSet:
    """A rule set over small domains, in which everything the format offers turns up.

    Args:
        generate: where chance comes from.
        office: with conditions only the office can look into, and unconfirmed figures.
        persons: with more than one person.
    """
    questions: dict[str, Any] = {
        "n1": question("int", unit="yuan", max=4),
        "n2": question("int", unit="person", min=1, max=3, topic="people"),
        "c1": question("choice", choices={name: {"label": name} for name in ("a", "b", "c")}),
        "m1": question("multi", choices={name: {"label": name} for name in ("x", "y")}, topic="money"),
    }
    people: dict[str, Any] = {"self": {"title": "我"}}
    if persons:
        people["mother"] = {"title": "母亲"}
        questions["people"] = question("people")
        questions["age"] = question("int", about="person", unit="year", max=2)
        questions["ill"] = question("who")
        if generate.random() < 0.3:
            people["mother"]["given"] = {"age": [1, 2]}
    if generate.random() < 0.5:
        test = {"in": {"question": "c1", "choices": generate.sample(["a", "b", "c"], generate.randint(1, 2))}}
        questions["n1"] |= {"ask_when": test, "otherwise": generate.randint(0, 4)}
    household_leaves = [lambda: _household_test(generate)]
    person_leaves = [lambda: _person_test(generate)]
    conditions: dict[str, Any] = {}
    for number in range(generate.randint(2, 5)):
        conditions[f"h{number}"] = condition(_random_tree(generate, household_leaves, 2))
    if persons:
        for number in range(generate.randint(1, 3)):
            conditions[f"p{number}"] = condition(_random_tree(generate, person_leaves, 2), about="person")
    if office:
        conditions["office"] = condition(None)
        conditions["h0"] = condition({"compare": {"left": "n1", "op": "<", "right": "unsure"}})
    alone = [name for name in conditions if not name.startswith("p")]
    mine = list(conditions)

    def leaf() -> Any:
        if persons and generate.random() < 0.4:
            return {generate.choice(["some", "every"]): _random_tree(generate, [lambda: generate.choice(mine)], 1)}
        return generate.choice(alone)

    benefits: dict[str, Any] = {}
    for number in range(generate.randint(1, 4)):
        more: dict[str, Any] = {}
        if generate.random() < 0.2:
            more["office_when"] = _random_tree(generate, [leaf], 1)
        benefits[f"b{number}"] = benefit(_random_tree(generate, [leaf], 2), **more)
    if persons:
        benefits["bp"] = benefit(_random_tree(generate, [lambda: generate.choice(mine)], 2), about="person")
    if generate.random() < 0.5:
        benefits["again"] = benefit({"any": [{"benefit": "b0"}, alone[0]]})
    parameters = {
        "p1": parameter("yuan/person", ("2026-01-01", generate.choice([1, 2, "0.5", "1.5"]))),
        "unsure": parameter("yuan", ("2026-01-01", 2), confidence="C"),
    }
    return rule_set(people=people, questions=questions, parameters=parameters, conditions=conditions, benefits=benefits)


def _household_test(generate: random.Random) -> Any:
    op = generate.choice(["<", "<=", ">", ">=", "=="])
    kind = generate.randrange(5)
    if kind == 0:
        return {"compare": {"left": "n1", "op": op, "right": generate.randint(0, 4)}}
    if kind == 1:
        return {"compare": {"left": "n1", "op": op, "right": "p1", "per": "n2"}}
    if kind == 2:
        return {"in": {"question": "c1", "choices": generate.sample(["a", "b", "c"], generate.randint(1, 2))}}
    if kind == 3:
        return {"has": {"question": "m1", "choices": generate.sample(["x", "y"], generate.randint(1, 2))}}
    left = [{"of": "n1"}, {"times": generate.randint(-2, 2), "unit": "yuan/person", "of": "n2"}]
    return {"compare": {"left": left, "op": op, "right": generate.randint(-3, 6)}}


def _person_test(generate: random.Random) -> Any:
    if generate.random() < 0.5:
        return {
            "compare": {"left": "age", "op": generate.choice(["<", "<=", ">", ">="]), "right": generate.randint(0, 2)}
        }
    return generate.choice([{"in": {"question": "ill", "choices": ["yes"]}}, _household_test(generate)])


def _random_tree(generate: random.Random, leaves: list[Any], depth: int) -> Any:
    if depth == 0 or generate.random() < 0.4:
        return generate.choice(leaves)()
    kind = generate.choice(["all", "any", "not"])
    if kind == "not":
        return {"not": _random_tree(generate, leaves, depth - 1)}
    return {kind: [_random_tree(generate, leaves, depth - 1) for _ in range(generate.randint(1, 3))]}


def large_set(*, benefits: int = 500, nodes: int = 5_000) -> RuleSet:
    """A rule set of so many benefits and so many nodes in its trees."""
    per_benefit = nodes // benefits
    each = (per_benefit - 1) // 3  # conditions of a benefit: a name in its tree, and two nodes of their own
    spare = nodes - benefits * (1 + 3 * each)
    questions = {f"n{n}": question("int", unit="yuan", max=10_000, topic=f"t{n % 5}") for n in range(60)}
    questions |= {f"c{n}": question("choice", choices=YES_NO, topic=f"t{n % 5}") for n in range(60)}
    conditions: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for number in range(benefits):
        names = [f"k{number}_{part}" for part in range(each)]
        for part, name in enumerate(names):
            at = (number * each + part) % 60
            leaf: dict[str, Any] = {"compare": {"left": f"n{at}", "op": "<", "right": 100 * (number % 97) + part}}
            if part % 2:
                leaf = {"in": {"question": f"c{at}", "choices": ["yes"]}}
            more = [leaf] * spare if name == "k0_0" else []
            conditions[name] = condition({"any": [leaf, *more]})
        rules[f"b{number}"] = benefit({"all": names})
    return rule_set(questions=questions, conditions=conditions, benefits=rules)


def starter() -> RuleSet:
    """The rule set of the starter content, read as the publisher reads it."""
    source = Path(__file__).parents[1] / "data" / "starter" / "ruleset" / "guangzhou.yaml"
    read = read_yaml(source.read_bytes())
    assert isinstance(read.value, dict), read.faults
    body = {key: value for key, value in read.value.items() if key not in ("id", "scope", "verified_on")}
    return msgspec.convert(body, RuleSet)
