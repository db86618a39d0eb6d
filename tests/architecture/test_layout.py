"""The shape of the repository: fixed folders, each explained, modules a person can read in one go."""

from __future__ import annotations

import re

from .tree import ROOT, files, project_files, report, shown

TOP = {
    "pyproject.toml", "kiosk", "ui", "assets", "sync", "data", "tests", "packaging", "README.md",
    ".ci", ".gitignore", ".gitattributes", "LICENSE", ".editorconfig", ".pre-commit-config.yaml",
}  # fmt: skip
FOLDERS = ("assets", "data", "kiosk", "packaging", "sync", "tests", "ui")
MAX_LINES = 400

# Written so that this file does not find itself.
REGISTRY = re.compile(
    r"(index-url|extra-index-url|find-links|registry)[ =:\"]+(https?|file)://"
    r"|\"resolved\": *\"https?://"
    r"|https?://[^ \"]*/simple/"
    r"|files\.python" + r"hosted\.org|py" + r"pi\.org"
)
MACHINE_PATH = re.compile(r"(?<![\w.$}~-])/(tmp|root|home|work|Users)/[A-Za-z]")


def test_the_top_level_holds_only_what_the_architecture_names() -> None:
    strangers = {path.relative_to(ROOT).parts[0] for path in project_files()} - TOP
    report(
        [f"{name}: not one of the fixed top-level names" for name in sorted(strangers)],
        "Move it into the folder it belongs to (ARCHITECTURE.md, section 6).",
    )


def test_every_top_folder_says_in_a_readme_what_it_holds() -> None:
    missing = [f"{folder}/README.md is missing" for folder in FOLDERS if not (ROOT / folder / "README.md").exists()]
    report(missing, "One page: what lives here, what does not, how to add to it, decisions with their reasons.")


def test_modules_stay_short_enough_to_read() -> None:
    long = []
    for path in (*files("*.py", "*.qml", "*.sh"), ROOT / "packaging" / "dev"):
        if "versions" in path.parts:
            continue  # a migration is written once and never grows
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MAX_LINES:
            long.append(f"{shown(path)}: {lines} lines")
    report(long, f"Split what is longer than {MAX_LINES} lines by responsibility.")


def test_nothing_tracked_depends_on_one_machine_or_one_registry() -> None:
    faults = []
    for path in project_files():
        raw = path.read_bytes()
        if b"\0" in raw[:8192] or path.name == "LICENSE":
            continue
        for number, line in enumerate(raw.decode("utf-8", errors="replace").splitlines(), start=1):
            for what, pattern in (("registry address", REGISTRY), ("machine path", MACHINE_PATH)):
                if pattern.search(line):
                    faults.append(f"{shown(path, number)}: {what}: {line.strip()[:100]}")
    report(
        faults, "The project is built anywhere: use relative paths, and leave indexes to the machine's own settings."
    )


def test_the_locks_pin_every_package_by_hash_and_none_twice() -> None:
    names: list[str] = []
    loose: list[str] = []
    for lock in ("requirements.lock", "requirements-voice.lock"):
        text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z0-9])", "\n" + text)[1:]
        loose += [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        names += [entry.partition("==")[0] for entry in entries]
    assert len(names) > 60
    loose += sorted({name for name in names if names.count(name) > 1})
    report(loose, "Regenerate it: packaging/dev lock")
