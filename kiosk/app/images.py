"""Image providers of the UI: two-tone icons in a token's colour, and QR codes.

Both are asked synchronously on the GUI thread (``asynchronous: false`` in QML): an asynchronous Image with a Python
provider deadlocks between the interpreter lock and Qt's pixmap lock.
"""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from data.words import say
from kiosk.devices.qr import qr_modules

_log = logging.getLogger(__name__)


class IconProvider(QQuickImageProvider):
    """``image://icon/<weight>/<name>/<rrggbb>``: an SVG with ``currentColor`` replaced, drawn at the asked size."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._sources: dict[str, str] = {}

    def _svg(self, key: str) -> str:
        if key not in self._sources:
            weight, _, name = key.partition("/")
            path = self._folder / weight / f"{name}.svg"
            if not path.is_file():
                _log.error(say("ui.no_icon", name=key))
                path = self._folder / "duotone" / "list-checks.svg"
            self._sources[key] = path.read_text(encoding="utf-8")
        return self._sources[key]

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 (Qt's names)
        """Draw one icon."""
        key, _, color = id.rpartition("/")
        svg = self._svg(key).replace("currentColor", QColor(f"#{color}").name())
        side = QSize(requestedSize) if requestedSize.isValid() else QSize(64, 64)
        image = QImage(side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side.width(), side.height()))
        painter.end()
        size.setWidth(side.width())
        size.setHeight(side.height())
        return image


class QrProvider(QQuickImageProvider):
    """``image://qr/<text, percent encoded>``: black on white with its quiet zone, whole pixels per module."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 (Qt's names)
        """Draw one code."""
        matrix = qr_modules(unquote(id))
        modules = len(matrix)
        image = QImage(modules, modules, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        for y, row in enumerate(matrix):
            for x, dark in enumerate(row):
                if dark:
                    image.setPixelColor(x, y, QColor(Qt.GlobalColor.black))
        wanted = requestedSize.width() if requestedSize.isValid() else modules
        scale = max(1, wanted // modules)
        image = image.scaled(modules * scale, modules * scale)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
