"""Tool `image_transform` without a GPU: named looks, recolouring, painted styles."""

from __future__ import annotations

from functools import partial

import numpy as np
from chatbrush_models.edit_contract import EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.ground import laid_behind
from chatbrush_models.looks.parse import parse
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3|4], prompt, mask optional -> image; one step a look, and one to finish."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Apply the looks in the prompt's order. Errors: EditError LOOK_UNKNOWN, MASK_NEEDED."""
        wishes = parse(request.prompt)
        progress.begin(len(wishes) + 1)
        strength = request.number("strength")
        tools = Tools(request.random(), self._styles)
        picture, alpha = request.image, request.alpha
        if alpha is not None:
            picture, alpha, wishes = laid_behind(picture, alpha, request.mask, wishes, self.reach)
        steps = apply_wishes(
            picture, request.mask, wishes, strength, tools, self.reach, request.whole_side
        )
        for changed in steps:
            picture = changed
            progress.step(preview=partial(with_alpha, changed, alpha))
        if request.mask is not None:
            touched = (picture != request.image).any(axis=2)
            if alpha is not None:
                touched |= alpha != request.alpha
            progress.grew(touched, request.mask)
        return with_alpha(picture, alpha)

    def _styles(self, image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return self.call("fast_styles", {"image": image, "style_weights": weights}, "stylized")
