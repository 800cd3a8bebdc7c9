"""Gives an enlarged fill the fine texture of its own surroundings."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

PATCH = 7  # pixels of the small picture that describe a place
STRIDE = 3
EXAMPLES = 6000


def add_detail(
    soft: NDArray[np.float32],
    sharp: NDArray[np.float32],
    small: NDArray[np.float32],
    hole: NDArray[np.bool_],
    known: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Copy onto the hole the fine detail of the most similar known places.

    soft: the window with the enlarged fill, float32 [S,S,3] in 0..255; sharp: the same window of
    the original; small: the network's filled window [s,s,3], s < S; hole, known: bool [s,s],
    places to finish and places to learn from. Returns float32 [S,S,3].
    Detail = the original less its own down- and upscaled copy. Source: example-based
    super-resolution within one picture, after Freeman et al. 2002.
    """
    side, size = small.shape[0], sharp.shape[0]
    targets = _places(hole, side, inside=False)
    examples = _places(known, side, inside=True)
    if not len(targets) or len(examples) < 50:
        return soft
    if len(examples) > EXAMPLES:
        examples = examples[rng.choice(len(examples), EXAMPLES, replace=False)]
    down = cv2.resize(sharp, (side, side), interpolation=cv2.INTER_AREA)
    lost = sharp - cv2.resize(down, (size, size), interpolation=cv2.INTER_CUBIC)
    best = _nearest(_describe(small, targets), _describe(down, examples))
    return soft + _paste(lost, targets, examples[best], size / side)


def _places(area: NDArray[np.bool_], side: int, inside: bool) -> NDArray[np.int64]:
    """Top-left corners [n,2] (y, x) of patches that lie in, or for a hole touch, the area."""
    plane = area.astype(np.uint8)
    kernel = np.ones((PATCH, PATCH), np.uint8)
    spread = (cv2.erode if inside else cv2.dilate)(plane, kernel, anchor=(0, 0))
    rows, columns = np.nonzero(spread[: side - PATCH + 1, : side - PATCH + 1])
    if not inside:
        keep = (rows % STRIDE == 0) & (columns % STRIDE == 0)
        rows, columns = rows[keep], columns[keep]
    return np.stack([rows, columns], axis=1)


def _describe(plane: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.float32]:
    views = np.lib.stride_tricks.sliding_window_view(  # type: ignore[call-overload]
        plane,
        (PATCH, PATCH),
        axis=(0, 1),  # NumPy 1.26's types know one axis only
    )
    return views[places[:, 0], places[:, 1]].reshape(len(places), -1).astype(np.float32)


def _nearest(wanted: NDArray[np.float32], given: NDArray[np.float32]) -> NDArray[np.int64]:
    """Index of the nearest given row for each wanted row (squared distance), in blocks."""
    squares = (given**2).sum(axis=1)
    blocks = [
        np.argmin(squares - 2 * (wanted[i : i + 1024] @ given.T), axis=1)
        for i in range(0, len(wanted), 1024)
    ]
    return np.concatenate(blocks)


def _paste(
    lost: NDArray[np.float32],
    targets: NDArray[np.int64],
    sources: NDArray[np.int64],
    scale: float,
) -> NDArray[np.float32]:
    """Lay the source patches of `lost` over the target places with soft, energy-keeping edges."""
    size = lost.shape[0]
    length = int(PATCH * scale)
    ramp = np.minimum(np.arange(length) + 0.5, length - np.arange(length) - 0.5) / length * 2
    window = (np.outer(ramp, ramp) ** 2).astype(np.float32)[..., None]
    total = np.zeros_like(lost)
    power = np.full((size, size, 1), 1e-6, np.float32)
    for (ty, tx), (sy, sx) in zip(
        (targets * scale).astype(int), (sources * scale).astype(int), strict=True
    ):
        total[ty : ty + length, tx : tx + length] += (
            window * lost[sy : sy + length, sx : sx + length]
        )
        power[ty : ty + length, tx : tx + length] += window**2
    return total / np.sqrt(power)
