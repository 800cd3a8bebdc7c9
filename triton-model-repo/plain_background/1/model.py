"""Tool `background_erase`: plain white in place of what is selected."""

from __future__ import annotations

import numpy as np
from chatbrush_models.backdrop import paint_backdrop
from chatbrush_models.edit_contract import EditError, EditRequest, Progress
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3], mask uint8 [H,W] = the background -> image; one step."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Paint it. Errors: EditError MASK_COVERS_ALL."""
        if request.mask.all():
            raise EditError(
                "MASK_COVERS_ALL", "everything is background; leave the subject unselected"
            )
        progress.begin(1)
        return paint_backdrop(request.image, request.mask)
