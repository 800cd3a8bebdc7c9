"""Numbers with their units, found in a clause: 90 degrees, 50 %, 800 px, 16:9, 1.5 times."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"[+-]?\d+(?:\.\d+)?"
PAIR = re.compile(r"(\d+(?:\.\d+)?)\s*(:|/|x|by)\s*(\d+(?:\.\d+)?)")
PERCENT = re.compile(rf"({NUMBER})\s*(?:%|percent\b|per cent\b)")
DEGREES = re.compile(rf"({NUMBER})\s*(?:degrees?|deg)\b")
PIXELS = re.compile(r"(\d+)\s*(?:px|pixels?)\b")
TIMES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:x|times)\b")
PLAIN = re.compile(rf"(?<![\w.:%+-])({NUMBER})(?![\w.:]*[\w%])")
# Two numbers joined by "x" or "by" are a shape up to here, and pixels beyond.
LARGEST_RATIO = 50


@dataclass(frozen=True)
class Measures:
    """What was said; None where it was not.

    degrees may be negative; percent is a share (1 = 100 %); ratio and size are across and down.
    """

    degrees: float | None = None
    percent: float | None = None
    pixels: int | None = None
    times: float | None = None
    ratio: tuple[float, float] | None = None
    size: tuple[int, int] | None = None
    number: float | None = None

    @classmethod
    def of(cls, clause: str) -> Measures:
        """Find them; the first of each unit counts."""
        pair = PAIR.search(clause)
        ratio, size = None, None
        if pair:
            across, down = float(pair[1]), float(pair[3])
            shape = pair[2] in ":/" or max(across, down) <= LARGEST_RATIO
            if min(across, down) > 0:
                ratio = (across, down) if shape else None
                size = None if shape else (int(across), int(down))
        percent, pixels = _first(PERCENT, clause), _first(PIXELS, clause)
        return cls(
            degrees=_first(DEGREES, clause),
            percent=None if percent is None else abs(percent) / 100,
            pixels=None if pixels is None else int(pixels),
            times=None if pair else _first(TIMES, clause),
            ratio=ratio,
            size=size,
            number=None if pair else _first(PLAIN, clause),
        )

    def any(self) -> bool:
        """Tell whether a measure with a unit was said."""
        return any((self.percent, self.pixels, self.times, self.ratio, self.size))


def _first(pattern: re.Pattern[str], clause: str) -> float | None:
    found = pattern.search(clause)
    return None if found is None else float(found[1])
