"""Reads what Triton hands to `initialize`: the model's configuration as JSON text."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NUMPY_OF_TRITON = {
    "TYPE_BOOL": np.bool_,
    "TYPE_UINT8": np.uint8,
    "TYPE_INT8": np.int8,
    "TYPE_INT32": np.int32,
    "TYPE_INT64": np.int64,
    "TYPE_FP16": np.float16,
    "TYPE_FP32": np.float32,
    "TYPE_FP64": np.float64,
    "TYPE_STRING": np.object_,
}


@dataclass(frozen=True)
class TensorSpec:
    """One input or output: name, Triton data type and dims (-1 = any size), the batch axis too."""

    name: str
    data_type: str
    dims: tuple[int, ...]

    def mismatch(self, array: NDArray[Any]) -> str | None:
        """Say how `array` differs from this specification, or None where it fits."""
        expected = np.dtype(NUMPY_OF_TRITON[self.data_type])
        if array.dtype != expected:
            return f"'{self.name}' must be {expected} {list(self.dims)}, got {array.dtype}"
        fits = len(array.shape) == len(self.dims) and all(
            want in (-1, have) for want, have in zip(self.dims, array.shape, strict=True)
        )
        if not fits:
            return f"'{self.name}' must have shape {list(self.dims)}, got {list(array.shape)}"
        return None


@dataclass(frozen=True)
class ModelConfig:
    """The parts of a model's configuration that its code uses."""

    name: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    parameters: dict[str, str]
    version_folder: Path
    max_batch_size: int = 0  # 0 = no batch axis, one request at a time

    @classmethod
    def from_args(cls, args: dict[str, str]) -> ModelConfig:
        """Parse the dictionary that the Python backend passes to `initialize`."""
        config = json.loads(args["model_config"])
        parameters = {
            key: value["string_value"] for key, value in config.get("parameters", {}).items()
        }
        folder = Path(args["model_repository"]) / args["model_version"]
        max_batch_size = int(config.get("max_batch_size", 0))
        return cls(
            name=config["name"],
            inputs=_specs(config.get("input", []), max_batch_size),
            outputs=_specs(config.get("output", []), max_batch_size),
            parameters=parameters,
            version_folder=folder,
            max_batch_size=max_batch_size,
        )

    def integer(self, key: str, default: int) -> int:
        """Parameter `key` as a whole number. Errors: ValueError that names key and value."""
        text = self.parameters.get(key, str(default))
        try:
            return int(text)
        except ValueError:
            raise ValueError(
                f"parameter '{key}' of model '{self.name}' must be a whole number, got '{text}'"
            ) from None

    def number(self, key: str, default: float) -> float:
        """Parameter `key` as a finite number. Errors: ValueError that names key and value."""
        text = self.parameters.get(key, str(default))
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise ValueError(
                f"parameter '{key}' of model '{self.name}' must be a number, got '{text}'"
            )
        return value

    def text(self, key: str) -> str:
        """Parameter `key`, which must be there. Errors: ValueError that names it."""
        value = self.parameters.get(key, "")
        if not value:
            raise ValueError(f"model '{self.name}' lacks the parameter '{key}' in config.pbtxt")
        return value


def _specs(tensors: list[dict[str, Any]], max_batch_size: int) -> tuple[TensorSpec, ...]:
    batch = (-1,) if max_batch_size > 0 else ()
    return tuple(
        TensorSpec(t["name"], t["data_type"], (*batch, *(int(d) for d in t["dims"])))
        for t in tensors
    )
