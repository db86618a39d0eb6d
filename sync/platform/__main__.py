"""``python -m sync.platform``: the ``kiosk-platform`` command where it is not installed."""

import sys

from sync.platform.cli import main

sys.exit(main())
