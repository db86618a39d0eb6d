"""What walks found, in numbers, as files that the report of conformance is made from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tests.ui.walker.exceptions import EXCUSES, Excuse, sift
from tests.ui.walker.walk import Findings


def write(folder: Path, name: str, findings: Findings, *, long_run: bool, excuses: Iterable[Excuse] = EXCUSES) -> None:
    """Write the numbers of one walk."""
    left, used = sift(findings.faults, excuses)
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {
        "walk": name,
        "long": long_run,
        "stops": len(findings.stops),
        "looks": findings.looks,
        "checks": dict(findings.checks),
        "faults": len(left),
        "excused": [
            {"rule": excuse.rule, "reason": excuse.reason, "times": times} for excuse, times in used.most_common()
        ],
    }
    (folder / f"walk-{name}.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=1), encoding="utf-8")
