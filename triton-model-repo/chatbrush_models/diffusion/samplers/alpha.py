"""Base of the samplers that work on alpha-bar at whole training steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatbrush_models.diffusion.arrays import ONE, Floats, Single
from chatbrush_models.diffusion.samplers.base import Sampler, clean_from, mix
from chatbrush_models.diffusion.schedule import spread_timesteps


@dataclass(frozen=True)
class AlphaSampler(Sampler):
    """Holds alpha-bar of all training steps and looks them up by timestep."""

    alpha_bars: tuple[Single, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alpha_bars", self.schedule.alpha_bars())
        spread = spread_timesteps(self.schedule, self.steps, self.schedule.spacing or "leading")
        object.__setattr__(self, "timesteps", tuple(float(round(step)) for step in spread))

    @property
    def stride(self) -> int:
        """Training steps between two timesteps."""
        return self.schedule.train_steps // self.steps

    def alpha_bar(self, timestep: float) -> Single:
        """Return alpha-bar; below timestep 0 that of the finished picture."""
        if timestep < 0:
            return ONE if self.schedule.final_alpha_one else self.alpha_bars[0]
        return self.alpha_bars[int(timestep)]

    def add_noise(self, clean: Floats, noise: Floats, index: int) -> Floats:
        """See `Sampler.add_noise`."""
        return mix(clean, noise, self.alpha_bar(self.timesteps[index]))

    def clean(self, latents: Floats, prediction: Floats, index: int) -> Floats:
        """See `Sampler.clean`."""
        alpha_bar = self.alpha_bar(self.timesteps[index])
        return clean_from(latents, prediction, alpha_bar, self.schedule.prediction)
