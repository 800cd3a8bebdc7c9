"""Inputs and digests of outputs, by which a machine without torch checks a filled model.

The committed digests (tests/golden) come from the published PyTorch code; see tools/golden.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
GOLDEN = ("mobile_sam_encoder", "mobile_sam_decoder", "taesd_decoder", "lama", "clip_text_encoder")
RANDOM_SEED = 3  # of the random weights, where there are no others
SEED = 7
SLICE = 8


def inputs_of(name: str) -> Arrays:
    """Make a network's inputs from a fixed seed."""
    random = np.random.default_rng(SEED)
    if name == "mobile_sam_encoder":
        return {"image": _picture(random)}
    if name == "taesd_decoder":
        return {"latent": random.normal(0, 1, (2, 4, 9, 8)).astype(np.float32)}
    if name == "lama":
        mask = np.zeros((1, 1, 64, 72), np.float32)
        mask[..., 20:40, 30:50] = 1
        return {"image": random.random((1, 3, 64, 72), np.float32), "mask": mask}
    if name == "clip_text_encoder":
        return {"input_ids": random.integers(0, 49408, (2, 77)).astype(np.int32)}
    return {
        "image_embeddings": random.normal(0, 0.1, (256, 64, 64)).astype(np.float32),
        "point_coords": np.array([[200, 150], [900, 700], [500, 400], [30, 990]], np.float32),
        "point_labels": np.array([2, 3, 1, 0], np.float32),
        "mask_input": random.normal(0, 4, (1, 256, 256)).astype(np.float32),
        "has_mask_input": np.ones(1, np.float32),
    }


def digest(outputs: Arrays) -> Arrays:
    """Sum and mean of |x| (float64) and a corner of each output."""
    digests: Arrays = {}
    for name, values in outputs.items():
        digests[f"{name}.shape"] = np.array(values.shape)
        digests[f"{name}.sum"] = np.array(values.sum(dtype=np.float64))
        digests[f"{name}.mean_abs"] = np.array(np.abs(values).mean(dtype=np.float64))
        digests[f"{name}.corner"] = values[tuple(slice(0, SLICE) for _ in values.shape)]
        digests[f"{name}.middle"] = values[
            tuple(slice(n // 2, n // 2 + SLICE) for n in values.shape)
        ]
    return digests


def _picture(random: np.random.Generator) -> NDArray[np.uint8]:
    """uint8 [1024,1024,3]: colour gradients and 40 rectangles."""
    y, x = np.mgrid[0:1024, 0:1024]
    picture: NDArray[np.uint8] = np.stack([x // 4, y // 4, (x + y) // 8], axis=-1).astype(np.uint8)
    for _ in range(40):
        left, top = random.integers(0, 900, 2)
        width, height = random.integers(20, 300, 2)
        picture[top : top + height, left : left + width] = random.integers(0, 256, 3)
    return picture
