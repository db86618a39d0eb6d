"""The report of conformance claims nothing without a test or a reason, and calls nothing met whose test did not pass."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from .tools import tool
from .tree import ROOT, report

conformance = tool("conformance")

WCAG_22_A_AND_AA = 55
NODE = re.compile(r"(?P<file>tests/[\w/]+\.py)::(?P<function>test_\w+)(?:\[(?P<case>[\w.-]+)\])?")


@functools.cache
def functions(path: Path) -> dict[str, str]:
    """Names of the tests in a file, with their sources."""
    source = path.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_test_that_is_named_is_there() -> None:
    walk = (ROOT / "tests" / "ui" / "walker" / "walk.py").read_text(encoding="utf-8")
    faults = []
    for test in conformance.named_tests():
        node = NODE.fullmatch(test)
        path = ROOT / node["file"] if node else ROOT
        if node is None or not path.is_file() or node["function"] not in functions(path):
            faults.append(f"{test}: there is no such test")
        elif node["case"] and f'"{node["case"]}"' not in walk:
            faults.append(f"{test}: no rule of the walker is called {node['case']}")
    report(faults, "Name the test that proves it now (packaging/conformance/evidence.toml).")


def test_every_clause_stands_on_a_test_or_gives_a_reason() -> None:
    proofs = conformance.evidence()
    faults = []
    for standard in conformance.standards():
        for clause in standard.clauses:
            where = f"{standard.key} {clause.number}"
            if clause.state not in conformance.STATES:
                faults.append(f"{where}: no such state: {clause.state}")
            faults += [f"{where}: no such evidence: {name}" for name in clause.by if name not in proofs]
            if clause.state in conformance.PROVEN and not clause.by and not (clause.state == "partly" and clause.note):
                faults.append(f"{where}: claimed without a test")
            if clause.state != "met" and not clause.note:
                faults.append(f"{where}: {clause.state} without a reason")
    report(faults, "Add evidence, or say why not, in packaging/conformance/*.toml.")


def test_no_clause_stands_twice_and_no_evidence_is_left_over() -> None:
    pages = conformance.standards()
    numbers = [(page.key, clause.number) for page in pages for clause in page.clauses]
    assert len(numbers) == len(set(numbers))
    used = {name for page in pages for clause in page.clauses for name in clause.by}
    assert used == set(conformance.evidence())


def test_all_of_wcag_a_and_aa_is_there() -> None:
    by_key = {page.key: page for page in conformance.standards()}
    assert len(by_key["wcag22"].clauses) == WCAG_22_A_AND_AA


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ({"tests/a.py::test_a": "passed", "tests/a.py::test_b[x]": "passed"}, "met"),
        ({"tests/a.py::test_a": "passed", "tests/a.py::test_b[x]": "failed"}, "failed"),
        ({"tests/a.py::test_a": "passed", "tests/a.py::test_b[x]": "skipped"}, "unproven"),
        ({"tests/a.py::test_a": "passed"}, "unproven"),
    ],
)
def test_met_is_only_what_passed(outcomes: dict[str, str], state: str) -> None:
    proofs = {"both": conformance.Evidence("how", ("tests/a.py::test_a", "tests/a.py::test_b"))}
    clause = conformance.Clause("1", "title", "met", ("both",), "")
    assert conformance.state_of(clause, proofs, outcomes) == state


def test_the_page_says_every_clause_and_reads_pytests_own_results(tmp_path: Path) -> None:
    first = conformance.named_tests()[0]
    module, _, name = first.partition("::")
    junit = tmp_path / "results.xml"
    classname = module.removesuffix(".py").replace("/", ".")
    junit.write_text(
        f'<testsuites><testsuite><testcase classname="{classname}" name="{name}"><failure/></testcase></testsuite></testsuites>'
    )
    outcomes = conformance.results(junit)
    assert outcomes == {first: "failed"}
    page = conformance.page(outcomes, tmp_path)
    missing = [
        clause.number for each in conformance.standards() for clause in each.clauses if clause.number not in page
    ]
    assert not missing
    assert "$" not in page
