"""Whether something flashes: the pictures of two seconds, with everything that moves moving.

Measured as WCAG 2.3.1 defines a general flash, but without its allowance for small areas: in no part of the screen (a part is about
27 px square) more than three flashes within a second. A flash is a pair of opposing changes of relative luminance by 10 % or more of
the greatest, where the darker one is below 0.80.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

PART_PX = 27
STEP, DARKER = 0.1, 0.8
MOST = 3
WATCHED_S = 2.0
_LINEAR = [(grey / 255) ** 2.2 for grey in range(256)]


def parts(image: QImage) -> bytes:
    """The grey of each part of the screen."""
    wide, high = max(1, image.width() // PART_PX), max(1, image.height() // PART_PX)
    small = image.scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    return b"".join(data[row * grey.bytesPerLine() : row * grey.bytesPerLine() + wide] for row in range(high))


def watch(window: QQuickWindow, seconds: float = WATCHED_S) -> list[tuple[float, bytes]]:
    """What the screen looks like, as often as it can be drawn, for so many seconds of the real clock: animations have no other."""
    begun = time.monotonic()
    frames = []
    while (now := time.monotonic() - begun) < seconds:
        frames.append((now, parts(window.grabWindow())))
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    return frames


def turns(times: Sequence[float], values: Sequence[float]) -> list[float]:
    """When the brightness had changed its direction by enough to be half a flash."""
    found = []
    low = high = values[0]
    rising: bool | None = None
    for at, value in zip(times, values, strict=True):
        low, high = min(low, value), max(high, value)
        if rising is not True and value - low >= STEP and low < DARKER:
            rising, high = True, value
            found.append(at)
        elif rising is not False and high - value >= STEP and value < DARKER:
            rising, low = False, value
            found.append(at)
    return found


def most_flashes(frames: Sequence[tuple[float, bytes]]) -> int:
    """The greatest number of flashes within a second in any part of the screen."""
    if len(frames) < 2:
        return 0
    times = [at for at, _ in frames]
    most = 0
    for part in set(zip(*(grey for _, grey in frames), strict=True)):
        if max(part) == min(part):
            continue
        changes = turns(times, [_LINEAR[grey] for grey in part])
        for first, at in enumerate(changes):
            within = sum(at <= other < at + 1 for other in changes[first:])
            most = max(most, within // 2)
    return most
