"""Tool `photo_basics`: crop, rotate, flip, straighten, resize and extend."""

from __future__ import annotations

from functools import partial

import numpy as np
from chatbrush_models.basics.edits import ExtendEdit
from chatbrush_models.basics.extend import Extension, Margins
from chatbrush_models.basics.frame import apply
from chatbrush_models.basics.parse import parse
from chatbrush_models.edit_contract import EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3|4], prompt -> image of any size; one step an edit, and one to finish.

    An edit that adds room takes a step for each call of the network that fills it.
    """

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Carry out the prompt's edits in their order. Errors: EditError EDIT_REFUSED."""
        edits = parse(request.prompt)
        progress.begin(len(edits) + 1)
        picture = with_alpha(request.image, request.alpha)
        for number, edit in enumerate(edits):
            if isinstance(edit, ExtendEdit):
                height, width = picture.shape[:2]
                extension = Extension(picture, Margins.of(edit, width, height))
                progress.begin(progress.done + extension.calls + len(edits) - number)
                for filled in extension.steps(self._network, request.random()):
                    picture = filled
                    progress.step(preview=partial(np.copy, filled))
            else:
                picture = apply(picture, edit)
                progress.step(preview=picture.copy)
        return picture

    def _network(self, image: np.ndarray, keep: np.ndarray) -> np.ndarray:
        return self.call("migan", {"image": image, "mask": keep}, "result")
