"""A list model over frozen dataclass rows: one role per field, in camelCase.

Rows are replaced as a whole; where only some differ, only those are announced, so that a page that is being looked at
does not flicker when content is synced behind it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QDate,
    QDateTime,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    Signal,
)


def to_qt(value: Any) -> Any:  # noqa: ANN401 (whatever a row holds)
    """A value as QML takes it: dates and times as Qt's, None as an invalid one of its kind, tuples as lists."""
    if isinstance(value, dt.datetime):
        return QDateTime(QDate(value.year, value.month, value.day), QTime(value.hour, value.minute, value.second))
    if isinstance(value, dt.date):
        return QDateTime(QDate(value.year, value.month, value.day), QTime(0, 0))
    if isinstance(value, tuple):
        return [to_qt(each) for each in value]
    return value


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


class RowsModel(QAbstractListModel):
    """Base of the list models; a subclass names its row dataclass."""

    row_type: ClassVar[type]
    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = [field.name for field in dataclasses.fields(self.row_type)]
        self._roles = {
            int(Qt.ItemDataRole.UserRole) + 1 + index: QByteArray(_camel(name).encode())
            for index, name in enumerate(self._fields)
        }
        self._rows: tuple[Any, ...] = ()

    def roleNames(self) -> dict[int, QByteArray]:
        """Roles by number."""
        return self._roles

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:  # noqa: ANN401 (Qt's variant)
        """Value of one field of one row; None for what is not there."""
        field = role - int(Qt.ItemDataRole.UserRole) - 1
        if not (0 <= index.row() < len(self._rows) and 0 <= field < len(self._fields)):
            return None
        return to_qt(getattr(self._rows[index.row()], self._fields[field]))

    def line(self, number: int) -> Any:  # noqa: ANN401 (a subclass's row type)
        """One row, for Python."""
        return self._rows[number]

    def replace(self, rows: Sequence[Any]) -> None:
        """Show ``rows`` instead of what is shown."""
        fresh = tuple(rows)
        if fresh == self._rows:
            return
        if len(fresh) == len(self._rows):
            before, self._rows = self._rows, fresh
            for number, (old, new) in enumerate(zip(before, fresh, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number, 0), self.index(number, 0))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()
        self.countChanged.emit()

    @property
    def first_role(self) -> int:
        """Role of the first field (the id, where rows have one), for Python."""
        return int(Qt.ItemDataRole.UserRole) + 1

    def _count(self) -> int:
        return len(self._rows)

    count = Property(int, _count, notify=countChanged)
