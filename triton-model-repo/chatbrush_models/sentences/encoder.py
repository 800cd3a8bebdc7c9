"""The sentence encoder's network: embeddings of pieces, convolutions over them, a deep average.

Shapes: B sentences, T pieces of the longest. A sentence's pieces see nothing of its neighbours and
nothing behind its end (`inside`, 0 or 1). Source: Yang et al. 2019, arXiv:1907.04307, section 2.2
(the CNN encoder: widths 2, 3, 5); Iyyer et al. 2015, "Deep Unordered Composition" (the average).
The layout is that of the weights' file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.sentences.piece_table import PieceTable
from chatbrush_models.sentences.tokenizer import PieceTokenizer

Floats = NDArray[np.float32]
CHANNELS = 256  # of each branch of convolutions
BRANCHES = ((2, 0), (3, 1), (5, 2))  # pieces that a filter sees; those of them to the left


class SentenceEncoder:
    """Texts to vectors of unit length, float32 [N, 512]. Safe for all threads.

    The table of the pieces, 65 MB, stays out of memory: see `PieceTable`.
    """

    def __init__(self, weights: Path, tokenizer: PieceTokenizer) -> None:
        """Errors: ValueError for a file that holds no such weights."""
        self._tokenizer = tokenizer
        try:
            with np.load(weights, allow_pickle=False) as archive:
                self._table = PieceTable(archive)
                self._w = {n: archive[n] for n in archive.files if n not in self._table.names}
        except (KeyError, OSError) as broken:
            raise ValueError(f"{weights}: no weights of the sentence encoder: {broken}") from broken
        names = [str(width) for width, _ in BRANCHES]
        for part, axis in (("proj", 1), ("proj_b", 0), ("ln_g", 0), ("ln_b", 0)):
            joined = [self._w.pop(part + name) for name in names]
            self._w[f"{part}_all"] = np.concatenate(joined, axis=axis)

    def encode(self, texts: list[str]) -> Floats:
        """One vector a text. Alike texts: cosine near 1, whatever their languages are."""
        pieces = [self._tokenizer.encode(text) for text in texts]
        lengths = np.array([len(of_one) for of_one in pieces])
        longest = int(lengths.max())
        inside = np.arange(longest) < lengths[:, None]
        numbers = np.zeros((len(texts), longest), np.int64)
        numbers[inside] = np.concatenate(pieces)
        return self._deep(self._average(numbers, inside[..., None].astype(np.float32)))

    def _average(self, numbers: NDArray[np.int64], inside: Floats) -> Floats:
        """Float32 [B, 512] from piece numbers [B, T]."""
        w = self._w
        embedded = self._table.rows(numbers)
        projected = self._normalised(embedded @ w["proj_all"] + w["proj_b_all"], "_all")
        features = [embedded]
        for number, (width, left) in enumerate(BRANCHES):
            x = projected[..., number * CHANNELS : (number + 1) * CHANNELS] * inside
            for layer in ("1", "2"):
                seen = _convolved(x, w[f"w{layer}_{width}"], width, left)
                x = (np.maximum(seen + w[f"b{layer}_{width}"], 0) + x) * inside
            features.append(x)
        normal = self._normalised(np.concatenate(features, axis=-1), "") * inside
        lengths = inside.sum(axis=1)
        total = normal.sum(axis=1) @ w["cnn_W"] + lengths * w["cnn_b"]
        averaged: Floats = total / np.sqrt(lengths)
        return averaged

    def _deep(self, x: Floats) -> Floats:
        w = self._w
        first = np.maximum(x @ w["d0"], 0)
        second = np.maximum(x @ w["p1"] + first @ w["d1"], 0)
        third = np.maximum(second @ w["d2"], 0)
        out = np.tanh(second @ w["p3"] + third @ w["d3"])
        unit: Floats = out / np.linalg.norm(out, axis=1, keepdims=True)
        return unit.astype(np.float32)

    def _normalised(self, x: Floats, which: str) -> Floats:
        """Layer normalisation over the last axis (Ba et al. 2016, arXiv:1607.06450, eq. 4)."""
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + self._w["eps"])
        normal: Floats = centred / spread * self._w[f"ln_g{which}"] + self._w[f"ln_b{which}"]
        return normal


def _convolved(x: Floats, weights: Floats, width: int, left: int) -> Floats:
    """Float32 [B, T, C] by filters of `width` pieces, float32 [width * C, C]."""
    size = x.shape[1]
    padded = np.pad(x, ((0, 0), (left, width - 1 - left), (0, 0)))
    seen = [padded[:, begin : begin + size] for begin in range(width)]
    convolved: Floats = np.concatenate(seen, axis=-1) @ weights
    return convolved
