"""The forward process: how much noise a training step carries, and which steps inference visits.

Notation      code               paper
              alpha_bars[t]      alpha-bar_t (Ho et al. 2020), alpha_t (Song et al. 2020, DDIM)
              sigma              sqrt((1 - alpha_bar) / alpha_bar), noise std in the
                                 variance-exploding frame (Karras et al. 2022, arXiv:2206.00364)

Sources: Ho et al. 2020, arXiv:2006.11239 (eq. 4); Rombach et al. 2022, arXiv:2112.10752 (betas);
Lin et al. 2023, arXiv:2305.08891, table 2 (spacings).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import ONE, Floats, Single
from chatbrush_models.diffusion.errors import SettingsError

SPACINGS = ("leading", "linspace", "trailing")
PREDICTIONS = ("epsilon", "velocity")


@dataclass(frozen=True)
class Schedule:
    """Noise schedule of a trained network; the defaults are Stable Diffusion's.

    spacing: one of SPACINGS, None = what the sampler was published with. steps_offset: added to
    timesteps of the spacing `leading`. final_alpha_one: the last step ends at alpha-bar 1 instead
    of alpha_bars[0]. prediction: what the network estimates, the noise or the velocity
    v = sqrt(alpha_bar) noise - sqrt(1 - alpha_bar) latents (Salimans & Ho 2022, arXiv:2202.00512).
    Errors: SettingsError.
    """

    train_steps: int = 1000
    beta_start: float = 0.00085
    beta_end: float = 0.012
    steps_offset: int = 1
    final_alpha_one: bool = False
    prediction: str = "epsilon"
    spacing: str | None = None

    def __post_init__(self) -> None:
        if self.prediction not in PREDICTIONS:
            raise SettingsError(
                f"prediction must be one of {', '.join(PREDICTIONS)}, got '{self.prediction}'"
            )
        if self.spacing is not None and self.spacing not in SPACINGS:
            raise SettingsError(
                f"spacing must be one of {', '.join(SPACINGS)}, got '{self.spacing}'"
            )

    def betas(self) -> Floats:
        """Return the variances float32 [train_steps], linear in their square roots.

        Counted from the nearer end with a single-precision stride, one rounding each, as the
        reference does: its table, to the last bit. Errors of one bit here grow to 1e-4 in latents.
        """
        first = float(np.float32(math.sqrt(self.beta_start)))
        last = float(np.float32(math.sqrt(self.beta_end)))
        stride = float(np.float32(last - first) / np.float32(self.train_steps - 1))
        ahead = np.arange(self.train_steps)
        behind = ahead[::-1]
        roots = np.where(ahead < behind, first + stride * ahead, last - stride * behind)
        return roots.astype(np.float32) ** 2

    def alpha_bars(self) -> tuple[Single, ...]:
        """Return the shares of signal left at each training step, eq. 4 of Ho et al."""
        products = np.cumprod(ONE - self.betas(), dtype=np.float64)
        return tuple(products.astype(np.float32))

    def sigmas_at(self, timesteps: tuple[float, ...]) -> tuple[Single, ...]:
        """Return the noise std at timesteps, which may lie between two training steps.

        In the variance-exploding frame.
        """
        alpha_bars = np.array(self.alpha_bars())
        table = np.sqrt((ONE - alpha_bars) / alpha_bars)
        between = np.interp(timesteps, np.arange(len(table)), table)
        return tuple(between.astype(np.float32))


def spread_timesteps(schedule: Schedule, steps: int, spacing: str) -> tuple[float, ...]:
    """Choose `steps` timesteps, noisiest first; `linspace` gives fractions.

    Source: Lin et al. 2023, table 2.
    """
    last = schedule.train_steps - 1
    if spacing == "linspace":
        # Single precision like the timestep that the network is given.
        return tuple(np.linspace(0, last, steps, dtype=np.float32)[::-1].tolist())
    if spacing == "leading":
        stride = schedule.train_steps // steps
        return tuple(float(k * stride + schedule.steps_offset) for k in range(steps - 1, -1, -1))
    return _trailing(schedule, steps)


def solver_timesteps(schedule: Schedule, steps: int, spacing: str) -> tuple[float, ...]:
    """Choose whole timesteps for solvers that step to zero noise at the end, noisiest first.

    One more interval than `spread_timesteps`, so that the last step does not start at timestep 0.
    """
    if spacing == "linspace":
        whole = np.linspace(0, schedule.train_steps - 1, steps + 1).round()
        return tuple(whole[:0:-1].tolist())
    if spacing == "leading":
        stride = schedule.train_steps // (steps + 1)
        return tuple(float(k * stride + schedule.steps_offset) for k in range(steps, 0, -1))
    return _trailing(schedule, steps)


def _trailing(schedule: Schedule, steps: int) -> tuple[float, ...]:
    ratio = schedule.train_steps / steps
    whole = (round(schedule.train_steps - k * ratio) - 1 for k in range(steps))
    return tuple(float(timestep) for timestep in whole)
