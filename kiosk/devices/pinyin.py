"""Characters as espeak-ng must be given them: Mandarin in pinyin by phrases, anything else as it is.

espeak-ng's voice ``cmn`` reads characters as English spelling ("j-i-u-four"), ``cmn-latn-pinyin`` knows one reading for a character
whatever the word. pypinyin knows the phrases (银行 yin2 hang2), and changes of tone. Its tables take 0.2 s to load.
"""

from __future__ import annotations

from data.simplified import simplified
from kiosk.domain.spoken import Voice

_STOPS = str.maketrans("，。！？；：、…", ",.!?;:,.")


def for_espeak(said: str, voice: Voice) -> str:
    """The text to give to espeak-ng for spoken words."""
    if voice is not Voice.MANDARIN:
        return said
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (the first frame need not wait for it)

    syllables = lazy_pinyin(
        simplified(said), style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True, tone_sandhi=True
    )
    return " ".join(syllables).translate(_STOPS)
