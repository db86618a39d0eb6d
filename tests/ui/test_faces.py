"""Each face of each font is open once, whatever was on the screen: Qt alone opens them again and again, and memory with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.ui.conftest import Resident

FONT = re.compile(r"/([\w-]+)\.(?:ttc|ttf|otf)$", re.MULTILINE)


def open_faces() -> Counter[str]:
    """How often each font file is mapped: once for each of its faces that is open."""
    return Counter(FONT.findall(Path("/proc/self/maps").read_text(encoding="utf-8")))


def test_texts_of_every_language_size_and_contrast_share_their_faces(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk()
    shell = resident.ui.shell
    before = open_faces()
    for size in ("standard", "largest"):
        for language in ("zh-Hant", "en", "zh-Hans"):
            shell.setLanguage(language)
            shell.access.textSize = size
            shell.access.highContrast = size == "largest"
            for page in ("benefits", "places"):
                shell.navigator.home()
                shell.navigator.open(page, "")
                resident.ui.window.grabWindow()
    after = open_faces()
    traditional = Counter(
        {"NotoSansCJK-Regular": 1, "NotoSansCJK-Bold": 1, "NotoSerifCJK-Regular": 1, "NotoSerifCJK-Bold": 1}
    )
    assert after - before <= traditional, "a face was opened beside itself"
