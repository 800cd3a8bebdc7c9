"""Tensors that lie one behind the other in a file that names none of them (TensorFlow.js)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import ArchiveError


@dataclass(frozen=True)
class Place:
    """Where a float32 tensor begins, in bytes, and its shape."""

    offset: int
    shape: tuple[int, ...]


@dataclass(frozen=True)
class RawTensors:
    """A checkpoint of little-endian float32 numbers whose places somebody else knows."""

    path: Path
    places: Mapping[str, Place]

    def names(self) -> list[str]:
        """Names of all tensors."""
        return list(self.places)

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor, without reading it."""
        return self.places[name].shape

    def read(self, name: str) -> NDArray[Any]:
        """One tensor. Errors: ArchiveError where the file ends before it does."""
        place = self.places[name]
        count = math.prod(place.shape)
        values = np.fromfile(self.path, "<f4", count, offset=place.offset)
        if values.size != count:
            raise ArchiveError(f"{self.path.name} ends within the tensor '{name}'")
        return values.reshape(place.shape)
