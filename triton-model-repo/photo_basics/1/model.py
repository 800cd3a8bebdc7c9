"""Tool `photo_basics`: crop, rotate, flip, straighten, resize and extend."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from chatbrush_models.basics.edits import ExtendEdit
from chatbrush_models.basics.extend import Extension
from chatbrush_models.basics.frame import apply
from chatbrush_models.basics.margins import Margins
from chatbrush_models.basics.painter import Painter
from chatbrush_models.basics.parse import parse
from chatbrush_models.edit_contract import EditRequest, with_alpha
from chatbrush_models.edit_progress import Progress
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3|4], prompt -> image of any size; one step an edit, and one to finish.

    An edit that adds room takes a step for each call of the network that fills it. Where the tool
    `chatbrush.paints_with` is there, what is too wide to be filled is painted by it; its steps are
    steps of this edit.
    """

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Carry out the prompt's edits in their order. Errors: EditError, as basics tells."""
        edits = parse(request.prompt)
        progress.begin(len(edits) + 1)
        picture = with_alpha(request.image, request.alpha)
        for number, edit in enumerate(edits):
            if isinstance(edit, ExtendEdit):
                left = len(edits) - number
                for filled in self._extended(picture, edit, left, request, progress):
                    picture = filled
                    progress.step(preview=partial(np.copy, filled))
            else:
                picture = apply(picture, edit)
                progress.step(preview=picture.copy)
        return picture

    def _extended(
        self,
        picture: np.ndarray,
        edit: ExtendEdit,
        left: int,
        request: EditRequest,
        progress: Progress,
    ) -> Iterator[np.ndarray]:
        """Yield the wider picture as it is filled; left: steps of the request after this edit."""
        said, (height, width) = self.config.parameters, picture.shape[:2]
        tool = said.get("chatbrush.paints_with", "")
        margins = Margins.of(edit, width, height, bool(tool) and self.networks.is_ready(tool))
        painted = margins.is_wide(width, height)
        extension = Extension(picture, margins, painted)
        steps = self.config.integer("chatbrush.paints_steps", 20) if painted else 0
        progress.begin(progress.done + extension.calls * (steps + 1) + left)
        if not painted:
            return extension.steps(self._network, request.random())
        words = said.get("chatbrush.paints_prompt", ""), said.get("chatbrush.paints_not", "")
        painter = Painter(self.networks, tool, *words, steps, request.seed, progress.step)
        return extension.steps(painter, request.random())

    def _network(self, image: np.ndarray, keep: np.ndarray) -> np.ndarray:
        return self.call("migan", {"image": image, "mask": keep}, "result")
