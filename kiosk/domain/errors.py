"""The two families of failure.

``WorldError``: the world failed (offline, disk full, damaged file, wrong stick). It carries a ``code`` for which
``data/words`` holds the sentence a person reads, and parameters for that sentence. Anything else that
escapes is a bug: it crashes and is logged with its traceback.
"""

from __future__ import annotations


class WorldError(Exception):
    """Something outside this program failed and a person should be told.

    Args:
        code: key of the sentence in the words catalogue, e.g. ``content.too_new``.
        params: values for the placeholders of that sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        detail = ", ".join(f"{k}={v}" for k, v in params.items())
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code = code
        self.params = params
