"""Makes the short sounds in ``resources/sounds`` from sine tones: the same files on every run.

python packaging/dev/sounds.py
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"
RATE = 11_025
FADE = 0.012
VOLUMES = (25, 50, 75, 100)

# Name: (frequency in Hz, 0 for silence; seconds; decay, 0 for an even tone), one after the other.
SOUNDS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "bell": ((880.0, 0.5, 6.0),),
    "rising": ((523.25, 0.14, 0.0), (659.26, 0.14, 0.0), (783.99, 0.24, 4.0)),
    "knock": ((220.0, 0.12, 24.0), (0.0, 0.06, 0.0), (220.0, 0.12, 24.0)),
    "alarm": ((740.0, 0.16, 0.0), (554.37, 0.16, 0.0), (740.0, 0.16, 0.0), (554.37, 0.16, 0.0)),
}


def samples(name: str, volume: int) -> Iterator[int]:
    """Signed 8-bit steps of a sound, as whole numbers from -127 to 127."""
    for frequency, seconds, decay in SOUNDS[name]:
        count = round(seconds * RATE)
        for at in range(count):
            time = at / RATE
            edge = min(1.0, time / FADE, (count - 1 - at) / RATE / FADE)
            height = edge * math.exp(-decay * time) * volume / 100
            # A little of the octave above: a bare sine is hard to hear.
            tone = 0.8 * math.sin(math.tau * frequency * time) + 0.2 * math.sin(2 * math.tau * frequency * time)
            yield round(110 * height * tone) if frequency else 0


def wav(name: str, volume: int) -> bytes:
    """A sound as a WAV file: one channel, 8 bits, ``RATE`` samples a second."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE)
        out.writeframes(array("B", (128 + step for step in samples(name, volume))).tobytes())
    return file.getvalue()


def main() -> int:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        for volume in VOLUMES:
            (FOLDER / f"{name}-{volume}.wav").write_bytes(wav(name, volume))
    print(f"{len(SOUNDS) * len(VOLUMES)} files in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
