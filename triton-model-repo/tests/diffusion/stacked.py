"""What a guided network computes, around one that predicts for each branch by itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from chatbrush_models.diffusion.guidance import Branches
from chatbrush_models.diffusion.loop import Denoise

Plain = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""(sample [G,C,h,w], timestep [G,1], embeddings [G,77,D]) → noise prediction [G,4,h,w]; float32."""


def guided(plain: Plain) -> Denoise:
    """Stack the branches, ask once, weigh, as tensorrt-build puts it into the graph."""

    def denoise(latent: np.ndarray, timestep: np.ndarray, branches: Branches) -> np.ndarray:
        table, count = branches.table[0], branches.count
        sample = np.concatenate(
            [np.concatenate([latent, branches.image * share], axis=1) for share in table[:, 1]]
        )
        answers = plain(sample, np.repeat(timestep, count, axis=0), branches.embeddings[0])
        return merged(answers, table[:, 0], float(branches.rescale[0, 0]))

    return denoise


def merged(answers: np.ndarray, weights: np.ndarray, rescale: float) -> np.ndarray:
    """Weigh predictions [G,4,h,w]; the first is the text's."""
    exact = answers.astype(np.float64)
    total = np.einsum("g,gchw->chw", weights.astype(np.float64), exact)[None]
    factor = rescale * exact[0].std() / (total.std() or 1.0) + 1 - rescale
    return (total * factor).astype(answers.dtype)
