"""Euler's method and its ancestral variant, in the variance-exploding frame.

Sources: Karras et al. 2022, arXiv:2206.00364, algorithm 1 (Euler); Song et al. 2021,
arXiv:2011.13456, appendix F (ancestral sampling).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, NoiseSource, Single
from chatbrush_models.diffusion.samplers.base import State
from chatbrush_models.diffusion.samplers.sigma import SigmaSampler
from chatbrush_models.diffusion.schedule import spread_timesteps


@dataclass(frozen=True)
class Euler(SigmaSampler):
    """Straight steps along dx/dsigma = (x - x_0) / sigma. Latents here have variance 1 + sigma²."""

    def __post_init__(self) -> None:
        spacing = self.schedule.spacing or "linspace"
        self.place(spread_timesteps(self.schedule, self.steps, spacing))

    @property
    def initial_scale(self) -> Single:
        """Std of the first latents; `leading` does not start at the noisiest training step."""
        largest = max(self.sigmas)
        return np.sqrt(largest * largest + ONE) if self.schedule.spacing == "leading" else largest

    def scale_input(self, latents: Floats, index: int) -> Floats:
        """See `Sampler.scale_input`."""
        return latents / np.sqrt(self._variance(index))

    def add_noise(self, clean: Floats, noise: Floats, index: int) -> Floats:
        """See `Sampler.add_noise`."""
        return clean + self.sigmas[index] * noise

    def clean(self, latents: Floats, prediction: Floats, index: int) -> Floats:
        """See `Sampler.clean`."""
        sigma = self.sigmas[index]
        if self.schedule.prediction == "velocity":
            variance = self._variance(index)
            return prediction * (-sigma / np.sqrt(variance)) + latents / variance
        return latents - sigma * prediction

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Follow the slope down to the next sigma."""
        del rng
        return State(self.slide(state, prediction, self.sigmas[state.index + 1]), state.index + 1)

    def slide(self, state: State, prediction: Floats, target: Single) -> Floats:
        """Return the latents one straight step on, at noise level `target`."""
        sigma = self.sigmas[state.index]
        slope = (state.latents - self.clean(state.latents, prediction, state.index)) / sigma
        return state.latents + slope * (target - sigma)

    def _variance(self, index: int) -> Single:
        """Variance of the latents, pictures having variance 1."""
        return self.sigmas[index] * self.sigmas[index] + ONE


@dataclass(frozen=True)
class EulerAncestral(Euler):
    """Euler down past the next sigma, then fresh noise back up to it. One draw a step."""

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Split the next variance into a deterministic and a random part; the last draw weighs 0.

        The draw is made even there, so that a seed gives the same numbers as in the reference.
        """
        here, there = self.sigmas[state.index], self.sigmas[state.index + 1]
        variance = there * there
        up = np.sqrt(variance * (here * here - variance) / (here * here))
        down = variance / here  # = sqrt(variance - up²), which rounding could make negative
        noise = rng.standard_normal(prediction.shape, dtype=np.float32)
        latents = self.slide(state, prediction, down) + noise * up
        return State(latents, state.index + 1)
