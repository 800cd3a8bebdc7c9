"""What a diffusion tool's config.pbtxt says about it (parameters `chatbrush.*`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chatbrush_models.diffusion.schedule import Schedule
from chatbrush_models.edit_contract import EditError
from chatbrush_models.model_config import ModelConfig

LEAST_MULTIPLE = 8


@dataclass(frozen=True)
class SizeRange:
    """Sides in pixels that a request may have: multiples of `multiple` up to `largest`.

    Below `least`, the smallest side of the networks, the tool pads by itself.
    """

    least: int
    largest: int
    multiple: int

    def check(self, height: int, width: int) -> None:
        """Errors: EditError SIZE_NOT_TAKEN, which names a size that would do."""
        if all(0 < side <= self.largest and side % self.multiple == 0 for side in (height, width)):
            return
        raise EditError(
            "SIZE_NOT_TAKEN",
            f"the picture is {width}x{height}; this tool takes sides of {self.multiple} to "
            f"{self.largest} pixels that are multiples of {self.multiple}, "
            f"for example {self._nearest(width)}x{self._nearest(height)}",
        )

    def _nearest(self, side: int) -> int:
        rounded = (side + self.multiple // 2) // self.multiple * self.multiple
        return min(max(rounded, self.multiple), self.largest)


@dataclass(frozen=True)
class ToolSettings:
    """One tool's networks, noise schedule and limits.

    vocabulary: CLIP's, in the version folder. padding_id: 49407 for Stable Diffusion 1, 0 for 2.
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
    guidance_rescale: float
    drop_image_after: float
    keep_known: bool
    sizes: SizeRange
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
            guidance_rescale=config.number("chatbrush.guidance_rescale", 0.0),
            drop_image_after=config.number("chatbrush.drop_image_after", 1.0),
            keep_known=config.integer("chatbrush.keep_known", 0) == 1,
            sizes=SizeRange(
                config.integer("chatbrush.least_side", 64),
                config.integer("chatbrush.largest_side", 1024),
                multiple,
            ),
            text_cache_bytes=config.integer("chatbrush.text_cache_bytes", 64 << 20),
        )


def _schedule(config: ModelConfig) -> Schedule:
    spacing = config.parameters.get("chatbrush.spacing", "")
    return Schedule(
        steps_offset=config.integer("chatbrush.steps_offset", 1),
        prediction=config.parameters.get("chatbrush.prediction", "epsilon"),
        spacing=spacing or None,
    )
