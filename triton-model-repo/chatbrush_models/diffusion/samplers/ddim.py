"""DDIM without fresh noise (eta = 0): deterministic.

Source: Song et al. 2020, arXiv:2010.02502.
"""

from __future__ import annotations

from dataclasses import dataclass

from chatbrush_models.diffusion.arrays import Floats, NoiseSource
from chatbrush_models.diffusion.samplers.alpha import AlphaSampler
from chatbrush_models.diffusion.samplers.base import State, clean_from, mix, noise_from


@dataclass(frozen=True)
class Ddim(AlphaSampler):
    """One prediction a step, nothing remembered."""

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Apply eq. 12 with sigma_t = 0."""
        del rng
        timestep = self.timesteps[state.index]
        here, there = self.alpha_bar(timestep), self.alpha_bar(timestep - self.stride)
        kind = self.schedule.prediction
        clean = clean_from(state.latents, prediction, here, kind)
        noise = noise_from(state.latents, prediction, here, kind)
        return State(mix(clean, noise, there), state.index + 1)
