"""View models that QML names and that are made when they are first asked for.

Not here: which ones (``kiosk.viewmodels.page_models``).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Property, QObject

PACKAGE = "kiosk.viewmodels"


def late(type_name: str, get: Callable[[Any], QObject]) -> Property:
    """A constant property whose type need not be imported before somebody reads it.

    Args:
        type_name: the type for qmllint (``packaging/qmltypes.py`` reads it from the source); Qt itself is told ``QObject``.
        get: as of any property.
    """
    del type_name
    return Property(QObject, get, constant=True)


def gather() -> Iterator[str]:
    """Import every view model there is, one a step; the names of their modules. QML can only read a page whose types are registered."""
    package = importlib.import_module(PACKAGE)
    for module in pkgutil.iter_modules(package.__path__, PACKAGE + "."):
        importlib.import_module(module.name)
        yield module.name
