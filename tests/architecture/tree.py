"""The files of the project as its tests see them: tracked by git, or about to be."""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def project_files() -> tuple[Path, ...]:
    """Files that are tracked, or new and not ignored; what git ignores is nobody's business."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for name in sorted(set(listed.stdout.split("\0")) - {""}) if (path := ROOT / name).is_file())


def files(*patterns: str, below: str = "") -> list[Path]:
    """Project files below a folder whose names match one of the patterns."""
    top = ROOT / below
    return [f for f in project_files() if f.is_relative_to(top) and any(f.match(p) for p in patterns)]


def shown(path: Path, line: int | None = None) -> str:
    """The path as a person types it, with the line to jump to."""
    name = str(path.relative_to(ROOT))
    return name if line is None else f"{name}:{line}"


def report(faults: list[str], advice: str) -> None:
    """Fail with all faults at once and what to do about them."""
    assert not faults, "\n" + "\n".join(faults) + f"\n\n{advice}"
