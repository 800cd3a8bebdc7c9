"""Exact amounts in a sentence, as shares of a look's normal strength (1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "+20", "20%", "1.5": not "4k", "70s" or "50/50".
NUMBER = r"(?<![\w.#])[+-]?\d+(?:\.\d+)?(?: ?(?:%|percent\b)|(?![\w'&/-]))"
_PARTS = re.compile(r"([+-]?)(\d+(?:\.\d+)?)( ?(?:%|percent))?")
TIMES = frozenset(("times", "x"))
MOST = 4.0


def amount_at(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """Return the amount that begins there, and of how many tokens it is.

    "20%", "+20" and "-20" are hundredths, "3 times" is 3; a number by itself is no amount.
    """
    number = _PARTS.fullmatch(tokens[at])
    if number is None:
        return None
    sign, digits, percent = number.groups()
    if sign or percent:
        return float(digits) / 100 * (-1 if sign == "-" else 1), 1
    times = at + 1 < len(tokens) and tokens[at + 1] in TIMES
    return (float(digits), 2) if times else None
