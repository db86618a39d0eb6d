"""Interface texts: compiles ``ui/i18n/*.ts`` (id-based) and checks them against their use in QML and Python.

    python packaging/i18n.py compile OUT    writes OUT/<language>.qm
    python packaging/i18n.py check          says everything that is wrong; exit code 1 when something is

An id counts as used where it stands as a literal: ``qsTrId("id")`` or ``QT_TRID_NOOP("id")`` in QML, ``qtTrId("id")``
or ``QT_TRID_NOOP("id")`` in Python. Not its business: sentences of the command line (``data/words``).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET  # our own files, read by a developer's tool
from collections.abc import Iterable
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "ui" / "i18n"
LANGUAGES = ("zh_Hans", "zh_Hant", "en")
USE = re.compile(r"""\b(?:qsTrId|qtTrId|QT_TRID_NOOP)\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]))""")
PLACEHOLDER = re.compile(r"%(?:L?\d{1,2}|n)")


def used_ids(root: Path = ROOT) -> tuple[dict[str, str], list[str]]:
    """Ids used in QML and Python with the first place of each, and what can't be read."""
    uses: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted([*root.glob("ui/**/*.qml"), *root.glob("kiosk/**/*.py")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            place = f"{path.relative_to(root)}:{number}"
            for match in USE.finditer(line):
                if match[3] is not None:
                    faults.append(
                        f"{place}: the id is not a literal; list its ids with QT_TRID_NOOP and use qsTrId there"
                    )
                else:
                    uses.setdefault(match[1] if match[1] is not None else match[2], place)
    return uses, faults


def placeholders(texts: Iterable[str]) -> set[str]:
    """The placeholders of a message; ``%L1`` is ``%1`` in the language's digits."""
    return {found.replace("L", "") for text in texts for found in PLACEHOLDER.findall(text)}


def messages(path: Path) -> tuple[dict[str, set[str]], list[str]]:
    """Placeholders by id in one TS file, and its faults."""
    found: dict[str, set[str]] = {}
    faults: list[str] = []
    language = ET.parse(path).getroot().get("language", "")  # noqa: S314 - our own checked-in file
    if language != path.stem:
        faults.append(f'{path.name}: language="{language}" does not match the file name')
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own checked-in file
        key = message.get("id", "")
        translation = message.find("translation")
        if translation is None:
            faults.append(f"{path.name}: {key} has no <translation>")
            continue
        texts = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        if not key:
            faults.append(f"{path.name}: a message without id ({texts[0]!r})")
        if key in found:
            faults.append(f"{path.name}: {key} stands twice")
        if not all(texts) or translation.get("type"):
            faults.append(f"{path.name}: {key} is empty, unfinished or obsolete")
        found[key] = placeholders(texts)
    return found, faults


def check(root: Path = ROOT) -> list[str]:
    """Everything wrong with the interface texts, a sentence each."""
    uses, faults = used_ids(root)
    by_language: dict[str, dict[str, set[str]]] = {}
    for language in LANGUAGES:
        path = root / "ui" / "i18n" / f"{language}.ts"
        if not path.exists():
            faults.append(f"ui/i18n/{language}.ts is missing")
            continue
        by_language[language], own = messages(path)
        faults += own
    for language, found in by_language.items():
        faults += [f"{language}.ts lacks {key} (used in {uses[key]})" for key in sorted(uses.keys() - found.keys())]
        faults += [f"{language}.ts holds {key}, which nothing uses" for key in sorted(found.keys() - uses.keys())]
    model = by_language.get(LANGUAGES[0], {})
    for language in LANGUAGES[1:]:
        found = by_language.get(language, {})
        for key in sorted(model.keys() & found.keys()):
            if model[key] != found[key]:
                faults.append(
                    f"{key}: placeholders differ: {sorted(model[key])} and, in {language}, {sorted(found[key])}"
                )
    return faults


def compile_all(out: Path) -> None:
    """Compile each TS file to ``out/<language>.qm``; lrelease's own complaints are faults.

    A file that is there is replaced, never written into: a kiosk that runs has it mapped, and would read what is being written.

    Raises:
        subprocess.CalledProcessError: lrelease failed or warned.
    """
    out.mkdir(parents=True, exist_ok=True)
    lrelease = Path(PySide6.__file__).parent / "lrelease"
    for source in sorted(SOURCES.glob("*.ts")):
        whole = out / f"{source.stem}.qm"
        part = out / f"{source.stem}.qm.{os.getpid()}.part"  # another command may be compiling, too
        command: list[str | Path] = [
            lrelease,
            "-silent",
            "-fail-on-unfinished",
            source,
            "-qm",
            part,
        ]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode or done.stderr:
            raise subprocess.CalledProcessError(done.returncode or 1, command, done.stdout, done.stderr)
        part.replace(whole)


def main(arguments: list[str]) -> int:
    """``compile OUT`` or ``check``."""
    if arguments[:1] == ["compile"] and len(arguments) == 2:
        try:
            compile_all(Path(arguments[1]))
        except subprocess.CalledProcessError as error:
            sys.stderr.write(error.stdout + error.stderr)
            return 1
        return 0
    if arguments == ["check"]:
        faults = check()
        print("\n".join(faults) or f"interface texts: every id in {len(LANGUAGES)} languages, none unused")
        return 1 if faults else 0
    sys.stderr.write("usage: i18n.py compile OUT | check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
