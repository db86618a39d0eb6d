"""How often a written character is among the ten. Run: ``.dev/venv/bin/python -m tests.benchmarks.bench_handwriting [FOLDER]``.

FOLDER holds the npm package ``hanzi-writer-data``: one JSON file a character, whose ``medians`` are the strokes as they are taught
(``npm install --prefix .dev/hanzi hanzi-writer-data``; which is where it is looked for without FOLDER). The
characters are the 500 commonest of the starter content. Each is written once, slanted, stretched, shaken and moved.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from pathlib import Path

from kiosk.devices.handwriting import ZinniaRecogniser, find_recogniser
from tests.benchmarks.aims import Aims, arguments
from tests.starter_content import starter_lines

CHARACTERS = 500
AMONG_TEN = 0.9
USUAL = Path(__file__).parents[2] / ".dev" / "hanzi" / "node_modules" / "hanzi-writer-data"
SIDE = 1024
_HAN = re.compile(r"[\u4e00-\u9fff]")

Strokes = list[list[tuple[float, float]]]


def commonest() -> list[str]:
    """The commonest characters of the starter content, the commonest first."""
    counted: Counter[str] = Counter()
    for lines in starter_lines().values():
        for line in lines:
            counted.update(_HAN.findall(bytes(line.body).decode()))
    return [character for character, _ in counted.most_common(CHARACTERS)]


def written(medians: list[list[list[float]]], hand: random.Random, *, noise: float) -> Strokes:
    """Strokes as a hand writes them: ``noise`` 0 is print, 1 a hurried adult."""
    turn, shear = hand.gauss(0, 0.06) * noise, hand.gauss(0, 0.08) * noise
    wide, high = 1 + hand.gauss(0, 0.1) * noise, 1 + hand.gauss(0, 0.1) * noise
    right, down = hand.gauss(0, 30) * noise, hand.gauss(0, 30) * noise
    strokes: Strokes = []
    for median in medians:
        aside, below = hand.gauss(0, 18) * noise, hand.gauss(0, 18) * noise
        stroke = []
        for x0, y0 in median:
            x, y = (x0 - 512) * wide, (388 - y0) * high  # their y points up, from -124 to 900
            x += shear * y
            x, y = x - turn * y, y + turn * x
            shaken = (hand.gauss(0, 8) * noise, hand.gauss(0, 8) * noise)
            stroke.append((x + 512 + right + aside + shaken[0], y + 512 + down + below + shaken[1]))
        strokes.append(stroke)
    return strokes


def main(folder: Path) -> None:
    """Write everything, print the shares and what was missed."""
    if not any(folder.glob("*.json")):
        print(f"skipped: no strokes in {folder} (npm install --prefix .dev/hanzi hanzi-writer-data)")
        return
    if find_recogniser() is None:
        print(
            "skipped: libzinnia0 or its model is not installed (apt install libzinnia0 tegaki-zinnia-simplified-chinese)"
        )
        return
    aims = Aims()
    recogniser = ZinniaRecogniser()
    for noise in (0.0, 1.0):
        hand = random.Random(8)  # noqa: S311 - reproducible samples
        first = among = total = 0
        missed: list[str] = []
        began = time.process_time()
        for character in commonest():
            file = folder / f"{character}.json"
            if not file.is_file():
                missed.append(f"({character})")
                continue
            strokes = written(json.loads(file.read_bytes())["medians"], hand, noise=noise)
            found = recogniser.recognise(strokes, side=SIDE)
            total += 1
            first += found[:1] == (character,)
            among += character in found
            if character not in found:
                missed.append(character)
        each_ms = (time.process_time() - began) / total * 1e3
        shares = f"first {first / total:.1%}, among ten {among / total:.1%}"
        print(f"noise {noise:.0f}: {total} characters, {shares}, {each_ms:.0f} ms each (processor)")
        print(f"  missed: {''.join(missed)}")
        if noise:
            aims.at_least("share among ten, as a hand writes", among / total, AMONG_TEN)
    recogniser.close()
    aims.conclude()


if __name__ == "__main__":
    main(Path(arguments()[0]) if arguments() else USUAL)
