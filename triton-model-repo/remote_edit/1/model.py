"""Tool `image_transform`, made by another server behind OpenAI's `/v1/images/edits`."""

from __future__ import annotations

import os

import numpy as np
import triton_python_backend_utils as pb_utils
from chatbrush_models.edit_contract import EditRequest
from chatbrush_models.edit_progress import Progress
from chatbrush_models.remote import pictures
from chatbrush_models.remote.openai_edits import Server
from chatbrush_models.tool_model import EditToolModel


class TritonPythonModel(EditToolModel):
    """image uint8 [H,W,3], mask uint8 [H,W] or none, prompt -> image; one step, one to finish.

    Pixels outside the mask may come back changed: who calls pastes them back.
    """

    def initialize(self, args: dict[str, str]) -> None:
        """Read where to send edits. Errors: TritonModelException that names what is missing."""
        super().initialize(args)
        try:
            variable = self.config.parameters.get("chatbrush.key_variable", "")
            key = os.environ.get(variable, "").strip() if variable else ""
            if variable and not key:
                raise ValueError(f"the environment variable {variable} holds no key")
            fields = self.config.parameters.get("chatbrush.fields", "")
            pairs = (part.partition("=") for part in fields.split(",") if part.strip())
            self.server = Server(
                self.config.text("chatbrush.endpoint"),
                self.config.text("chatbrush.remote_model"),
                key,
                self.config.number("chatbrush.seconds", 120),
                tuple((name.strip(), value.strip()) for name, _, value in pairs),
            )
        except ValueError as error:
            raise pb_utils.TritonModelException(f"model '{self.config.name}': {error}") from error

    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Send, wait, read. Errors: those of `Server.edit` and `pictures.read`."""
        progress.begin(2)
        mask = None if request.mask is None else pictures.mask_png(request.mask)
        sent = pictures.png(request.image)
        answer = self.server.edit(sent, mask, request.prompt, progress.check)
        progress.step()
        return pictures.read(answer, *request.image.shape[:2])
