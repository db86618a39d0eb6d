"""The report of conformance: clauses of standards, how each is met, the tests that prove it and their last result, as one HTML page.

    python packaging/conformance.py tests                       node ids of all tests that are named, a line each
    python packaging/conformance.py write RESULTS TOTALS OUT    RESULTS: pytest's JUnit XML; TOTALS: folder of the walks' numbers

What is said stands in ``packaging/conformance/*.toml``; this file holds no sentence. A clause is only called met where its tests
passed. Not its business: the tests themselves (``tests/``).
"""

from __future__ import annotations

import datetime as dt
import html
import json
import string
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET  # pytest's own output
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "packaging" / "conformance"
STANDARDS = ("en301549", "section508", "wcag22", "aging")
PROVEN = frozenset({"met", "partly"})
"""States that stand on tests."""
STATES = PROVEN | {"not_met", "hardware", "people", "not_applicable", "info"}


@dataclass(frozen=True)
class Clause:
    """One clause of a standard: what is claimed, on what evidence, and what has to be said beside it."""

    number: str
    title: str
    state: str
    by: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Standard:
    """One standard with its clauses."""

    key: str
    title: str
    source: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Evidence:
    """How something is met, and the tests that prove it."""

    how: str
    tests: tuple[str, ...]


def load(name: str) -> dict[str, Any]:
    """One of the catalogues."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def evidence() -> dict[str, Evidence]:
    """All evidence by name."""
    return {name: Evidence(each["how"], tuple(each["tests"])) for name, each in load("evidence").items()}


def standards() -> list[Standard]:
    """All standards; a clause that takes over a WCAG criterion carries its statement."""
    criteria = {raw["n"]: raw for raw in load("wcag22")["clauses"]}

    def clause(raw: Mapping[str, Any]) -> Clause:
        said = criteria[raw["as"]] if "as" in raw else raw
        return Clause(raw["n"], raw["t"], said["state"], tuple(said.get("by", ())), said.get("note", ""))

    return [
        Standard(key, page["title"], page["source"], tuple(clause(raw) for raw in page["clauses"]))
        for key in STANDARDS
        for page in [load(key)]
    ]


def named_tests() -> list[str]:
    """Node ids of every test that is named, each once."""
    used = {name for standard in standards() for clause in standard.clauses for name in clause.by}
    return sorted({test for name, each in evidence().items() if name in used for test in each.tests})


def results(junit: Path) -> dict[str, str]:
    """What became of each test: ``passed``, ``failed`` or ``skipped``, by node id."""
    found: dict[str, str] = {}
    for case in ET.parse(junit).iter("testcase"):  # noqa: S314 - pytest wrote it a moment ago
        node = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '')}"
        kinds = {child.tag for child in case}
        outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        if found.get(node) != "failed":  # a test that passed may still fail when it is taken down
            found[node] = outcome
    return found


def result_of(test: str, outcomes: Mapping[str, str]) -> str:
    """What became of a test, or of all its cases where it is named without one."""
    cases = [outcome for node, outcome in outcomes.items() if node == test or node.startswith(f"{test}[")]
    for worst in ("failed", "skipped", "passed"):
        if worst in cases:
            return worst
    return "absent"


def state_of(clause: Clause, proofs: Mapping[str, Evidence], outcomes: Mapping[str, str]) -> str:
    """The state that may be claimed: what stands on tests, only where they passed."""
    if clause.state not in PROVEN:
        return clause.state
    seen = {result_of(test, outcomes) for name in clause.by for test in proofs[name].tests}
    if "failed" in seen:
        return "failed"
    return "unproven" if seen - {"passed"} else clause.state


def _tag(state: str, words: Mapping[str, Any]) -> str:
    return f'<span class="tag {state}">{html.escape(words["states"][state])}</span>'


def _row(
    clause: Clause, proofs: Mapping[str, Evidence], outcomes: Mapping[str, str], words: Mapping[str, Any]
) -> Iterator[str]:
    state = state_of(clause, proofs, outcomes)
    yield f'<tr><th scope="row"><b>{html.escape(clause.number)}</b>{html.escape(clause.title)}</th>'
    yield f'<td class="state">{_tag(state, words)}</td><td>'
    for name in clause.by:
        yield f"<p>{html.escape(proofs[name].how)}</p>"
    if clause.note:
        yield f"<p>{html.escape(clause.note)}</p>"
    tests = [test for name in clause.by for test in proofs[name].tests]
    if tests:
        counted = Counter(result_of(test, outcomes) for test in tests)
        line = "，".join(f"{html.escape(words['results'][key])} {count}" for key, count in counted.items())
        yield f"</td><td><details><summary>{line}</summary><ul>"
        for test in tests:
            outcome = html.escape(words["results"][result_of(test, outcomes)])
            yield f"<li>{outcome} <code>{html.escape(test)}</code></li>"
        yield "</ul></details></td></tr>"
    else:
        yield f"</td><td>{html.escape(words['no_tests'])}</td></tr>"


def _standard(
    standard: Standard, proofs: Mapping[str, Evidence], outcomes: Mapping[str, str], words: Mapping[str, Any]
) -> Iterator[str]:
    yield f'<h2 id="{standard.key}">{html.escape(standard.title)}</h2><table>'
    yield f"<caption>{html.escape(standard.source)}</caption><thead><tr>"
    for column in ("clause", "state", "how", "proof"):
        yield f'<th scope="col">{html.escape(words[column])}</th>'
    yield "</tr></thead><tbody>"
    for clause in standard.clauses:
        yield from _row(clause, proofs, outcomes, words)
    yield f'</tbody></table><p><a href="#top">{html.escape(words["back"])}</a></p>'


def _summary(
    pages: list[Standard], proofs: Mapping[str, Evidence], outcomes: Mapping[str, str], words: Mapping[str, Any]
) -> Iterator[str]:
    yield f"<h2>{html.escape(words['summary'])}</h2><ul>"
    for standard in pages:
        counted = Counter(state_of(clause, proofs, outcomes) for clause in standard.clauses)
        tags = " ".join(f"{_tag(state, words)} {counted[state]}" for state in words["states"] if counted[state])
        yield f'<li><a href="#{standard.key}">{html.escape(standard.title)}</a>（{len(standard.clauses)}）：{tags}</li>'
    yield "</ul>"


def _walks(totals: Path, words: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2>{html.escape(words['walks'])}</h2>"
    walks = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(totals.glob("walk-*.json"))]
    if not walks:
        yield f"<p>{html.escape(words['walk_none'])}</p>"
        return
    checks: Counter[str] = Counter()
    excused: Counter[tuple[str, str]] = Counter()
    yield "<ul>"
    for walk in walks:
        checks.update(walk["checks"])
        for each in walk["excused"]:
            excused[each["rule"], each["reason"]] += each["times"]
        line = words["walk_line"].format(
            walk=words["walk_names"].get(walk["walk"], walk["walk"]),
            stops=walk["stops"],
            looks=walk["looks"],
            checks=sum(walk["checks"].values()),
            faults=walk["faults"],
            excused=sum(each["times"] for each in walk["excused"]),
        )
        yield f"<li>{html.escape(line)}</li>"
    yield f"</ul><h3>{html.escape(words['rules'])}</h3><ul>"
    for rule, count in checks.most_common():
        yield f"<li>{html.escape(words['rule_names'][rule])} {count}</li>"
    yield f"</ul><h3>{html.escape(words['excuses'])}</h3><ul>"
    for (rule, reason), times in excused.most_common():
        line = words["excuse_line"].format(rule=words["rule_names"][rule], reason=reason, times=times)
        yield f"<li>{html.escape(line)}</li>"
    yield "</ul>"


def _made(totals: Path, words: Mapping[str, Any]) -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    long = [json.loads(path.read_text(encoding="utf-8"))["long"] for path in totals.glob("walk-*.json")]
    made: str = words["made"].format(
        at=dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z"),
        commit=git("rev-parse", "--short", "HEAD"),
        changed=words["changed"] if git("status", "--porcelain") else "",
        length=words["length_long"] if long and all(long) else words["length_short"],
    )
    return made


def page(outcomes: Mapping[str, str], totals: Path) -> str:
    """The whole report."""
    words, proofs, pages = load("page"), evidence(), standards()
    template = string.Template((FOLDER / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=html.escape(words["title"]),
        lead=html.escape(words["lead"]),
        made=html.escape(_made(totals, words)),
        summary="".join(_summary(pages, proofs, outcomes, words)),
        walks="".join(_walks(totals, words)),
        standards="".join("".join(_standard(each, proofs, outcomes, words)) for each in pages),
    )


def main(arguments: list[str]) -> int:
    """``tests`` or ``write RESULTS TOTALS OUT``."""
    if arguments == ["tests"]:
        print("\n".join(named_tests()))
        return 0
    if arguments[:1] == ["write"] and len(arguments) == 4:
        junit, totals, out = (Path(argument) for argument in arguments[1:])
        out.write_text(page(results(junit), totals), encoding="utf-8")
        return 0
    sys.stderr.write("usage: conformance.py tests | write RESULTS TOTALS OUT\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
