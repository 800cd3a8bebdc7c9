"""The samplers by name. Each file is one numerical method with its source."""

from __future__ import annotations

from collections.abc import Callable

from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.samplers.base import Sampler, State
from chatbrush_models.diffusion.samplers.ddim import Ddim
from chatbrush_models.diffusion.samplers.dpm_solver import DpmSolverPlusPlus
from chatbrush_models.diffusion.samplers.euler import Euler, EulerAncestral
from chatbrush_models.diffusion.samplers.lcm import Lcm
from chatbrush_models.diffusion.samplers.plms import Plms
from chatbrush_models.diffusion.samplers.unipc import UniPc
from chatbrush_models.diffusion.schedule import Schedule

__all__ = ["MAXIMUM_STEPS", "SAMPLERS", "Sampler", "State", "create"]

SAMPLERS: dict[str, Callable[[Schedule, int], Sampler]] = {
    "euler_ancestral": EulerAncestral,
    "euler": Euler,
    "ddim": Ddim,
    "plms": Plms,
    "dpm_solver++": DpmSolverPlusPlus,
    "unipc": UniPc,
    "lcm": Lcm,
}
# Above it `leading` would repeat timesteps of a 1000-step schedule, and no picture gets better.
MAXIMUM_STEPS = 500


def create(name: str, schedule: Schedule, steps: int) -> Sampler:
    """Make the sampler of one run. Errors: SettingsError for a wrong name or number of steps."""
    if name not in SAMPLERS:
        raise SettingsError(f"sampler must be one of {', '.join(SAMPLERS)}, got '{name}'")
    if not 1 <= steps <= MAXIMUM_STEPS:
        raise SettingsError(f"steps must be 1 to {MAXIMUM_STEPS}, got {steps}; 20 to 50 are usual")
    return SAMPLERS[name](schedule, steps)
