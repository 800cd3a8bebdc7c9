"""UniPC of order 2, data prediction, B(h) = e^h - 1 ("bh2").

Source: Zhao et al. 2023, arXiv:2302.04867, algorithms 5 and 6, eq. 10 (coefficients).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, NoiseSource, Single
from chatbrush_models.diffusion.samplers.base import State
from chatbrush_models.diffusion.samplers.solver import SolverSampler

HALF = Single(0.5)


@dataclass(frozen=True)
class UniPc(SolverSampler):
    """Each prediction first corrects the latents it was made on, then predicts the next.

    History = clean latents of up to two steps; anchor = latents that the last step started from.
    """

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Correct (UniC), then predict (UniP)."""
        del rng
        here = state.index
        clean = self.clean(state.latents, prediction, here)
        latents = state.latents
        if state.anchor is not None:
            latents = self._correct(state.anchor, clean, state.history, here)
        history = (*state.history[-1:], clean)
        order = min(2, len(self.timesteps) - here, len(history))
        following = self._predict(latents, history[-order:], here)
        return State(following, here + 1, history, latents)

    def _predict(self, latents: Floats, history: tuple[Floats, ...], here: int) -> Floats:
        """Return the latents of the next timestep; the weight 1/2 is the paper's for order 2."""
        there, clean = here + 1, history[-1]
        following = self.first_order(latents, clean, here, there)
        if len(history) == 1:
            return following
        h = self.log_ratio(there) - self.log_ratio(here)
        slope = (history[-2] - clean) / self._ratio(here - 1, here, h)
        return following - self.alpha(there) * np.expm1(-h) * HALF * slope

    def _correct(
        self, anchor: Floats, clean: Floats, history: tuple[Floats, ...], here: int
    ) -> Floats:
        """Return the latents of this timestep again, now that their clean version is known."""
        before = here - 1
        h = self.log_ratio(here) - self.log_ratio(before)
        change = clean - history[-1]
        if len(history) == 1:
            residual = HALF * change
        else:
            ratio = self._ratio(before - 1, before, h)
            older_weight, newer_weight = _corrector_weights(ratio, h)
            older_change = (history[-2] - history[-1]) / ratio
            residual = older_weight * older_change + newer_weight * change
        again = self.first_order(anchor, history[-1], before, here)
        return again - self.alpha(here) * np.expm1(-h) * residual

    def _ratio(self, older: int, newer: int, h: Single) -> Single:
        """Return the lambda distance of an older timestep in units of the current step."""
        return (self.log_ratio(older) - self.log_ratio(newer)) / h


def _corrector_weights(ratio: Single, h: Single) -> tuple[Single, Single]:
    """Solve the order conditions of eq. 10 for two points at `ratio` and 1.

    [[1, 1], [ratio, 1]] · weights = (g1, g2) with g_k = k! phi_k+1(-h) / B, B = e^-h - 1.
    """
    b = np.expm1(-h)
    phi = b / -h - ONE
    first = phi / b
    second = (phi / -h - HALF) / (HALF * b)
    older = (first - second) / (ONE - ratio)
    return older, first - older
