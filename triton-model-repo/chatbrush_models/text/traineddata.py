"""Reads a language file of Tesseract 4 and 5 (`.traineddata`): its network and its characters.

The file is a table of offsets and what stands there; numbers are little-endian. Only networks of
whole numbers are read: 8-bit weights and a scale for each row.
"""

from __future__ import annotations

import gzip
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.text.line_network import SEQUENCES, Layer

NETWORK, CHARACTERS, CODES = 17, 21, 22  # places in the table
WHOLE_NUMBERS, DOUBLE_SCALES = 1, 128  # flags of a matrix
RATES = 64  # flag of a layer: numbers of its training follow
GATES = 4
LAYERS = ("Input", "Convolve", "Maxpool", "LSTM", "SummLSTM", "Tanh", "Softmax", *SEQUENCES)


@dataclass(frozen=True)
class Language:
    """What a file holds: characters by the codes that the network says one after the other."""

    network: Layer
    characters: dict[tuple[int, ...], str]
    blank: int


def read_language(file: Path) -> Language:
    """Read `file`, packed by gzip or not. Errors: ValueError that names the file."""
    content = file.read_bytes()
    try:
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        places = _places(content)
        network, blank = _network(_Reader(places[NETWORK]))
        names = places[CHARACTERS].decode().split("\n")
        characters = _characters(_Reader(places[CODES]), [name.split(" ")[0] for name in names[1:]])
        return Language(network, characters, blank)
    except (struct.error, zlib.error, LookupError, EOFError, OSError, ValueError) as error:
        raise ValueError(f"{file.name} is no language file of Tesseract: {error!r}") from error


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self._content, self._at)
        self._at += struct.calcsize(f"<{form}")
        return found

    def number(self, form: str) -> Any:  # noqa: ANN401 (as the form says)
        return self.numbers(form)[0]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        width = np.dtype(kind).itemsize
        if count < 0 or self._at + count * width > len(self._content):
            raise EOFError("it ends too early")
        found = np.frombuffer(self._content, kind, count, self._at)
        self._at += found.nbytes
        return found

    def string(self) -> str:
        return bytes(self.array("u1", self.number("I"))).decode()


def _places(content: bytes) -> dict[int, bytes]:
    count = struct.unpack_from("<i", content)[0]
    if not CODES < count < 100:
        raise EOFError(f"its table has {count} places")
    starts = struct.unpack_from(f"<{count}q", content, 4)
    ends = sorted({*(start for start in starts if start >= 0), len(content)})
    return {
        place: content[start : ends[ends.index(start) + 1]]
        for place, start in enumerate(starts)
        if 0 <= start < len(content)
    }


def _network(reader: _Reader) -> tuple[Layer, int]:
    layer = _layer(reader)
    reader.string()  # the network's own description
    return layer, int(reader.numbers("4i")[3])


def _layer(reader: _Reader) -> Layer:
    if reader.number("b") != 0:
        raise KeyError("a layer without a name")
    kind = reader.string()
    _, _, flags, inputs, _, _ = reader.numbers("bbiiii")
    reader.string()  # what its maker calls it
    if kind not in LAYERS:
        raise KeyError(kind)
    if kind in SEQUENCES:
        parts = [_layer(reader) for _ in range(reader.number("I"))]
        if flags & RATES:
            reader.array("<f4", reader.number("I"))
        return Layer(kind, parts=parts)
    if kind == "Input":
        reader.numbers("5i")  # shape and loss
        return Layer(kind)
    if kind in ("Convolve", "Maxpool"):
        return Layer(kind, size=reader.numbers("2i"))
    if kind not in ("LSTM", "SummLSTM"):
        return Layer(kind, [_matrix(reader)])
    wanted = reader.number("i")
    weights = [_matrix(reader) for _ in range(GATES)]
    if wanted != inputs + len(weights[0]):
        raise KeyError(f"{kind} of two dimensions")
    return Layer(kind, weights)


def _matrix(reader: _Reader) -> NDArray[np.float32]:
    flags = reader.number("B")
    if flags & (WHOLE_NUMBERS | DOUBLE_SCALES) != WHOLE_NUMBERS | DOUBLE_SCALES:
        raise KeyError("weights that are no whole numbers; take the file of the integer network")
    rows, columns = reader.numbers("2I")
    reader.number("b")  # what an empty place holds
    whole = reader.array("i1", rows * columns).reshape(rows, columns)
    scales = reader.array("<f8", reader.number("I"))[:rows]
    return (whole * scales[:, None]).astype(np.float32)


def _characters(reader: _Reader, names: list[str]) -> dict[tuple[int, ...], str]:
    found: dict[tuple[int, ...], str] = {}
    for number in range(reader.number("I")):
        reader.number("b")
        codes = tuple(int(code) for code in reader.array("<i4", reader.number("i")))
        found.setdefault(codes, " " if names[number] == "NULL" else names[number])
    return found
