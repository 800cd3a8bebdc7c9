"""The whole edit with our numerics around given networks: what the models do, without Triton."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from cases import Case
from chatbrush_models.diffusion import inpainting, latents, loop
from chatbrush_models.diffusion.guidance import Conditions

Array = np.ndarray


@dataclass(frozen=True)
class Networks:
    """Arrays in, arrays out, with the shapes of the repository's networks."""

    text: Callable[[Array], Array]
    encode: Callable[[Array], Array]
    decode: Callable[[Array], Array]
    denoise: loop.Denoise


@dataclass(frozen=True)
class Prepared:
    """What a loop starts from; source: scaled latents, None where strength is 1."""

    conditions: Conditions
    source: Array | None


@dataclass(frozen=True)
class Edited:
    """latents: float32 [steps,4,h,w], one after every step; picture: uint8 [H,W,3]."""

    latents: Array
    picture: Array


def edit(case: Case, networks: Networks, ids: Array, negative_ids: Array) -> Edited:
    """Run `case`; ids: int32 [77] of both prompts."""
    steps = run(case, prepare(case, networks, ids, negative_ids), networks.denoise)
    images = networks.decode(latents.unscale(steps[-1:]))
    return Edited(steps, latents.picture_from_images(images))


def prepare(case: Case, networks: Networks, ids: Array, negative_ids: Array) -> Prepared:
    """Encode prompts, picture and mask."""
    noise = case.noise()
    image = latents.images_from_picture(case.picture())
    source = None
    if case.strength < 1:
        source = latents.scale(latents.sample(networks.encode(image), noise["source"]))
    if case.model == "pix2pix":
        condition = latents.mode(networks.encode(image))
    else:
        mask = inpainting.mask_images(case.mask(), *image.shape[2:])
        moments = networks.encode(inpainting.masked_images(image, mask))
        masked = latents.scale(latents.sample(moments, noise["masked"]))
        condition = inpainting.condition(inpainting.latent_mask(mask), masked)
    text, negative = networks.text(ids[None]), networks.text(negative_ids[None])
    return Prepared(Conditions(text, negative, condition), source)


def run(
    case: Case, prepared: Prepared, denoise: loop.Denoise, known: inpainting.Known | None = None
) -> Array:
    """Return the latents after every step."""
    steps: list[Array] = []
    loop.run(
        case.settings,
        prepared.conditions,
        denoise,
        case.noise()["loop"],
        source=prepared.source,
        known=known,
        on_step=lambda report: steps.append(report.latents),
    )
    return np.concatenate(steps)
