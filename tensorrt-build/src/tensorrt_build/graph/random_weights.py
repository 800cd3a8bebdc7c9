"""Random weights for a weightless graph, so that real shapes, memory and speed need no download."""

from __future__ import annotations

import math
import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

from tensorrt_build.errors import ArchiveError, BuildError
from tensorrt_build.graph.fill import fill, weightless
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest

GRAPHS = MODULE_FOLDER / "graphs"
# Standard deviation of a filter's sum over its inputs, for inputs of 1. What an attention or a
# residual block adds stays below what it adds to, for many follow each other. LaMa's batch norms do
# not bring numbers back to 1, so its few other layers must keep them.
GAIN = 0.5
GAINS = (
    (re.compile(r"generator\.model\.([5-9]|1\d|2[0-2])\."), 0.6),  # residual blocks
    (re.compile(r"generator\.model\.(24|27|30)\."), 2.0),  # transposed: half of the inputs
    (re.compile(r"generator\.model\."), 1.4),
)


class RandomCheckpoint:
    """A checkpoint of the graph's names and shapes whose tensors are made as they are read.

    A tensor depends on its name and the seed alone. Norms stay near the identity and filters keep
    the size of what they filter, so that numbers stay finite through a whole network.
    """

    def __init__(self, graph: Path, seed: int) -> None:
        model = onnx.load(graph, load_external_data=False)
        self._tensors = {tensor.name: tensor for tensor in weightless(model)}
        self._normed = _weights_of_norms(model)
        self._seed = seed

    def names(self) -> list[str]:
        """Names of the graph's weights."""
        return list(self._tensors)

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor."""
        return tuple(self._tensor(name).dims)

    def read(self, name: str) -> NDArray[Any]:
        """Make one tensor, float32 or the graph's whole numbers."""
        tensor = self._tensor(name)
        kind = np.dtype(helper.tensor_dtype_to_np_dtype(tensor.data_type))
        shape = tuple(tensor.dims)
        if kind != np.float32:
            raise BuildError(f"'{name}' is {kind}; random weights are float32")
        random = np.random.default_rng([self._seed, zlib.crc32(name.encode())])
        values: NDArray[np.float32] = random.standard_normal(shape, np.float32)
        if name.endswith("running_var"):
            return np.float32(1) + np.float32(0.1) * np.abs(values)
        if name in self._normed and name.endswith("weight"):
            return 1 + 0.05 * values
        if len(shape) < 2:
            return 0.02 * values
        if "embedding" in name:
            return 0.1 * values
        values *= _gain(name) / math.sqrt(math.prod(shape[1:]))
        return values

    def _tensor(self, name: str) -> onnx.TensorProto:
        if name not in self._tensors:
            raise ArchiveError(f"the graph has no weight '{name}'")
        return self._tensors[name]


def random_model(
    name: str,
    target: Path,
    seed: int = 0,
    precision: str = "fp32",
    specification: Specification | None = None,
) -> None:
    """Write network `name` at full size with random weights to `target` (and `target`.data).

    specification: as which it is filled; that of the catalogue where it is None.
    Errors: BuildError for a network without a weightless graph.
    """
    graph = graph_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    fill(graph, RandomCheckpoint(graph, seed), target, precision, specification or NETWORKS[name])


def graph_of(name: str) -> Path:
    """Return the weightless graph of a network, which several may share. Errors: BuildError."""
    recipe = read_manifest().recipes.get(name)
    graph = GRAPHS / ((recipe and recipe.graph) or f"{name}.onnx")
    if not graph.is_file():
        known = ", ".join(sorted(path.stem for path in GRAPHS.glob("*.onnx")))
        raise BuildError(f"'{name}' has no weightless graph; these have: {known}")
    return graph


def _gain(name: str) -> float:
    return next((gain for pattern, gain in GAINS if pattern.match(name)), GAIN)


def _weights_of_norms(model: onnx.ModelProto) -> set[str]:
    """Return what scales something: the one-dimensional weights."""
    return {t.name for t in weightless(model) if len(t.dims) == 1}
