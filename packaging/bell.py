"""Makes ``assets/sounds/bell.wav``: a desk bell struck once, from three decaying sines. Ours, so nobody's licence.

    python packaging/bell.py

16 bit, mono, 22,050 Hz, 1.4 s, peak at half of full scale. Not its business: how loud the terminal plays it.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "assets" / "sounds" / "bell.wav"
RATE_HZ = 22_050
LENGTH_S = 1.4
PARTIALS = ((1_320.0, 0.60, 3.2), (2_650.0, 0.28, 5.0), (3_960.0, 0.12, 8.0))
"""Frequency in Hz, share of the peak, decay per second: a small brass bell, well inside what old ears hear."""
ATTACK_S = 0.004
PEAK = 0.5


def samples() -> bytes:
    """The sound as 16-bit little-endian samples."""
    values = []
    for number in range(int(RATE_HZ * LENGTH_S)):
        at = number / RATE_HZ
        swing = sum(share * math.exp(-decay * at) * math.sin(math.tau * hz * at) for hz, share, decay in PARTIALS)
        values.append(round(32_767 * PEAK * swing * min(1.0, at / ATTACK_S) * min(1.0, (LENGTH_S - at) / 0.05)))
    return struct.pack(f"<{len(values)}h", *values)


def main() -> None:
    """Write the file."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(OUT), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(samples())


if __name__ == "__main__":
    main()
