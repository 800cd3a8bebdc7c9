"""A network that reads one line, as Tesseract runs it (Smith 2016, VGSL): layers and their weights.

In NumPy: one line takes some hundredths of a second, and no other library is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

STATE_LIMIT = 100.0  # of a cell of an LSTM
SEQUENCES = ("Series", "XYTranspose", "RTLReversed")

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """One layer, or what runs several of them.

    weights: one matrix [outputs, inputs + 1] (the last column is added), or the four of an LSTM
    [cells, inputs + cells + 1]: cell input, input gate, forget gate, output gate.
    size: of a window: its half width and half height for Convolve, its sides for Maxpool.
    """

    kind: str
    weights: list[Values] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)
    parts: list[Layer] = field(default_factory=list)

    def run(self, values: Values) -> Values:
        """Bring float32 [lines, rows, columns, channels] to what the layer makes of them."""
        if self.kind == "Input":
            return values
        if self.kind == "Convolve":
            return _neighbours(values, *self.size)
        if self.kind == "Maxpool":
            return _largest(values, *self.size)
        if self.kind in SEQUENCES:
            return self._series(values)
        if self.kind in ("LSTM", "SummLSTM"):
            steps = _lstm(values, *self.weights)
            return steps if self.kind == "LSTM" else steps[:, :, -1:]
        matrix = self.weights[0]
        sums = values @ matrix[:, :-1].T + matrix[:, -1]
        return np.tanh(sums) if self.kind == "Tanh" else _shares(sums)

    def _series(self, values: Values) -> Values:
        if self.kind == "XYTranspose":
            values = values.swapaxes(1, 2)
        if self.kind == "RTLReversed":
            values = values[:, :, ::-1]
        for part in self.parts:
            values = part.run(values)
        if self.kind == "XYTranspose":
            return values.swapaxes(1, 2)
        return values[:, :, ::-1] if self.kind == "RTLReversed" else values


def _neighbours(values: Values, half_width: int, half_height: int) -> Values:
    """Stack each place's neighbours, column by column; beyond the line there is grey."""
    rows, columns = values.shape[1:3]
    edges = ((0, 0), (half_height, half_height), (half_width, half_width), (0, 0))
    wide = np.pad(values, edges)
    shifts = [(x, y) for x in range(2 * half_width + 1) for y in range(2 * half_height + 1)]
    return np.concatenate([wide[:, y : y + rows, x : x + columns] for x, y in shifts], axis=3)


def _largest(values: Values, across: int, down: int) -> Values:
    lines, rows, columns, channels = values.shape
    rows, columns = rows // down, columns // across
    cut = values[:, : rows * down, : columns * across]
    largest: Values = cut.reshape(lines, rows, down, columns, across, channels).max(axis=(2, 4))
    return largest


def _lstm(
    values: Values, cell_input: Values, input_gate: Values, forget_gate: Values, output_gate: Values
) -> Values:
    """Run over the columns of each row by itself (Hochreiter and Schmidhuber 1997)."""
    lines, rows, columns, inputs = values.shape
    weights = np.concatenate([cell_input, input_gate, forget_gate, output_gate])
    cells = len(cell_input)
    ahead = values.reshape(lines * rows, columns, inputs) @ weights[:, :inputs].T + weights[:, -1]
    back = np.ascontiguousarray(weights[:, inputs:-1].T)
    state, output = np.zeros((2, lines * rows, cells), np.float32)
    steps = np.empty((lines * rows, columns, cells), np.float32)
    for column in range(columns):
        sums = ahead[:, column] + output @ back
        gates = 0.5 + 0.5 * np.tanh(0.5 * sums[:, cells:])  # the logistic function
        into, keep, out = gates[:, :cells], gates[:, cells:-cells], gates[:, -cells:]
        state = np.clip(keep * state + into * np.tanh(sums[:, :cells]), -STATE_LIMIT, STATE_LIMIT)
        output = out * np.tanh(state)
        steps[:, column] = output
    return steps.reshape(lines, rows, columns, cells)


def _shares(sums: Values) -> Values:
    powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
    shares: Values = powers / powers.sum(axis=-1, keepdims=True)
    return shares
