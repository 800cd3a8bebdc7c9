"""Joins requests along the batch axis, so that a network runs once for several of them.

Pure NumPy. A feed is what one request gives a network: {input name: array [B,...]}.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Feed = dict[str, NDArray[Any]]


def groups_of_equal_shape(feeds: Sequence[Feed]) -> list[list[int]]:
    """Return the numbers of the feeds that can share a run: all dims but the batch are equal."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, feed in enumerate(feeds):
        shapes = tuple((name, array.shape[1:]) for name, array in sorted(feed.items()))
        groups.setdefault(shapes, []).append(number)
    return list(groups.values())


def join(feeds: Sequence[Feed]) -> Feed:
    """Concatenate feeds of equal shape; a single one is passed on without a copy."""
    if len(feeds) == 1:
        return feeds[0]
    return {name: np.concatenate([feed[name] for feed in feeds]) for name in feeds[0]}


def split(outputs: Sequence[NDArray[Any]], feeds: Sequence[Feed]) -> list[list[NDArray[Any]]]:
    """Give each feed its rows of every output. Errors: ValueError where the rows do not add up."""
    sizes = [batch_of(feed) for feed in feeds]
    for output in outputs:
        if output.ndim == 0 or len(output) != sum(sizes):
            raise ValueError(
                f"an output must have {sum(sizes)} rows, one a sample, "
                f"got shape {list(output.shape)}"
            )
    ends = np.cumsum(sizes)
    return [
        [output[end - size : end] for output in outputs]
        for size, end in zip(sizes, ends, strict=True)
    ]


def batch_of(feed: Feed) -> int:
    """Return the number of samples. Errors: ValueError where the inputs disagree."""
    sizes = {name: len(array) for name, array in feed.items()}
    if len(set(sizes.values())) != 1:
        raise ValueError(f"all inputs must have the same batch size, got {sizes}")
    return next(iter(sizes.values()))
