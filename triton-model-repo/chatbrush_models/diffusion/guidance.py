"""Classifier-free guidance: several conditions in one network call, then one prediction.

Sources: Ho & Salimans 2022, arXiv:2207.12598, eq. 6 (two-way); Brooks et al. 2023
(InstructPix2Pix), arXiv:2211.09800, eq. 3 (three-way); Lin et al. 2023, arXiv:2305.08891,
eq. 14 to 16 (rescale).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.diffusion.errors import SettingsError

LARGEST_SCALE = 100.0


@dataclass(frozen=True)
class Conditions:
    """What steers the network, one picture: float32 arrays.

    text, negative_text: embeddings [1,77,D]; negative_text is that of "" where there is none.
    image: [1,C,h,w], appended to the noise latents in the channel axis: the source's latents
    (InstructPix2Pix, C = 4) or `inpainting.condition` (C = 5).
    """

    text: Floats
    negative_text: Floats
    image: Floats


@dataclass(frozen=True)
class Branches:
    """One network call: G conditions in the batch axis, the same objects at every step.

    embeddings: float32 [G,77,D]; image: float32 [G,C,h,w]; merge: [G,4,h,w] → [1,4,h,w].
    """

    embeddings: Floats
    image: Floats
    merge: Callable[[Floats], Floats]

    @property
    def count(self) -> int:
        """G, the batch size of the call."""
        return len(self.embeddings)


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
        """Order of the branches: negative, text."""
        if self.scale <= 1:
            return (Phase(1.0, _alone(conditions)),)
        branches = Branches(
            np.concatenate([conditions.negative_text, conditions.text]),
            np.concatenate([conditions.image, conditions.image]),
            self._merge,
        )
        return (Phase(1.0, branches),)

    def _merge(self, predictions: Floats) -> Floats:
        negative, text = predictions[:1], predictions[1:2]
        return rescaled(negative + self.scale * (text - negative), text, self.rescale)


@dataclass(frozen=True)
class ThreeWay(Guidance):
    """Text and source picture, each with its own scale, as InstructPix2Pix.

    One branch where scale <= 1 or image_scale < 1. drop_image_after: share of the steps, 0..1,
    after which the fully unconditional branch is left out and image_scale counts as 1: a third of
    the network's work saved, the coarse layout being settled by then; 1 = never.
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
        text, negative, image = conditions.text, conditions.negative_text, conditions.image
        three = Branches(
            np.concatenate([text, negative, negative]),
            np.concatenate([image, image, np.zeros_like(image)]),
            self._merge_three,
        )
        if self.drop_image_after == 1:
            return (Phase(1.0, three),)
        two = Branches(
            np.concatenate([text, negative]), np.concatenate([image, image]), self._merge_two
        )
        return Phase(self.drop_image_after, three), Phase(1.0, two)

    def _merge_three(self, predictions: Floats) -> Floats:
        text, image, nothing = predictions[:1], predictions[1:2], predictions[2:3]
        merged = nothing + self.scale * (text - image) + self.image_scale * (image - nothing)
        return rescaled(merged, text, self.rescale)

    def _merge_two(self, predictions: Floats) -> Floats:
        text, image = predictions[:1], predictions[1:2]
        return rescaled(image + self.scale * (text - image), text, self.rescale)


def rescaled(merged: Floats, text: Floats, share: float) -> Floats:
    """Bring the guided prediction's std back toward that of the text branch. share: 0..1."""
    if share == 0:
        return merged
    same_std = merged * (text.std() / merged.std())
    return share * same_std + (1 - share) * merged


def check_scale(name: str, value: float) -> None:
    """Errors: SettingsError unless 0 <= value <= LARGEST_SCALE."""
    if not 0 <= value <= LARGEST_SCALE:
        raise SettingsError(f"{name} must be 0 to {LARGEST_SCALE:g}, got {value:g}")


def check_share(name: str, value: float) -> None:
    """Errors: SettingsError unless 0 <= value <= 1."""
    if not 0 <= value <= 1:
        raise SettingsError(f"{name} must be 0 to 1, got {value:g}")


def _alone(conditions: Conditions) -> Branches:
    return Branches(conditions.text, conditions.image, lambda predictions: predictions)
