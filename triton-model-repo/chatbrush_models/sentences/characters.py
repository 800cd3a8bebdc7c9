"""Brings a sentence into the form that the pieces were learnt in (SentencePiece's `nmt_nfkc`).

Source: github.com/google/sentencepiece, normalizer.cc (the rules) and the description of
Darts-clone's double array (github.com/s-yata/darts-clone): a unit is 32 bits, of which bits 0-7
with bit 31 are the label, bit 8 says that a key ends here, bits 10-30 are the offset, times 256
where bit 9 is set; a leaf's lower 31 bits are the key's value.
"""

from __future__ import annotations

import struct

SPACE = "\u2581"  # stands for a blank, and begins every sentence
LABEL = 0x800000FF


class Characters:
    """Replaces characters by a model's table; the longest replacement that fits wins."""

    def __init__(self, table: bytes) -> None:
        (size,) = struct.unpack_from("<I", table)
        self._units = memoryview(table[4 : 4 + size]).cast("I")
        self._replacements = table[4 + size :]

    def normalise(self, text: str) -> str:
        """Blanks joined and as SPACE, one before all; empty for a text of blanks."""
        data = text.encode("utf-8", "replace")
        out = bytearray()
        at = 0
        while at < len(data):
            taken, value = self._longest(data, at)
            if taken:
                out += self._replacements[value : self._replacements.index(b"\0", value)]
            else:
                taken = _length(data[at])
                out += data[at : at + taken]
            at += taken
        words = [word for word in out.decode("utf-8", "replace").split(" ") if word]
        return "".join(SPACE + word for word in words)

    def _longest(self, data: bytes, at: int) -> tuple[int, int]:
        """Bytes of the longest key that begins there, and its value; 0, 0 for none."""
        units = self._units
        node = _offset(units[0])
        found = (0, 0)
        for place in range(at, len(data)):
            node ^= data[place]
            unit = units[node]
            if unit & LABEL != data[place]:
                break
            node ^= _offset(unit)
            if unit & 0x100:
                found = (place + 1 - at, units[node] & 0x7FFFFFFF)
        return found


def _offset(unit: int) -> int:
    return (unit >> 10) << ((unit & 0x200) >> 6)


def _length(first: int) -> int:
    """Of a character in UTF-8, by its first byte."""
    return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
