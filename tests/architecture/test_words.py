"""Sentences for people live in catalogues, not in Python; every code has one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.words import UnknownWordsError, say

from .tree import files, report, shown

# Han characters: words. Punctuation is data too (a separator, a pattern over content).
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def python_files() -> list[Path]:
    """Our Python, without tests."""
    return [path for path in files("*.py") if "tests" not in path.parts]


def docstrings(tree: ast.AST) -> set[int]:
    """Identities of the nodes that are docstrings (or bare strings, which say as little to a user)."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def chinese_literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of string literals that a person would read in Chinese."""
    tree = ast.parse(source)
    said = docstrings(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in said else None
        if isinstance(text, str) and CJK.search(text):
            yield node.lineno, text


def test_the_check_sees_literals_and_leaves_docstrings_and_comments() -> None:
    source = '"""模块"""\nx = "好"  # 注释\ny = f"第{x}页"\n\ndef f():\n    """说明"""\n    return {"a": ("甲",)}\n'
    assert [line for line, _ in chinese_literals(source)] == [2, 3, 3, 7]


def test_python_holds_no_chinese() -> None:
    faults = [
        f"{shown(path, line)}: {text[:40]!r}"
        for path in python_files()
        for line, text in chinese_literals(path.read_text(encoding="utf-8"))
    ]
    report(faults, "Put the sentence into data/words/*.toml and say() it by its code; screen texts go to ui/i18n.")


def codes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literal codes of ``say("…")`` and ``WorldError("…")``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"say", "tell", "WorldError"} and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value


class AnyValue(dict[str, object]):
    """Fills whatever placeholder a sentence has."""

    def __missing__(self, key: str) -> object:
        return key


@pytest.mark.parametrize("path", python_files(), ids=shown)
def test_every_code_has_a_sentence(path: Path) -> None:
    faults = []
    for line, code in codes(ast.parse(path.read_text(encoding="utf-8"))):
        try:
            say(code)
        except UnknownWordsError:
            faults.append(f"{shown(path, line)}: no sentence for {code}")
        except KeyError:
            pass  # the sentence is there and wants its parameters
    report(faults, "Write it into data/words/*.toml, in words a technician or editor understands.")
