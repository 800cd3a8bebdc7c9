"""Tool `background_erase`: cuts out what is not selected; the rest becomes transparent."""

from __future__ import annotations

import numpy as np
from chatbrush_models.cut_out import Subject
from chatbrush_models.edit_contract import EditError, EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3 or 4], mask uint8 [H,W] = the background -> image [H,W,4]; one step."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Take the background away. Errors: EditError MASK_COVERS_ALL."""
        if request.mask.all():
            raise EditError(
                "MASK_COVERS_ALL", "everything is background; leave the subject unselected"
            )
        progress.begin(1)
        subject = Subject.before(request.image, request.mask, request.alpha)
        before = 255 if request.alpha is None else request.alpha
        progress.grew(
            (subject.opacity != before) | (subject.colours != request.image).any(axis=2),
            request.mask,
        )
        return with_alpha(subject.colours, subject.opacity)
