"""QR codes as squares of modules. Where they are shown, and what they say, is the business of whoever asks."""

from __future__ import annotations

import functools

from kiosk.domain.take_away import QUIET_ZONE


@functools.lru_cache(maxsize=32)
def qr_modules(text: str, *, for_paper: bool = False) -> tuple[tuple[bool, ...], ...]:
    """The modules of a code with its quiet zone, True for black.

    Bytes only, so that what fits is known beforehand (``kiosk.domain.take_away``). Level L on the glass, where nothing gets
    dirty and every module counts; level M on paper, which is folded and fades.

    Raises:
        ValueError: the text fits into no code (a bug: see ``code_of``).
    """
    import qrcode  # noqa: PLC0415 (30 ms that the first frame need not wait for)

    level = qrcode.ERROR_CORRECT_M if for_paper else qrcode.ERROR_CORRECT_L
    code = qrcode.QRCode(error_correction=level, border=QUIET_ZONE)
    code.add_data(text.encode(), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
