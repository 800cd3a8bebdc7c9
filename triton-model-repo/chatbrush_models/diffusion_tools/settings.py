"""What a diffusion tool's config.pbtxt says about it (parameters `chatbrush.*`)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from chatbrush_models.diffusion.schedule import Schedule
from chatbrush_models.edit_contract import EditError
from chatbrush_models.model_config import ModelConfig

LEAST_MULTIPLE = 8
SIZE = re.compile(r"(\d+)x(\d+)")


Size = tuple[int, int]
"""Height and width in pixels."""


@dataclass(frozen=True)
class Sizes:
    """Sizes in pixels that a request may have: sides that are multiples of `multiple`.

    buckets: the sizes that the networks get, where they shall get few; the tool fills up what fits
    into one. Else any sides up to `largest`, and the tool fills them up to `least`.
    """

    least: int
    largest: int
    multiple: int
    buckets: tuple[Size, ...] = ()

    def filled(self, height: int, width: int) -> Size:
        """Return the size that the networks get for a picture of that size.

        Errors: EditError SIZE_NOT_TAKEN, which names a size that would do.
        """
        if not all(side > 0 and side % self.multiple == 0 for side in (height, width)):
            raise self._refusal(height, width)
        if self.buckets:
            fitting = [b for b in self.buckets if b[0] >= height and b[1] >= width]
            if not fitting:
                raise self._refusal(height, width)
            return min(fitting, key=lambda bucket: bucket[0] * bucket[1])
        if max(height, width) > self.largest:
            raise self._refusal(height, width)
        return max(height, self.least), max(width, self.least)

    def _refusal(self, height: int, width: int) -> EditError:
        taken = f"sides of {self.multiple} to {self.largest} pixels"
        if self.buckets:
            taken = "what fits into " + ", ".join(f"{wide}x{high}" for high, wide in self.buckets)
        high, wide = self._near(height, width)
        return EditError(
            "SIZE_NOT_TAKEN",
            f"the picture is {width}x{height}; this tool takes {taken}, sides that are multiples "
            f"of {self.multiple}, for example {wide}x{high}",
        )

    def _near(self, height: int, width: int) -> Size:
        most = self.largest, self.largest
        if self.buckets:
            shape = math.log(max(width, 1) / max(height, 1))
            most = min(self.buckets, key=lambda b: abs(math.log(b[1] / b[0]) - shape))
        return self._rounded(height, most[0]), self._rounded(width, most[1])

    def _rounded(self, side: int, most: int) -> int:
        rounded = (side + self.multiple // 2) // self.multiple * self.multiple
        return min(max(rounded, self.multiple), most)


@dataclass(frozen=True)
class ToolSettings:
    """One tool's networks, noise schedule and limits.

    vocabulary: CLIP's, in the version folder. padding_id: 49407 for Stable Diffusion 1, 0 for 2.
    fast_unet, fast_sampler: of the option speed = fast; fast_unet is empty where there is none.
    keep_known: whether inpainting puts the known latents back at each step.
    """

    text_encoder: str
    vae_encoder: str
    vae_decoder: str
    unet: str
    preview_decoder: str
    vocabulary: Path
    padding_id: int
    scaling_factor: float
    schedule: Schedule
    sampler: str
    fast_unet: str
    fast_sampler: str
    guidance_rescale: float
    keep_known: bool
    sizes: Sizes
    text_cache_bytes: int

    @classmethod
    def from_config(cls, config: ModelConfig) -> ToolSettings:
        """Read and check all of it. Errors: ValueError that names the parameter."""
        multiple = config.integer("chatbrush.multiple", LEAST_MULTIPLE)
        if multiple < 1 or multiple % LEAST_MULTIPLE:
            raise ValueError(
                f"parameter 'chatbrush.multiple' of model '{config.name}' must be a multiple of "
                f"{LEAST_MULTIPLE}, got {multiple}"
            )
        return cls(
            text_encoder=config.text("chatbrush.text_encoder"),
            vae_encoder=config.text("chatbrush.vae_encoder"),
            vae_decoder=config.text("chatbrush.vae_decoder"),
            unet=config.text("chatbrush.unet"),
            preview_decoder=config.parameters.get("chatbrush.preview_decoder", ""),
            vocabulary=config.version_folder / config.text("chatbrush.vocabulary"),
            padding_id=config.integer("chatbrush.padding_id", 49407),
            scaling_factor=config.number("chatbrush.scaling_factor", 0.18215),
            schedule=_schedule(config),
            sampler=config.text("chatbrush.sampler"),
            fast_unet=config.parameters.get("chatbrush.fast_unet", ""),
            fast_sampler=config.parameters.get("chatbrush.fast_sampler", "lcm"),
            guidance_rescale=config.number("chatbrush.guidance_rescale", 0.0),
            keep_known=config.integer("chatbrush.keep_known", 0) == 1,
            sizes=Sizes(
                config.integer("chatbrush.least_side", 64),
                config.integer("chatbrush.largest_side", 1024),
                multiple,
                _buckets(config, multiple),
            ),
            text_cache_bytes=config.integer("chatbrush.text_cache_bytes", 64 << 20),
        )


def _buckets(config: ModelConfig, multiple: int) -> tuple[Size, ...]:
    """Read `chatbrush.sizes`, such as "704x400, 512x512" (width x height)."""
    text = config.parameters.get("chatbrush.sizes", "")
    buckets = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = SIZE.fullmatch(part)
        sides = (int(found[2]), int(found[1])) if found else (0, 0)
        if not found or any(side < 1 or side % multiple for side in sides):
            raise ValueError(
                f"parameter 'chatbrush.sizes' of model '{config.name}' must list sizes as "
                f"WIDTHxHEIGHT in multiples of {multiple}, got '{part}'"
            )
        buckets.append(sides)
    return tuple(buckets)


def _schedule(config: ModelConfig) -> Schedule:
    spacing = config.parameters.get("chatbrush.spacing", "")
    return Schedule(
        steps_offset=config.integer("chatbrush.steps_offset", 1),
        prediction=config.parameters.get("chatbrush.prediction", "epsilon"),
        spacing=spacing or None,
    )
