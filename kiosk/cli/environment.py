"""What a Qt process needs before Qt is imported: environment and heap. Values somebody set already are kept."""

from __future__ import annotations

import ctypes
import os

_M_MMAP_THRESHOLD = -3
_M_ARENA_MAX = -8
LARGE_BYTES = 256 * 1024


def steady_heap() -> None:
    """Give large blocks back to the system when they are freed, and keep to one heap (glibc's ``mallopt``; elsewhere nothing is done).

    glibc learns from each large block that is freed to keep the next one: pictures and texts then stand between small ones.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
        mallopt(_M_ARENA_MAX, 1)


def prepare_qt() -> None:
    """Software scene graph, no scaling of Qt's own, no style of the desktop."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    # Qt's pinyin engine, driven by our own keys; no keyboard window of Qt's own.
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")
