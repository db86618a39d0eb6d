"""The machine's own clock."""

from __future__ import annotations

import datetime as dt


class SystemClock:
    """Adapter of ``kiosk.usecases.clock.Clock``."""

    def now(self) -> dt.datetime:
        """Present time, aware, UTC."""
        return dt.datetime.now(dt.UTC)
