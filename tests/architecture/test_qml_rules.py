"""What QML may not say itself: colours, sizes, times, sentences, markup and the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .tree import ROOT, files, report, shown

THEME = ROOT / "ui" / "Kiosk" / "Theme"
CONTROLS = ROOT / "ui" / "Kiosk" / "Controls"

SIZED = (
    "width|height|implicitWidth|implicitHeight|minimumWidth|minimumHeight|maximumWidth|maximumHeight|preferredWidth"
    "|preferredHeight|spacing|rowSpacing|columnSpacing|margins|leftMargin|rightMargin|topMargin|bottomMargin|padding"
    "|leftPadding|rightPadding|topPadding|bottomPadding|radius|duration|interval|pixelSize|pointSize|letterSpacing"
)
# Zero and whole-number factors are no sizes; a lone -1 means "as large as it wants".
LITERAL = re.compile(
    rf"\b(?:\w+\.)?({SIZED})\s*:\s*-?(?!0(?:\.0+)?\b|1\b(?=\s*$)|1\b(?=\s*[;}}]))\d[\d.]*\s*(?:[;}}]|$)"
)
COLOUR = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|\bQt\.(rgba|hsla|hsva|color|lighter|darker|tint)\(""")
NAMED_COLOUR = re.compile(r"""\b(?:\w+\.)?[cC]olor\s*:\s*["'](?!transparent["'])[a-z]+["']""")
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
TEXT = re.compile(
    r"""\b(text|title|placeholderText|label|description|Accessible\.(?:name|description))\s*:\s*(["'])(?=[^"']*[^\W\d_])"""
)
TEXT_ITEM = re.compile(r"\b(Text|TextEdit|TextInput|TextArea|TextField)\s*\{")
MARKUP = re.compile(r"\b(RichText|StyledText|AutoText|MarkdownText)\b")
NETWORK = re.compile(
    r"\b(XMLHttpRequest|WebSocket\w*|openUrlExternally|loadUrl)\b"
    r"|^\s*import\s+(QtQuick\.LocalStorage|QtWebSockets|QtWebEngine|QtWebView|QtNetwork|QtCore)\b"
    r"|[\"'](https?|ftp|wss?)://"
)
CONTROLS_IMPORT = re.compile(r"^\s*import\s+QtQuick\.(Controls|Templates|Dialogs)\b")

RULES = {
    "colour": "Colours have names in Theme.color: they must follow the theme (light, high contrast).",
    "size": "Sizes and times come from Theme (Theme.l, Theme.dp(…), Theme.slideMs): they scale with panel and elder mode.",
    "sentence": 'Texts are ids: qsTrId("screen.what"), with a sentence in each of ui/i18n/*.ts.',
    "text item": "Use Label from Kiosk.Controls: it shows plain text only. One <img> in a bare Text reaches for the network.",
    "markup": "Content may never become markup: textFormat is Text.PlainText everywhere.",
    "network": "The screen has no network and keeps nothing: ask a view model, which asks a use case.",
    "controls": "Only Kiosk.Controls wraps Qt's controls: their text is AutoText, one <img> in a Button crashes Qt.",
}


def code_lines(source: str) -> Iterator[tuple[int, str]]:
    """Lines without comments; what stands in strings stays."""
    source = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), source, flags=re.DOTALL)
    for number, line in enumerate(source.splitlines(), start=1):
        bare = re.match(r"""(?:[^"'/]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/(?!/))*""", line)
        yield number, bare[0] if bare else ""


