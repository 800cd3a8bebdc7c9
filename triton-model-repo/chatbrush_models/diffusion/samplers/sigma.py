"""Base of the samplers that work on noise levels sigma, which may lie between training steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatbrush_models.diffusion.arrays import Single
from chatbrush_models.diffusion.samplers.base import Sampler


@dataclass(frozen=True)
class SigmaSampler(Sampler):
    """Holds one sigma for each timestep and a last one of 0, the picture."""

    sigmas: tuple[Single, ...] = field(init=False, repr=False)

    def place(self, timesteps: tuple[float, ...]) -> None:
        """Set the timesteps and their sigmas; called once, while the sampler is made."""
        object.__setattr__(self, "timesteps", timesteps)
        object.__setattr__(self, "sigmas", (*self.schedule.sigmas_at(timesteps), Single(0)))
