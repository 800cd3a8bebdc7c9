"""A network in closed form, so that golden files need no PyTorch and no tolerance for kernels."""

from __future__ import annotations

import numpy as np


def denoise(sample: np.ndarray, timestep: np.ndarray, embeddings: np.ndarray) -> np.ndarray:
    """Return float32 [G,4,h,w] that depends on every input, computed in double precision.

    Each output channel leans on its own latents, on its neighbours', on the condition's channels,
    on the time and on the text.
    """
    x = sample.astype(np.float64)
    latents, condition = x[:, :4], x[:, 4:]
    time = np.cos(timestep.reshape(-1, 1, 1, 1) * 0.004 + np.arange(4).reshape(1, 4, 1, 1))
    text = np.tanh(embeddings.astype(np.float64).mean(axis=1)[:, :4])[:, :, None, None]
    weights = np.linspace(-0.4, 0.6, condition.shape[1]).reshape(1, -1, 1, 1)
    guided = (weights * condition).sum(axis=1, keepdims=True)
    mixed = 0.8 * latents + 0.3 * np.roll(latents, (1, 1, 1), (1, 2, 3)) + guided + 0.5 * text
    return (np.tanh(mixed) + 0.1 * time * latents).astype(np.float32)
