"""The look comes from one file: generated QML follows tokens.json, and every pair of text and ground keeps its contrast."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = json.loads((ROOT / "assets" / "tokens.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tokens", ROOT / "packaging" / "tokens.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_qml_follows_the_tokens(generator: ModuleType) -> None:
    behind = [path.name for path, text in generator.generated().items() if path.read_text(encoding="utf-8") != text]
    assert not behind, f"run python packaging/tokens.py: {behind}"


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


BODY_TEXT = [(ink, ground) for ink in ("text", "text2") for ground in ("ground", "card", "sunk", "accentTint")] + [
    (tone, f"{tone}Bg") for tone in ("ok", "info", "warn", "err")
]


@pytest.mark.parametrize(("ink", "ground"), BODY_TEXT)
@pytest.mark.parametrize(("mode", "least"), [("light", 7.0), ("highContrast", 11.0)])
def test_text_can_be_read_on_every_ground_it_stands_on(mode: str, least: float, ink: str, ground: str) -> None:
    palette = TOKENS["color"][mode]
    assert contrast(palette[ink], palette[ground]) >= least


def test_borders_of_controls_can_be_seen() -> None:
    palette = TOKENS["color"]["light"]
    assert contrast(palette["lineStrong"], palette["ground"]) >= 3
    assert contrast(palette["lineStrong"], palette["card"]) >= 3
