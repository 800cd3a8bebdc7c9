"""Base of the exponential integrators, which step in the logarithm of the signal-to-noise ratio.

Notation      alpha, sigma       shares of signal and noise, alpha² + sigma² = 1
              lambda             log(alpha / sigma), half the log signal-to-noise ratio
              h                  lambda at the target minus lambda here
Source: Lu et al. 2022 (DPM-Solver++), arXiv:2211.01095, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, Single
from chatbrush_models.diffusion.samplers.base import clean_from
from chatbrush_models.diffusion.samplers.sigma import SigmaSampler
from chatbrush_models.diffusion.schedule import solver_timesteps


@dataclass(frozen=True)
class SolverSampler(SigmaSampler):
    """Latents stay in the variance-preserving frame; predictions are turned into clean latents."""

    def __post_init__(self) -> None:
        spacing = self.schedule.spacing or "linspace"
        self.place(solver_timesteps(self.schedule, self.steps, spacing))

    def alpha(self, index: int) -> Single:
        """Share of signal at a timestep."""
        return ONE / np.sqrt(self.sigmas[index] * self.sigmas[index] + ONE)

    def noise_level(self, index: int) -> Single:
        """Share of noise at a timestep."""
        return self.sigmas[index] * self.alpha(index)

    def log_ratio(self, index: int) -> Single:
        """Return lambda; infinite at the picture, where callers take their limit instead."""
        if self.sigmas[index] == 0:
            return Single(np.inf)
        return np.log(self.alpha(index)) - np.log(self.noise_level(index))

    def add_noise(self, clean: Floats, noise: Floats, index: int) -> Floats:
        """See `Sampler.add_noise`."""
        return self.alpha(index) * clean + self.noise_level(index) * noise

    def clean(self, latents: Floats, prediction: Floats, index: int) -> Floats:
        """See `Sampler.clean`."""
        alpha = self.alpha(index)
        return clean_from(latents, prediction, alpha * alpha, self.schedule.prediction)

    def first_order(self, latents: Floats, clean: Floats, here: int, there: int) -> Floats:
        """Return the exact solution for clean latents that do not change, eq. 8 of order 1."""
        shrink = np.expm1(self.log_ratio(here) - self.log_ratio(there))
        ratio = self.noise_level(there) / self.noise_level(here)
        return ratio * latents - self.alpha(there) * shrink * clean
