"""Classifier-free guidance: what a network that guides by itself is told at each step.

Every guidance is a weighted sum of predictions under several conditions; the network stacks the
conditions and sums (tensorrt-build, graph/guided.py).

Sources: Ho & Salimans 2022, arXiv:2207.12598, eq. 6 (two-way); Brooks et al. 2023
(InstructPix2Pix), arXiv:2211.09800, eq. 3 (three-way); Lin et al. 2023, arXiv:2305.08891,
eq. 14 to 16 (rescale).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.diffusion.errors import SettingsError

LARGEST_SCALE = 100.0


@dataclass(frozen=True)
class Conditions:
    """What steers the network, one picture: float32 arrays.

    text, negative_text: embeddings [1,77,D]; negative_text is that of "" where there is none.
    image: [1,C,h,w], which the network appends to the noise latents in the channel axis: the
    source's latents (InstructPix2Pix, C = 4) or `inpainting.condition` (C = 5).
    """

    text: Floats
    negative_text: Floats
    image: Floats


@dataclass(frozen=True)
class Branches:
    """What guides one network call, G conditions; the same object at every step of a phase.

    embeddings: float32 [1,G,77,D], the text's first. image: float32 [1,C,h,w]. table: float32
    [1,G,2], of each branch its weight in the sum and its share of the image, 1 or 0. rescale:
    float32 [1,1], share of the correction against too much contrast.
    """

    embeddings: Floats
    image: Floats
    table: Floats
    rescale: Floats

    @property
    def count(self) -> int:
        """G."""
        return self.embeddings.shape[1]

    @classmethod
    def of(
        cls,
        image: Floats,
        rescale: float,
        *branches: tuple[Floats, float, float],
    ) -> Branches:
        """Stack branches, each its embeddings [1,77,D], its weight and its share of the image."""
        table = [[weight, share] for _, weight, share in branches]
        return cls(
            np.stack([embeddings for embeddings, _, _ in branches], axis=1),
            image,
            np.array([table], np.float32),
            np.array([[rescale]], np.float32),
        )


@dataclass(frozen=True)
class Phase:
    """Branches that hold up to a share of the steps, 0..1."""

    until: float
    branches: Branches


class Guidance(ABC):
    """How strongly text and source picture steer."""

    @abstractmethod
    def phases(self, conditions: Conditions) -> tuple[Phase, ...]:
        """Stack the conditions once for the whole run; the last phase ends at 1."""


@dataclass(frozen=True)
class TwoWay(Guidance):
    """Text against negative text, as inpainting uses it; one branch where scale <= 1.

    rescale: 0..1, share of the correction against too much contrast. Errors: SettingsError.
    """

    scale: float = 7.5
    rescale: float = 0.0

    def __post_init__(self) -> None:
        check_scale("guidance_scale", self.scale)
        check_share("guidance_rescale", self.rescale)

    def phases(self, conditions: Conditions) -> tuple[Phase, ...]:
        """Order of the branches: text, negative."""
        if self.scale <= 1:
            return (Phase(1.0, _alone(conditions)),)
        branches = _two(conditions, self.scale, self.rescale)
        return (Phase(1.0, branches),)


@dataclass(frozen=True)
class ThreeWay(Guidance):
    """Text and source picture, each with its own scale, as InstructPix2Pix.

    One branch where scale <= 1 or image_scale < 1. drop_image_after: share of the steps, 0..1,
    after which the fully unconditional branch is left out and image_scale counts as 1: a third of
    the network's work saved there, the layout being settled by then; 1 = never. That guidance
    matters little late: Castillo et al. 2023, arXiv:2312.12487, section 4; Kynkäänniemi et al.
    2024, arXiv:2404.07724, section 3.
    Errors: SettingsError.
    """

    scale: float = 7.0
    image_scale: float = 1.5
    rescale: float = 0.0
    drop_image_after: float = 1.0

    def __post_init__(self) -> None:
        check_scale("guidance_scale", self.scale)
        check_scale("image_guidance_scale", self.image_scale)
        check_share("guidance_rescale", self.rescale)
        check_share("drop_image_after", self.drop_image_after)

    def phases(self, conditions: Conditions) -> tuple[Phase, ...]:
        """Order of the branches: text and image, image only, nothing."""
        if self.scale <= 1 or self.image_scale < 1:
            return (Phase(1.0, _alone(conditions)),)
        text, negative = conditions.text, conditions.negative_text
        three = Branches.of(
            conditions.image,
            self.rescale,
            (text, self.scale, 1),
            (negative, self.image_scale - self.scale, 1),
            (negative, 1 - self.image_scale, 0),
        )
        if self.drop_image_after == 1:
            return (Phase(1.0, three),)
        two = _two(conditions, self.scale, self.rescale)
        return Phase(self.drop_image_after, three), Phase(1.0, two)


def _two(conditions: Conditions, scale: float, rescale: float) -> Branches:
    """Away from the negative text by `scale`: negative + scale * (text - negative)."""
    text, negative = conditions.text, conditions.negative_text
    return Branches.of(conditions.image, rescale, (text, scale, 1), (negative, 1 - scale, 1))


def check_scale(name: str, value: float) -> None:
    """Errors: SettingsError unless 0 <= value <= LARGEST_SCALE."""
    if not 0 <= value <= LARGEST_SCALE:
        raise SettingsError(f"{name} must be 0 to {LARGEST_SCALE:g}, got {value:g}")


def check_share(name: str, value: float) -> None:
    """Errors: SettingsError unless 0 <= value <= 1."""
    if not 0 <= value <= 1:
        raise SettingsError(f"{name} must be 0 to 1, got {value:g}")


def _alone(conditions: Conditions) -> Branches:
    return Branches.of(conditions.image, 0.0, (conditions.text, 1, 1))
