"""The reader's SQL follows the tables, and the UI's way to content loads no SQLAlchemy."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_generated_sql_follows_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("reader_sql", ROOT / "packaging" / "reader_sql.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    assert generator.TARGET.read_text(encoding="utf-8") == generator.generated(), "run python packaging/reader_sql.py"


def test_reading_content_does_not_load_sqlalchemy() -> None:
    """Importing it costs a third of a second of every start."""
    code = "import sys, data.content_reader; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
