"""Cuts a sentence into the pieces of a unigram model: those whose scores add up to most.

Source: Kudo 2018, "Subword Regularization", arXiv:1804.10959, section 3.2 (Viterbi).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.sentences.characters import Characters
from chatbrush_models.sentences.piece_model import PieceModel

UNKNOWN, BEGIN, END = 0, 1, 2
UNKNOWN_PENALTY = 10.0


class PieceTokenizer:
    """Text to numbers of pieces, with BEGIN and END around them. Safe for all threads.

    The 128,000 pieces lie sorted in one array of fixed width: 6 MB, where a dictionary of them
    takes 20 and one of their beginnings 45.
    """

    def __init__(self, model: PieceModel) -> None:
        self._characters = Characters(model.characters)
        self._longest = max(len(text.decode("utf-8")) for text in model.texts)
        # One byte wider than any piece: what is cut off to that width equals none.
        width = max(map(len, model.texts)) + 1
        pieces = np.array(model.texts, f"S{width}")
        order = np.argsort(pieces, kind="stable").astype(np.int32)
        self._pieces = pieces[order]
        self._numbers = order
        self._scores = np.array(model.scores, np.float32)
        self._unknown_score = float(self._scores.min()) - UNKNOWN_PENALTY

    def encode(self, text: str) -> list[int]:
        """Return BEGIN, the pieces, END; UNKNOWN for each character that no piece has."""
        normal = self._characters.normalise(text)
        if not normal:
            return [BEGIN, UNKNOWN, END]
        return [BEGIN, *self._best(normal), END]

    def _best(self, text: str) -> list[int]:
        size = len(text)
        spans = [
            (begin, end)
            for begin in range(size)
            for end in range(begin + 1, min(begin + self._longest, size) + 1)
        ]
        best = np.full(size + 1, -np.inf)
        best[0] = 0.0
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for (begin, end), piece in zip(spans, self._find(text, spans), strict=True):
            if piece == UNKNOWN and end > begin + 1:
                continue
            score = self._unknown_score if piece == UNKNOWN else float(self._scores[piece])
            if best[begin] + score > best[end]:
                best[end] = best[begin] + score
                came[end] = (begin, int(piece))
        pieces = []
        end = size
        while end > 0:
            end, piece = came[end]
            pieces.append(piece)
        return pieces[::-1]

    def _find(self, text: str, spans: list[tuple[int, int]]) -> NDArray[np.int32]:
        """Numbers of the pieces that these parts of the text are; UNKNOWN where none is."""
        parts = np.array([text[b:e].encode("utf-8") for b, e in spans], self._pieces.dtype)
        places = np.minimum(np.searchsorted(self._pieces, parts), len(self._pieces) - 1)
        return np.where(self._pieces[places] == parts, self._numbers[places], UNKNOWN)
