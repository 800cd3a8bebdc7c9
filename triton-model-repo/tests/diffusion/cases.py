"""The edits that golden files and parity tests make, with their pictures, masks and noise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from chatbrush_models.diffusion.arrays import NoiseSource
from chatbrush_models.diffusion.guidance import Guidance, ThreeWay, TwoWay
from chatbrush_models.diffusion.loop import LoopSettings
from chatbrush_models.diffusion.samplers import SAMPLERS
from chatbrush_models.diffusion.schedule import Schedule
from numpy.typing import DTypeLike

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
    image_guidance_until: float = 1.0
    schedule: Schedule = field(default_factory=Schedule)
    seed: int = 0

    @property
    def settings(self) -> LoopSettings:
        guidance: Guidance = TwoWay(self.guidance_scale)
        if self.model == "pix2pix":
            guidance = ThreeWay(
                self.guidance_scale,
                self.image_guidance_scale,
                drop_image_after=self.image_guidance_until,
            )
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

    def noise(self) -> dict[str, NoiseSource]:
        """One source for each purpose, so that the pipelines may ask in another order.

        The numbers are those that the tools draw from one generator: first for the latents of the
        masked picture, then of the source, then in the loop.
        """
        rng = np.random.default_rng(self.seed)
        width, height = self.size
        sources: dict[str, NoiseSource] = {}
        for purpose in self.encodings:
            sources[purpose] = Drawn(rng.standard_normal((1, 4, height // 8, width // 8), "f4"))
        return {**sources, "loop": rng}

    @property
    def encodings(self) -> tuple[str, ...]:
        """What is drawn from the encoder's distribution."""
        if self.model == "pix2pix":
            return ()
        return ("masked",) if self.strength == 1 else ("masked", "source")


@dataclass(frozen=True)
class Drawn:
    """Noise that was drawn before."""

    noise: np.ndarray

    def standard_normal(self, size: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        assert self.noise.shape == size and self.noise.dtype == dtype
        return self.noise


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
    """What the golden pictures hold; TOOL_CASES of them with the tools' own samplers."""
    inpaint = Case("sd_inpaint", "dpm_solver++", PROMPTS[2], NEGATIVE, steps=4, seed=12)
    return {
        "pix2pix": Case("pix2pix", "euler_ancestral", PROMPTS[1], NEGATIVE, steps=4, seed=11),
        "sd_inpaint": inpaint,
        "sd_inpaint strength 0.6": replace(inpaint, strength=0.6),
        "sd_inpaint plms": replace(inpaint, sampler="plms"),
    }


TOOL_CASES = ("pix2pix", "sd_inpaint", "sd_inpaint strength 0.6")


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
