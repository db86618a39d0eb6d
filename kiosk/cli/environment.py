"""Environment a Qt process needs before Qt is imported. Values somebody set already are kept."""

from __future__ import annotations

import os


def prepare_qt() -> None:
    """Software scene graph, no scaling of Qt's own, no style of the desktop."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    # Qt's pinyin engine, driven by our own keys; no keyboard window of Qt's own.
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")