def faults(source: str, *, in_controls: bool) -> Iterator[tuple[int, str]]:
    """Line and rule of every fault in QML outside the theme."""
    for number, line in code_lines(source):
        if COLOUR.search(line) or NAMED_COLOUR.search(line):
            yield number, "colour"
        if LITERAL.search(line):
            yield number, "size"
        if CJK.search(line) or TEXT.search(line):
            yield number, "sentence"
        if MARKUP.search(line):
            yield number, "markup"
        if NETWORK.search(line):
            yield number, "network"
        if not in_controls and TEXT_ITEM.search(line):
            yield number, "text item"
        if not in_controls and CONTROLS_IMPORT.search(line):
            yield number, "controls"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('color: "#fff"', "colour"),
        ('border.color: "red"', "colour"),
        ("color: Qt.rgba(0, 0, 0, 0.4)", "colour"),
        ("font.pixelSize: 28", "size"),
        ("Layout.preferredHeight: 96", "size"),
        ("Item { width: 12.5; height: parent.height }", "size"),
        ("NumberAnimation { duration: 220 }", "size"),
        ("anchors.margins: -8", "size"),
        ('text: "Back"', "sentence"),
        ('readonly property string s: "返回"', "sentence"),
        ('Accessible.name: "close"', "sentence"),
        ("Text {", "text item"),
        ("delegate: TextInput { }", "text item"),
        ("textFormat: Text.StyledText", "markup"),
        ("const r = new XMLHttpRequest();", "network"),
        ("import QtQuick.LocalStorage", "network"),
        ('source: "https://example.org/a.png"', "network"),
        ("import QtQuick.Controls.Basic", "controls"),
    ],
)
def test_the_check_sees(line: str, rule: str) -> None:
    assert rule in [found for _, found in faults(line, in_controls=False)]


@pytest.mark.parametrize(
    "line",
    [
        'color: "transparent"',
        "color: Theme.color.text",
        '// color: "#fff" 返回',
        "/* Text { */ width: 0",
        "width: Theme.dp(96)",
        "width: parent.width * 0.5",
        "height: 1",
        "anchors.margins: -Theme.s",
        'text: qsTrId("home.title")',
        'text: "1/2"',
        "textFormat: Text.PlainText",
        "Label {",
        "import QtQuick.Layouts",
    ],
)
def test_the_check_lets_pass(line: str) -> None:
    assert list(faults(line, in_controls=False)) == []


def test_qml_outside_the_theme_keeps_the_rules() -> None:
    found: dict[str, list[str]] = {}
    for path in files("*.qml", below="ui"):
        if path.is_relative_to(THEME):
            continue
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for number, rule in faults(source, in_controls=path.is_relative_to(CONTROLS)):
            found.setdefault(rule, []).append(f"{shown(path, number)}: {rule}: {lines[number - 1].strip()[:90]}")
    report(
        [line for rule in sorted(found) for line in found[rule]],
        "\n".join(f"{rule}: {RULES[rule]}" for rule in sorted(found)),
    )


def blocks(source: str, opening: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Start line and body of each object that ``opening`` begins."""
    for match in opening.finditer(source):
        depth, end = 1, match.end()
        while depth and end < len(source):
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
        yield source[: match.start()].count("\n") + 1, source[match.end() : end]


def own_lines(body: str) -> str:
    """The body without the objects nested in it."""
    while (inner := re.sub(r"\{[^{}]*\}", "", body)) != body:
        body = inner
    return body


@pytest.mark.parametrize("path", files("*.qml", below="ui/Kiosk/Controls"), ids=shown)
def test_every_text_item_of_the_controls_shows_plain_text(path: Path) -> None:
    source = "\n".join(line for _, line in code_lines(path.read_text(encoding="utf-8")))
    loose = [
        f"{shown(path, line)}: no textFormat: Text.PlainText"
        for line, body in blocks(source, re.compile(r"\bText\s*\{"))
        if not re.search(r"\btextFormat\s*:\s*Text\.PlainText\b", own_lines(body))
    ]
    report(loose, RULES["markup"])


@pytest.mark.parametrize("folder", sorted({path.parent for path in files("*.qml", below="ui/Kiosk")}), ids=shown)
def test_every_qml_file_is_in_its_modules_qmldir(folder: Path) -> None:
    listed = (folder / "qmldir").read_text(encoding="utf-8")
    missing = [
        f"{shown(p)}: not in {shown(folder)}/qmldir" for p in folder.glob("*.qml") if p.name not in listed.split()
    ]
    report(missing, "Add `Name 1.0 Name.qml`: an unlisted file is found by accident of the folder only.")
