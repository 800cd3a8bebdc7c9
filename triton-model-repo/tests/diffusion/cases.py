"""The edits that golden files and parity tests make, with their pictures, masks and noise."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from chatbrush_models.diffusion.guidance import Guidance, ThreeWay, TwoWay
from chatbrush_models.diffusion.loop import LoopSettings
from chatbrush_models.diffusion.samplers import SAMPLERS
from chatbrush_models.diffusion.schedule import Schedule

TOLERANCE = 1e-4
"""Largest difference of any latent after any step."""
GREY_LEVELS = 1
MODELS = ("pix2pix", "sd_inpaint")
PROMPTS = ("make it winter", "a red brick house, oil painting", "눈 내리는 겨울 밤 ❄️")
NEGATIVE = "blurry, low quality"
SIZES = ((64, 64), (96, 72), (120, 88))
"""Width and height in pixels; 72, 88 and 120 give odd numbers of latents."""
STEPS = (3, 7)
VELOCITY = Schedule(prediction="velocity")


@dataclass(frozen=True)
class Case:
    """One edit with every parameter written out."""

    model: str
    sampler: str
    prompt: str = PROMPTS[0]
    negative: str = ""
    size: tuple[int, int] = SIZES[1]
    steps: int = 7
    guidance_scale: float = 7.5
    image_guidance_scale: float = 1.5
    strength: float = 1.0
    schedule: Schedule = field(default_factory=Schedule)
    seed: int = 0

    @property
    def settings(self) -> LoopSettings:
        guidance: Guidance = TwoWay(self.guidance_scale)
        if self.model == "pix2pix":
            guidance = ThreeWay(self.guidance_scale, self.image_guidance_scale)
        return LoopSettings(self.sampler, self.steps, self.strength, guidance, self.schedule)

    def picture(self) -> np.ndarray:
        """Smooth colours with some grain, uint8 [H,W,3]."""
        width, height = self.size
        rng = np.random.default_rng([self.seed, width, height])
        coarse = rng.integers(0, 256, (5, 6, 3)).astype(np.float32)
        smooth = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        return (smooth + rng.normal(0, 6, smooth.shape)).clip(0, 255).astype(np.uint8)

    def mask(self) -> np.ndarray:
        """A soft-edged blob, uint8 [H,W], so that the threshold decides something."""
        width, height = self.size
        y, x = np.mgrid[:height, :width]
        distance = np.hypot((x - width * 0.45) / width, (y - height * 0.6) / height)
        return ((0.33 - distance) * 1500 + 127.5).clip(0, 255).astype(np.uint8)

    def noise(self) -> dict[str, np.random.Generator]:
        """One stream for each purpose, so that no order of the draws has to be agreed on."""
        purposes = ("source", "masked", "loop")
        return {name: np.random.default_rng([self.seed, k]) for k, name in enumerate(purposes)}


def every_sampler(models: tuple[str, ...] = MODELS, **parameters: object) -> dict[str, Case]:
    """The same edit with each sampler, by name."""
    return {
        f"{model} {sampler}": Case(model, sampler, **parameters)
        for model in models
        for sampler in SAMPLERS
    }


def golden_cases() -> dict[str, Case]:
    """What the golden loops hold: all samplers, and each setting that changes their arithmetic."""
    sets = {
        "": every_sampler(negative=NEGATIVE),
        "strength 0.6": every_sampler(("sd_inpaint",), strength=0.6),
        "no guidance": every_sampler(guidance_scale=1.0, steps=3),
        "velocity": every_sampler(("sd_inpaint",), schedule=VELOCITY, steps=3),
        "leading": every_sampler(("pix2pix",), schedule=Schedule(spacing="leading"), steps=3),
        "trailing": every_sampler(("pix2pix",), schedule=Schedule(spacing="trailing"), steps=3),
        "one step": every_sampler(("pix2pix",), steps=1),
        "many steps": {"pix2pix dpm_solver++": Case("pix2pix", "dpm_solver++", steps=16)},
    }
    return {
        f"{name} {setting}".strip(): case
        for setting, cases in sets.items()
        for name, case in cases.items()
    }


def picture_cases() -> dict[str, Case]:
    """What the golden pictures hold: each model with the sampler it is published with."""
    return {
        "pix2pix": Case("pix2pix", "euler_ancestral", PROMPTS[1], NEGATIVE, steps=4),
        "sd_inpaint": Case("sd_inpaint", "plms", PROMPTS[2], NEGATIVE, steps=4),
        "sd_inpaint strength 0.6": Case("sd_inpaint", "unipc", steps=5, strength=0.6),
    }


def parity_cases(model: str, sampler: str) -> list[Case]:
    """Prompts x sizes x step counts, every other one with a negative prompt; then the variants."""
    grid = [(p, size, steps) for p in PROMPTS for size in SIZES for steps in STEPS]
    cases = [
        Case(model, sampler, prompt, NEGATIVE if k % 2 else "", size, steps, seed=k)
        for k, (prompt, size, steps) in enumerate(grid)
    ]
    variants: list[dict[str, float]] = [{"guidance_scale": 1.0}]
    variants += [{"strength": 0.6}] if model == "sd_inpaint" else [{"image_guidance_scale": 1.0}]
    for variant in variants:
        cases += [
            Case(model, sampler, PROMPTS[k], NEGATIVE, size, steps, **variant)
            for k, (size, steps) in enumerate(zip(SIZES, (5, 7, 9), strict=True))
        ]
    return cases
