"""Tool `image_transform` on what is selected: paints there what the prompt says."""

from __future__ import annotations

from functools import partial

import numpy as np
from chatbrush_models.diffusion import inpainting, latents
from chatbrush_models.diffusion.guidance import Guidance, TwoWay
from chatbrush_models.diffusion_tools.model import DiffusionToolModel, Picture
from chatbrush_models.diffusion_tools.soft_mask import change_of
from chatbrush_models.edit_contract import EditRequest
from chatbrush_models.seam import with_matched_edge
from numpy.typing import NDArray


class TritonPythonModel(DiffusionToolModel):
    """image uint8 [H,W,3], mask uint8 [H,W], prompt -> image; sides as in config.pbtxt.

    guidance_scale (7.5) follows the prompt and leaves the negative prompt; strength < 1 begins at
    the noised picture; soft_edge > 0 keeps what is at the mask's edge for the first steps;
    match_colour brings the colours inside to what they should be along the mask's edge. One step a
    UNet call, one to decode. Pixels outside the mask come back nearly as they were: who calls
    pastes them back.
    Source: Rombach et al. 2022, arXiv:2112.10752, section 4.5.
    """

    def guidance(self, request: EditRequest) -> Guidance:
        """Steer by prompt against negative prompt."""
        return TwoWay(
            scale=request.number("guidance_scale"), rescale=self.settings.guidance_rescale
        )

    def prepare(self, request: EditRequest, rng: np.random.Generator) -> Picture:
        """Encode the picture without what is masked; the UNet gets that and the mask."""
        images = latents.images_from_picture(request.image)
        mask = inpainting.mask_images(request.mask, *request.image.shape[:2])
        draw = partial(latents.sample, rng=rng)
        masked = self.scaled(self.latents_of(inpainting.masked_images(images, mask), draw))
        cells = inpainting.latent_mask(mask)
        condition = inpainting.condition(cells, masked)
        softness = request.number("soft_edge")
        keeps = self.settings.keep_known or softness > 0
        if not keeps and request.number("strength") == 1:
            return Picture(condition)
        source = self.scaled(self.latents_of(images, draw))
        known = inpainting.Known(source, change_of(cells, softness)) if keeps else None
        return Picture(condition, source, known)

    def finished(self, request: EditRequest, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Match the colours where that is asked for."""
        if not request.flag("match_colour") or request.mask is None:
            return picture
        return with_matched_edge(picture, request.image, request.mask)
