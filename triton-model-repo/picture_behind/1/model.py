"""Tool `background_replace`: another picture behind the subject, in place of what is selected."""

from __future__ import annotations

import numpy as np
from chatbrush_models.edit_contract import EditError, EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.grounds import before_ground, covering
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3 or 4], mask = the background, one reference -> image; one step."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Lay the subject before the picture. Errors: EditError MASK_COVERS_ALL."""
        if request.mask.all():
            raise EditError(
                "MASK_COVERS_ALL", "everything is background; leave the subject unselected"
            )
        progress.begin(1)
        ground = covering(request.references[0], request.mask.shape)
        picture, alpha = before_ground(
            request.image, request.alpha, request.mask, ground, self.reach
        )
        touched = (picture != request.image).any(axis=2)
        if alpha is not None:
            touched |= alpha != request.alpha
        progress.grew(touched, request.mask)
        return with_alpha(picture, alpha)
