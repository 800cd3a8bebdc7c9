"""Inputs of a UNet as a loop sends them, recorded while one runs on the network's own numbers."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.graph.run_check import Arrays, onnx_outputs, random_inputs
from tensorrt_build.networks.specification import Specification

TRAIN_STEPS = 1000
BETAS = (0.00085, 0.012)  # Stable Diffusion's, evenly spaced in their square roots
STEPS = 4
SCALE = 7.5


def recorded_inputs(specification: Specification, model: Path) -> list[Arrays]:
    """Run a short loop of a guided UNet at its usual shape; return the inputs of each step.

    The latents are those that guidance of 7.5 leads to; the branches of what is returned count
    alike (networks/draws.py says why). Source: Song et al. 2020, arXiv:2010.02502, eq. 12.
    """
    inputs = random_inputs(specification, specification.at(1))
    guided = inputs["branches"].copy()
    if guided.shape[1] > 1:
        guided[:] = 0
        guided[:, 0], guided[:, 1] = (SCALE, 1), (1 - SCALE, 1)
    kept = _kept()
    times = np.linspace(TRAIN_STEPS - 1, 0, STEPS).round().astype(int)
    latent, found = inputs["latent"], []
    for time, following in zip(times, [*times[1:], None], strict=True):
        step = inputs | {"latent": latent, "timestep": np.full_like(inputs["timestep"], time)}
        found.append(step)
        noise = onnx_outputs(model, step | {"branches": guided})["noise_pred"]
        now, then = kept[time], 1.0 if following is None else kept[following]
        clean = (latent - math.sqrt(1 - now) * noise) / math.sqrt(now)
        latent = (math.sqrt(then) * clean + math.sqrt(1 - then) * noise).astype(np.float32)
    return found


def _kept() -> NDArray[np.float64]:
    """Share of the picture that is left at each timestep: the cumulative product of 1 - beta."""
    low, high = (math.sqrt(beta) for beta in BETAS)
    kept: NDArray[np.float64] = np.cumprod(1 - np.linspace(low, high, TRAIN_STEPS) ** 2)
    return kept
