"""Lets another tool of the repository paint what an extension adds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditError
from chatbrush_models.network_calls import NetworkCalls

Pictures = NDArray[np.uint8]


@dataclass
class Painter:
    """An `erase.fill.Network` of an inpainting tool: each call an edit of `steps` steps.

    step: called after each of them; what it raises ends the edit. seed: of the first call, the
    next has the next one.
    """

    networks: NetworkCalls
    tool: str
    prompt: str
    negative_prompt: str
    steps: int
    seed: int
    step: Callable[[], None]

    def __call__(self, image: Pictures, keep: Pictures) -> Pictures:
        """Paint where `keep` is 0. Errors: EditError, the tool's own."""
        inputs = {
            "image": np.ascontiguousarray(image[0].transpose(1, 2, 0)),
            "mask": 255 - keep[0, 0],
            "prompt": _text(self.prompt),
            "negative_prompt": _text(self.negative_prompt),
            "steps": np.array([self.steps], np.int32),
            "seed": np.array([self.seed], np.int64),
        }
        self.seed = (self.seed + 1) % 2**63  # within int64
        painted = None
        for response in self.networks.stream(self.tool, inputs, ("step", "image")):
            if "image" in response:
                painted = response["image"].transpose(2, 0, 1)[None]
            elif "step" in response:  # the last response of all is empty
                self.step()
        if painted is None:  # an error after the first response is not handed on, only the end
            raise EditError(
                "MODEL_FAILED",
                f"'{self.tool}' broke off while it painted; try again, or extend by less",
            )
        return painted


def _text(text: str) -> NDArray[np.object_]:
    return np.array([text.encode()], np.object_)
