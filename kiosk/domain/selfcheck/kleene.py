"""The three truths, as numbers: ``and`` is the least, ``or`` the greatest, ``not`` is ``YES`` less it."""

from typing import Any

NO = 0
OPEN = 1
YES = 2

Values = list[Any]
"""By step: the possible values of a variable, the truth of everything else."""
