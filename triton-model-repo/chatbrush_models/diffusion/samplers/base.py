"""What all samplers share: the state of one run and the questions that the loop asks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, NoiseSource, Single
from chatbrush_models.diffusion.schedule import Schedule


@dataclass(frozen=True)
class State:
    """One run between two network calls. Arrays are float32 [B,4,h,w] and never written to.

    latents: in the sampler's own frame. index: the timestep that is next. history: what earlier
    calls gave, newest last; anchor: latents that a later call starts from again. Both belong to
    the sampler.
    """

    latents: Floats
    index: int
    history: tuple[Floats, ...] = ()
    anchor: Floats | None = None


@dataclass(frozen=True)
class Sampler(ABC):
    """A numerical method for the reverse process. Immutable: a run's state is `State`.

    steps: as asked for; `timesteps` may hold more entries, one for each network call.
    """

    schedule: Schedule
    steps: int
    timesteps: tuple[float, ...] = field(init=False)

    @property
    def initial_scale(self) -> Single:
        """Std of the noise that a run begins with."""
        return ONE

    def scale_input(self, latents: Floats, index: int) -> Floats:
        """Bring latents of this sampler's frame to the variance that the network was trained on."""
        del index
        return latents

    @abstractmethod
    def add_noise(self, clean: Floats, noise: Floats, index: int) -> Floats:
        """Return clean latents as they would look at timestep `index` of this run."""

    @abstractmethod
    def clean(self, latents: Floats, prediction: Floats, index: int) -> Floats:
        """Return the clean latents that one prediction speaks of: the picture as guessed so far."""

    @abstractmethod
    def step(self, state: State, prediction: Floats, rng: NoiseSource) -> State:
        """Move one timestep toward the picture.

        prediction: the network's answer float32 [B,4,h,w] at `timesteps[state.index]`, guidance
        applied.
        """


def clean_from(latents: Floats, prediction: Floats, alpha_bar: Single, kind: str) -> Floats:
    """Return x_0 out of latents x_t in the variance-preserving frame.

    Sources: Ho et al. 2020, eq. 15 (noise); Salimans & Ho 2022, appendix D (velocity).
    """
    signal, noise = np.sqrt(alpha_bar), np.sqrt(ONE - alpha_bar)
    if kind == "velocity":
        return signal * latents - noise * prediction
    return (latents - noise * prediction) / signal


def noise_from(latents: Floats, prediction: Floats, alpha_bar: Single, kind: str) -> Floats:
    """Return the noise in latents x_t. Source: Salimans & Ho 2022, appendix D."""
    if kind == "velocity":
        return np.sqrt(alpha_bar) * prediction + np.sqrt(ONE - alpha_bar) * latents
    return prediction


def mix(clean: Floats, noise: Floats, alpha_bar: Single) -> Floats:
    """Return x_t from x_0 and noise. Source: Ho et al. 2020, eq. 4."""
    return np.sqrt(alpha_bar) * clean + np.sqrt(ONE - alpha_bar) * noise
