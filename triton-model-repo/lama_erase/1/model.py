"""Tool `object_erase`: takes out what the mask marks and fills the place (LaMa, any size)."""

from __future__ import annotations

from functools import partial

import numpy as np
from chatbrush_models.edit_contract import EditError, EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.erase.lama import fill_with_lama
from chatbrush_models.erase.left_over import with_left_over
from chatbrush_models.erase.plan import plan_windows
from chatbrush_models.opacity import continued
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3|4], mask uint8 [H,W] -> image; one step a window, one to finish."""

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Fill window after window. Errors: EditError MASK_COVERS_ALL."""
        if request.mask.all():
            raise EditError(
                "MASK_COVERS_ALL", "everything is selected; leave some of the picture to fill from"
            )
        hole = with_left_over(request.image, request.mask, self.reach)
        progress.grew(hole, request.mask)
        windows = plan_windows(hole)
        progress.begin(len(windows) + 1)
        alpha = None if request.alpha is None else continued(request.alpha, hole)
        picture = request.image
        random = request.random()
        steps = fill_with_lama(request.image, hole, windows, self._network, random, self.on_plans)
        for filled in steps:
            picture = filled
            progress.step(preview=partial(with_alpha, filled, alpha))
        return with_alpha(picture, alpha)

    def _network(self, image: np.ndarray, mask: np.ndarray) -> np.ndarray:
        return self.call("lama", {"image": image, "mask": mask}, "output")
