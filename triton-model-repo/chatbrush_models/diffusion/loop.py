"""The diffusion loop of both editing models: one network call a step, everything else injected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from chatbrush_models.diffusion import samplers
from chatbrush_models.diffusion.arrays import Floats, NoiseSource
from chatbrush_models.diffusion.errors import LoopCancelledError, NetworkOutputError, SettingsError
from chatbrush_models.diffusion.guidance import (
    Branches,
    Conditions,
    Guidance,
    Phase,
    TwoWay,
    check_share,
)
from chatbrush_models.diffusion.inpainting import Known
from chatbrush_models.diffusion.schedule import Schedule

Denoise = Callable[[Floats, Floats, Branches], Floats]
"""(latent [1,4,h,w], timestep [1,1], what guides) → guided noise prediction [1,4,h,w]; float32."""


@dataclass(frozen=True)
class LoopSettings:
    """How to sample. Errors: SettingsError.

    sampler: a name of `samplers.SAMPLERS`. steps: 1..500. strength: 0..1, below 1 the run begins
    at the noised source, the first (1 - strength) of the steps left out. schedule: of the network.
    """

    sampler: str = "euler_ancestral"
    steps: int = 20
    strength: float = 1.0
    guidance: Guidance = field(default_factory=TwoWay)
    schedule: Schedule = field(default_factory=Schedule)

    def __post_init__(self) -> None:
        check_share("strength", self.strength)
        self.make_sampler()
        if self.first_index >= self.steps:
            raise SettingsError(
                f"{self.steps} steps at strength {self.strength:g} leave none to run; raise "
                "the strength or the number of steps"
            )

    def make_sampler(self) -> samplers.Sampler:
        """Return the sampler that these settings name."""
        return samplers.create(self.sampler, self.schedule, self.steps)

    @property
    def first_index(self) -> int:
        """The timestep that the run begins with, counted from the noisiest."""
        return self.steps - min(int(self.steps * self.strength), self.steps)

    @property
    def call_count(self) -> int:
        """Network calls of the run: `steps`, more for `plms`, fewer where strength < 1."""
        return len(self.make_sampler().timesteps) - self.first_index


@dataclass(frozen=True)
class StepReport:
    """One finished step. done: 1..total; timestep: the network's; latents: after the step.

    clean: scaled latents of the picture as guessed so far, for a preview.
    """

    done: int
    total: int
    timestep: float
    latents: Floats
    clean: Floats


def run(
    settings: LoopSettings,
    conditions: Conditions,
    denoise: Denoise,
    rng: NoiseSource,
    *,
    source: Floats | None = None,
    known: Known | None = None,
    on_step: Callable[[StepReport], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Floats:
    """Turn noise into scaled latents of the edited picture, float32 [1,4,h,w].

    source: scaled latents of the picture, needed where strength < 1. known: keeps latents,
    outside a mask or for some of the steps (None = the network alone decides). is_cancelled:
    asked before every step.
    Draws from rng: first the noise of the beginning, then what the sampler draws.
    Errors: SettingsError, LoopCancelledError, NetworkOutputError, and whatever `denoise` and
    `on_step` raise.
    """
    sampler = settings.make_sampler()
    first, total = settings.first_index, settings.call_count
    phases = settings.guidance.phases(conditions)
    noise = rng.standard_normal((1, 4, *conditions.image.shape[2:]), dtype=np.float32)
    state = samplers.State(_begin(settings, sampler, noise, source), first)
    for index in range(first, len(sampler.timesteps)):
        if is_cancelled is not None and is_cancelled():
            raise LoopCancelledError
        branches = _branches(phases, (index - first) / total)
        prediction = _predict(sampler, state, branches, denoise)
        clean = sampler.clean(state.latents, prediction, index)
        state = sampler.step(state, prediction, rng)
        if known is not None:
            state = _keep_known(sampler, state, known, noise, (index - first + 1) / total)
        if on_step is not None:
            done, timestep = index - first + 1, sampler.timesteps[index]
            on_step(StepReport(done, total, timestep, state.latents, clean))
    return state.latents


def _begin(
    settings: LoopSettings, sampler: samplers.Sampler, noise: Floats, source: Floats | None
) -> Floats:
    """Return the first latents: noise alone, or the source under noise."""
    if settings.strength == 1:
        return noise * sampler.initial_scale
    if source is None:
        raise SettingsError("a strength below 1 starts from the picture: pass its latents, scaled")
    return sampler.add_noise(source, noise, settings.first_index)


def _branches(phases: tuple[Phase, ...], progress: float) -> Branches:
    """Return the branches of the phase that a share of the steps, 0..1, falls into."""
    return next(phase.branches for phase in phases if progress < phase.until)


def _predict(
    sampler: samplers.Sampler, state: samplers.State, branches: Branches, denoise: Denoise
) -> Floats:
    """Ask the network once and check its answer."""
    scaled = sampler.scale_input(state.latents, state.index)
    timestep = sampler.timesteps[state.index]
    prediction = denoise(scaled, np.full((1, 1), timestep, np.float32), branches)
    if prediction.shape != scaled.shape or prediction.dtype != np.float32:
        raise NetworkOutputError(
            f"the network must answer float32 {list(scaled.shape)}, "
            f"got {prediction.dtype} {list(prediction.shape)}"
        )
    if not np.isfinite(prediction).all():
        raise NetworkOutputError(
            f"the network answered with NaN or infinity at timestep {timestep:g}; "
            "try lower guidance, or a network of higher precision"
        )
    return prediction


def _keep_known(
    sampler: samplers.Sampler, state: samplers.State, known: Known, noise: Floats, done: float
) -> samplers.State:
    """Put the known latents back at the noise level that comes next, without noise at the end."""
    last = state.index == len(sampler.timesteps)
    source = known.latents if last else sampler.add_noise(known.latents, noise, state.index)
    return replace(state, latents=known.paste(state.latents, source, done))
