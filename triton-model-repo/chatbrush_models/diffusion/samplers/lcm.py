"""Latent consistency sampling: 1 to 8 steps with a network distilled for it.

Source: Luo et al. 2023, arXiv:2310.04378, eq. 9 and algorithm 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import Floats, NoiseSource, Single
from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.samplers.alpha import AlphaSampler
from chatbrush_models.diffusion.samplers.base import State

DATA_VARIANCE = Single(0.25)
TIMESTEP_SCALING = 10.0


@dataclass(frozen=True)
class Lcm(AlphaSampler):
    """Jump to the picture, add noise again, repeat. distilled_steps: of the network's training."""

    distilled_steps: int = 50

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.steps > self.distilled_steps:
            raise SettingsError(
                f"the sampler 'lcm' takes 1 to {self.distilled_steps} steps, got {self.steps}; "
                "4 to 8 are usual"
            )
        stride = self.schedule.train_steps // self.distilled_steps
        trained = [k * stride - 1 for k in range(self.distilled_steps, 0, -1)]
        chosen = np.floor(np.linspace(0, len(trained), self.steps, endpoint=False)).astype(int)
        object.__setattr__(self, "timesteps", tuple(float(trained[k]) for k in chosen))

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Apply the consistency function, then noise of the next timestep."""
        following = state.index + 1
        timestep = Single(self.timesteps[state.index] * TIMESTEP_SCALING)
        variance = timestep * timestep + DATA_VARIANCE
        skip, out = DATA_VARIANCE / variance, timestep / np.sqrt(variance)
        clean = self.clean(state.latents, prediction, state.index)
        latents = out * clean + skip * state.latents
        if following < len(self.timesteps):
            noise = rng.standard_normal(prediction.shape, dtype=np.float32)
            latents = self.add_noise(latents, noise, following)
        return State(latents, following)
