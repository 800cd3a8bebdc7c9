"""PLMS: the pseudo linear multistep method without Runge-Kutta steps at the beginning.

Source: Liu et al. 2022 (PNDM), arXiv:2202.09778, eq. 9, 12 and algorithm 2; the first two
timesteps are warmed up with Heun's rule, so that n steps cost n + 1 network calls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, NoiseSource
from chatbrush_models.diffusion.samplers.alpha import AlphaSampler
from chatbrush_models.diffusion.samplers.base import State, noise_from


@dataclass(frozen=True)
class Plms(AlphaSampler):
    """Adams-Bashforth on the predictions: history = up to four of them, anchor = first latents.

    A run that begins in mid-schedule (strength < 1) drops timesteps from the front of `timesteps`,
    the repeated one included, and still warms up on its first two: that is what the reference
    pipeline does, and what the pictures people know were made with. Also as there, velocities are
    combined before they are turned into noise, which costs the second order.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        first, rest = self.timesteps[:1], self.timesteps[1:]
        object.__setattr__(self, "timesteps", first + rest[:1] + rest)

    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Combine the predictions so far (eq. 12) and transfer (eq. 9)."""
        del rng
        timestep = self.timesteps[state.index]
        if state.anchor is not None:  # second call: Heun's corrector, again from the first latents
            mean = (prediction + state.history[-1]) / 2
            latents = self._transfer(state.anchor, mean, timestep + self.stride, timestep)
            return State(latents, state.index + 1, state.history)
        history = (*state.history[-3:], prediction)
        combined = _adams_bashforth(history)
        latents = self._transfer(state.latents, combined, timestep, timestep - self.stride)
        anchor = state.latents if len(history) == 1 else None
        return State(latents, state.index + 1, history, anchor)

    def _transfer(self, latents: Floats, prediction: Floats, here: float, there: float) -> Floats:
        a, b = self.alpha_bar(here), self.alpha_bar(there)
        noise = noise_from(latents, prediction, a, self.schedule.prediction)
        denominator = a * np.sqrt(ONE - b) + np.sqrt(a * (ONE - a) * b)
        return np.sqrt(b / a) * latents - (b - a) * noise / denominator


def _adams_bashforth(history: tuple[Floats, ...]) -> Floats:
    """Return the linear multistep estimate of order 1 to 4."""
    newest = history[-1]
    if len(history) == 1:
        return newest
    if len(history) == 2:
        return (3 * newest - history[-2]) / 2
    if len(history) == 3:
        return (23 * newest - 16 * history[-2] + 5 * history[-3]) / 12
    return (55 * newest - 59 * history[-2] + 37 * history[-3] - 9 * history[-4]) / 24
