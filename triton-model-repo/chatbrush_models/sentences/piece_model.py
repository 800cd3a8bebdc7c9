"""Reads a SentencePiece model file: its pieces with their scores, and its table of characters.

The file is a protocol buffer, of which four fields are wanted. Source:
github.com/google/sentencepiece, sentencepiece_model.proto (ModelProto).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PIECE, NORMALIZER = 1, 3  # of ModelProto
TEXT, SCORE, KIND = 1, 2, 3  # of SentencePiece
CHARACTERS = 2  # of NormalizerSpec: precompiled_charsmap
NORMAL, USER_DEFINED = 1, 4  # kinds that stand for what they spell
VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


@dataclass(frozen=True)
class PieceModel:
    """Piece number i is spelt `texts[i]` (UTF-8; empty for marks such as the sentence's end)."""

    texts: list[bytes]
    scores: list[float]
    characters: bytes

    @classmethod
    def read(cls, path: Path) -> PieceModel:
        """Errors: ValueError for a file that is no such model."""
        data = memoryview(path.read_bytes())
        texts: list[bytes] = []
        scores: list[float] = []
        characters = memoryview(b"")
        try:
            for number, value in _fields(data):
                if number == PIECE:
                    text, score = _piece(value)
                    texts.append(text)
                    scores.append(score)
                elif number == NORMALIZER:
                    characters = dict(_fields(value)).get(CHARACTERS, characters)
        except (IndexError, KeyError, struct.error) as broken:
            raise ValueError(f"{path} is no SentencePiece model; pull it again") from broken
        if not texts or not characters:
            raise ValueError(f"{path} lacks pieces or its table of characters; pull it again")
        return cls(texts, scores, bytes(characters))


def _piece(message: memoryview) -> tuple[bytes, float]:
    fields = dict(_fields(message))
    (score,) = struct.unpack("<f", fields[SCORE]) if SCORE in fields else (0.0,)
    spelt = KIND not in fields or fields[KIND][0] in (NORMAL, USER_DEFINED)
    return bytes(fields[TEXT]) if spelt else b"", score


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield number and bytes of each field."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        wire = key & 7
        if wire == VARINT:
            size = _varint(message, at)[1] - at
        elif wire == LENGTH:
            size, at = _varint(message, at)
        elif wire in (FIXED32, FIXED64):
            size = 4 if wire == FIXED32 else 8
        else:
            raise IndexError(f"wire type {wire}")
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
