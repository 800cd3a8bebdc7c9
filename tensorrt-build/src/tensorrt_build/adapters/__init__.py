"""Whole published networks, given the inputs and outputs that their config.pbtxt has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnx

from tensorrt_build.adapters.open_words import grounding_dino, owlv2
from tensorrt_build.adapters.sam2 import sam2_decoder, sam2_encoder
from tensorrt_build.adapters.u2net import u2netp
from tensorrt_build.errors import BuildError

FORM = "adapters 2"  # raise it when the same file shall give another graph

ADAPTERS: dict[str, Callable[[Path], onnx.ModelProto]] = {
    "sam2_encoder": sam2_encoder,
    "sam2_decoder": sam2_decoder,
    "u2netp": u2netp,
    "owlv2": owlv2,
    "grounding_dino": grounding_dino,
}


def adapt(name: str, weights: Path, output: Path) -> None:
    """Write the adapted network of the file `weights` at `output`.

    Errors: BuildError for an unknown adapter and for a file that is not the network it knows.
    """
    if name not in ADAPTERS:
        raise BuildError(f"there is no adapter '{name}'; there are {', '.join(sorted(ADAPTERS))}")
    model = ADAPTERS[name](weights)
    onnx.checker.check_model(model)
    onnx.save(model, output)
