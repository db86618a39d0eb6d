"""The ``kiosk-platform`` command as an operator types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.words import say
from sync.publisher.files import PlatformFolder
from sync.publisher.keys import ROOT_KEYS

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "data" / "starter"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sync.platform", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> PlatformFolder:
    found = PlatformFolder(tmp_path / "platform")
    assert run("init", "--dir", found.root).returncode == 0
    return found


def test_init_says_where_the_keys_are_and_what_belongs_into_a_safe(tmp_path: Path) -> None:
    folder = PlatformFolder(tmp_path / "platform")
    done = run("init", "--dir", folder.root)
    assert done.returncode == 0
    for shown in (folder.keys_offline, folder.keys_online, folder.first_root, *ROOT_KEYS, "targets"):
        assert str(shown) in done.stdout
    assert "保险柜" in done.stdout


def test_the_starter_content_is_published_without_a_fault(folder: PlatformFolder) -> None:
    """The content of this repository passes its own checks and reaches a signed repository."""
    checked = run("check", "--sources", STARTER)
    assert (checked.returncode, checked.stderr) == (0, "")
    done = run("publish", "--sources", STARTER, "--dir", folder.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(folder.timestamp.read_bytes())["signed"]["version"] == 1
    assert len(list(folder.targets.iterdir())) > 5


def test_faults_are_printed_one_a_line_and_the_exit_code_says_so(folder: PlatformFolder, tmp_path: Path) -> None:
    sources = tmp_path / "sources" / "news"
    sources.mkdir(parents=True)
    (sources / "a.yaml").write_text("id: news.a\nscope: 4401\n", encoding="utf-8")
    for command in (("check",), ("publish", "--dir", folder.root)):
        done = run(*command, "--sources", sources.parent)
        assert done.returncode == 1
        assert done.stdout == ""
        lines = done.stderr.splitlines()
        assert all(line.startswith("news/a.yaml 第 ") for line in lines[:-1])
        assert any(line.startswith("news/a.yaml 第 2 行 scope：") for line in lines)
        assert lines[-1] == say("publisher.rejected", count=len(lines) - 1)
    assert not folder.timestamp.exists()


def test_a_failed_world_is_one_sentence_and_exit_code_one(tmp_path: Path, folder: PlatformFolder) -> None:
    for arguments in (
        ("publish", "--sources", STARTER, "--dir", tmp_path / "never-started"),
        ("publish", "--sources", tmp_path / "none", "--dir", folder.root),
        ("init", "--dir", folder.root),
    ):
        done = run(*arguments)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1


def test_the_schema_command_writes_the_checked_in_file(tmp_path: Path) -> None:
    out = tmp_path / "schema.json"
    assert run("schema", "--out", out).returncode == 0
    assert out.read_bytes() == (ROOT / "data" / "schema" / "content.schema.json").read_bytes()


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("serve", ("tuf", "PIL", "yaml", "sync.publisher")),
        ("publish", ("starlette", "uvicorn", "sqlalchemy", "PySide6")),
        ("init", ("starlette", "uvicorn")),
    ],
)
def test_a_command_loads_only_what_it_needs(command: str, unwanted: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom sync.platform.cli import main\n"
        f"try:\n    main(['{command}', '--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {unwanted!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
