"""The YAML an editor may write, and what is refused before it can do harm."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time

import pytest

from sync.publisher.yaml_source import read_yaml


def codes(text: str) -> list[str]:
    return [found.code for found in read_yaml(text.encode()).faults]


def value(text: str) -> object:
    read = read_yaml(text.encode())
    assert not read.faults
    return read.value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("off: true", {"off": True}),
        ("no: yes", {"no": "yes"}),
        ("starts: 09:30", {"starts": "09:30"}),
        ("phone: 0760", {"phone": "0760"}),
        ("n: 1282", {"n": 1282}),
        ("n: -0.5", {"n": -0.5}),
        ("n: 1e5", {"n": "1e5"}),
        ("n: .nan", {"n": ".nan"}),
        ("n: ~", {"n": None}),
        ("n:", {"n": None}),
        ('n: "12345"', {"n": "12345"}),
        ("d: 2026-11-22", {"d": dt.date(2026, 11, 22)}),
        ("d: 2026-12-03T14:30:00", {"d": dt.datetime(2026, 12, 3, 14, 30)}),  # noqa: DTZ001
        ("d: 2026-02-30", {"d": "2026-02-30"}),
        ("t: |\n  一\n  二\n", {"t": "一\n二"}),
        ("t: >\n  one\n  two\n", {"t": "one two"}),
        ("", None),
    ],
)
def test_what_is_written_is_what_is_meant(written: str, meant: object) -> None:
    """No surprises of YAML 1.1: off is a word, 09:30 no number of minutes, 0760 no octal number."""
    assert value(written) == meant


def test_dates_with_a_zone_stay_text_so_that_the_field_refuses_them() -> None:
    assert value("d: 2026-12-03T14:30:00Z") == {"d": "2026-12-03T14:30:00Z"}


def test_every_value_knows_its_line() -> None:
    read = read_yaml(b"# head\nid: a\nfigures:\n  - label: x\n    value: 1\n  - label: y\n")
    assert read.lines[("id",)] == 2
    assert read.lines[("figures", 0, "value")] == 5
    assert read.lines[("figures", 1)] == 6


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a: &x 1", "publisher.alias"),
        ("a: &x 1\nb: *x", "publisher.alias"),
        ("base: &b {x: 1}\nrec:\n  <<: *b", "publisher.alias"),
        ("a: !!python/object/apply:os.system ['true']", "publisher.tag"),
        ("a: !thing 1", "publisher.tag"),
        ("? [a, b]\n: 1", "publisher.bad_key"),
        ("a: 1\n---\nb: 2", "publisher.many_documents"),
        ("a: 1\na: 2", "publisher.duplicate_key"),
        ("x: {a: 1, a: 2}", "publisher.duplicate_key"),
        ("a: [1, 2", "publisher.not_yaml"),
        ("a: \x07", "publisher.forbidden_character"),
        ('a: "\\ud800"', "publisher.not_yaml"),
    ],
)
def test_dangerous_or_ambiguous_yaml_is_refused(written: str, code: str) -> None:
    assert codes(written) == [code]


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    read = read_yaml(b"a: 1\nb: \xff\n")
    assert [found.code for found in read.faults] == ["publisher.not_utf8"]
    assert read.lines[()] == 2


def test_a_byte_order_mark_of_a_windows_editor_is_no_fault() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n").value == {"a": 1, "b": 2}


def test_reading_goes_on_after_a_duplicate_key_so_that_all_faults_are_said_at_once() -> None:
    read = read_yaml(b"a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [(found.code, read.lines[found.path]) for found in read.faults] == [
        ("publisher.duplicate_key", 2),
        ("publisher.duplicate_key", 3),
    ]
    assert read.value == {"a": 1, "b": {"c": 1}}


def test_a_bomb_of_aliases_does_not_unfold() -> None:
    """Nine lines that would become a billion strings are refused at the first anchor."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    started = time.process_time()
    assert codes("\n".join(lines)) == ["publisher.alias"]
    assert time.process_time() - started < 1


@pytest.mark.parametrize("bomb", ["'[' * n + ']' * n", "'- ' * n + 'a'", "'{a: ' * n + '1' + '}' * n"])
def test_brackets_a_million_deep_do_not_end_the_process(bomb: str) -> None:
    """libyaml's composer crashes on this (segmentation fault); so it runs in a process of its own here."""
    code = f"from sync.publisher.yaml_source import read_yaml\nn = 300_000\nprint(read_yaml(({bomb}).encode()).faults[0].code)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "publisher.too_deep")
