"""DPM-Solver++ of second order, multistep (2M), midpoint form.

Source: Lu et al. 2022, arXiv:2211.01095, algorithm 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import Floats, NoiseSource, Single
from chatbrush_models.diffusion.samplers.base import State
from chatbrush_models.diffusion.samplers.solver import SolverSampler

HALF = Single(0.5)


@dataclass(frozen=True)
class DpmSolverPlusPlus(SolverSampler):
    """History = the clean latents of the step before. First and last step are of order 1.

    The last one because lambda is infinite at the picture.
    """

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Extrapolate the clean latents to the middle of the step."""
        del rng
        here, there = state.index, state.index + 1
        clean = self.clean(state.latents, prediction, here)
        latents = self.first_order(state.latents, clean, here, there)
        if state.history and there < len(self.timesteps):
            h = self.log_ratio(there) - self.log_ratio(here)
            ratio = (self.log_ratio(here) - self.log_ratio(here - 1)) / h
            slope = (clean - state.history[-1]) / ratio
            latents = latents - HALF * self.alpha(there) * np.expm1(-h) * slope
        return State(latents, there, (clean,))
