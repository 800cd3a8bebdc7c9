"""Tool `photo_basics`: crop, rotate, flip, straighten and resize."""

from __future__ import annotations

import numpy as np
from chatbrush_models.basics.frame import apply
from chatbrush_models.basics.parse import parse
from chatbrush_models.edit_contract import EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3|4], prompt -> image of any size; one step an edit, and one to finish."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Carry out the prompt's edits in their order. Errors: EditError EDIT_REFUSED."""
        edits = parse(request.prompt)
        progress.begin(len(edits) + 1)
        picture = with_alpha(request.image, request.alpha)
        for edit in edits:
            picture = apply(picture, edit)
            progress.step(preview=picture.copy)
        return picture
