"""Tool `image_transform` on a whole picture: edits it as an instruction says (InstructPix2Pix)."""

from __future__ import annotations

import numpy as np
from chatbrush_models.diffusion.guidance import Guidance, ThreeWay
from chatbrush_models.diffusion.latents import images_from_picture
from chatbrush_models.diffusion_tools.model import DiffusionToolModel, Picture
from chatbrush_models.edit_contract import EditRequest


class TritonPythonModel(DiffusionToolModel):
    """image uint8 [H,W,3], prompt -> image; sides as in the parameters of config.pbtxt.

    guidance_scale (7) follows the instruction, image_guidance_scale (1.5) keeps to the picture, up
    to image_guidance_until (1) of the steps: from there on a step has two branches for three;
    strength < 1 begins at the noised picture. One step a UNet call, one to decode.
    Source: Brooks et al. 2023, arXiv:2211.09800.
    """

    def guidance(self, request: EditRequest) -> Guidance:
        """Steer by text and by picture."""
        return ThreeWay(
            scale=request.number("guidance_scale"),
            image_scale=request.number("image_guidance_scale"),
            rescale=self.settings.guidance_rescale,
            drop_image_after=request.number("image_guidance_until"),
        )

    def prepare(self, request: EditRequest, rng: np.random.Generator) -> Picture:
        """Encode to the most likely latents, unscaled, as the UNet was trained (section 3.2)."""
        del rng
        image = self.latents_of(images_from_picture(request.image))
        return Picture(condition=image, source=self.scaled(image))
