"""Tool `image_transform` without a GPU: named looks, recolouring, painted styles."""

from __future__ import annotations

import numpy as np
from chatbrush_models.edit_contract import EditRequest, Progress
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.parse import parse
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3], prompt, mask optional -> image; one step a look, and one to finish."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Apply the looks in the prompt's order. Errors: EditError LOOK_UNKNOWN, MASK_NEEDED."""
        wishes = parse(request.prompt)
        progress.begin(len(wishes) + 1)
        strength = request.number("strength")
        tools = Tools(request.random(), self._styles)
        picture = request.image
        steps = apply_wishes(request.image, request.mask, wishes, strength, tools, self.reach)
        for changed in steps:
            picture = changed
            progress.step(preview=changed.copy)
        if request.mask is not None:
            progress.grew((picture != request.image).any(axis=2), request.mask)
        return picture

    def _styles(self, image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return self.call("fast_styles", {"image": image, "style_weights": weights}, "stylized")
