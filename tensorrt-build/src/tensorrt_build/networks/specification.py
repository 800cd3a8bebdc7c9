"""What a network is, said once: its tensors, its sizes on a GPU, its precision, its checkpoint.

The ONNX export, the TensorRT profiles, the check of config.pbtxt and the fill all derive from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from tensorrt_build.networks.draws import Draw, Values, by_type

Dim = int | str  # a number, or the name of an axis of any size
Sizes = Mapping[str, tuple[int, int, int]]  # of each named axis: smallest, usual, largest
Shapes = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
BATCH = "batch"
NUMPY_TYPES: Mapping[str, type] = {
    "FP32": np.float32,
    "FP16": np.float16,
    "UINT8": np.uint8,
    "INT32": np.int32,
    "INT64": np.int64,
}


@dataclass(frozen=True)
class TensorSpecification:
    """One input or output as the ONNX graph has it, the batch axis included.

    data_type: Triton's name without TYPE_, such as FP32, UINT8, INT32. draw: makes numbers as
    people send them; None for what fits the type.
    """

    name: str
    data_type: str
    dims: tuple[Dim, ...]
    draw: Draw | None = None

    @property
    def dtype(self) -> type:
        """NumPy's type."""
        return NUMPY_TYPES[self.data_type]

    def example(self, random: np.random.Generator, sizes: Mapping[str, int]) -> Values:
        """Make an input at these sizes of the named axes, in the tensor's type."""
        draw = self.draw or by_type(self.data_type)
        return draw(random, self.shape(sizes)).astype(self.dtype)

    @property
    def of_one(self) -> TensorSpecification:
        """The same with a batch axis, of length 1."""
        return replace(self, dims=(1, *self.dims))

    @property
    def is_dynamic(self) -> bool:
        """Whether an axis may have any size."""
        return any(isinstance(dim, str) for dim in self.dims)

    @property
    def dynamic_axes(self) -> dict[int, str]:
        """Number and name of each axis of any size."""
        return {number: dim for number, dim in enumerate(self.dims) if isinstance(dim, str)}

    def shape(self, sizes: Mapping[str, int]) -> tuple[int, ...]:
        """Shape when the named axes have these sizes."""
        return tuple(sizes[dim] if isinstance(dim, str) else dim for dim in self.dims)


@dataclass(frozen=True)
class Profile:
    """The optimisation profile of a TensorRT plan.

    shapes: of each input with a named axis its smallest, usual and largest shape.
    """

    shapes: Mapping[str, Shapes]


@dataclass(frozen=True)
class Checkpoint:
    """How the weights file names the graph's tensors.

    prefixes: what may stand before each name. aliases: parts of names and what older files call
    them. unused: prefixes of tensors that the file may hold and the graph has no use for.
    """

    prefixes: tuple[str, ...] = ("",)
    aliases: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Specification:
    """One network of the Triton repository.

    sizes: bounds of each named axis. One set: a plan keeps a context for each profile, and each of
    them takes the memory of its largest shapes. captured: sizes of the named axes, the batch
    excepted, that Triton captures as CUDA graphs: what its callers send. uncaptured: what else they
    may send, and why it runs without one.
    precision: fp32, or fp16 where the plan computes in halves but for `float32_operators` (ONNX
    operators) and `float32_nodes` (parts of node names); where `float16_operators` names some, only
    those are halves. Inputs and outputs keep their types.
    tolerance: largest difference of the ONNX model from PyTorch, as a part of the largest value.
    example: sizes of the named axes with which the graph is traced and measured.
    guided: a UNet, around whose published graph `graph/guided.py` puts the guidance.
    """

    name: str
    inputs: tuple[TensorSpecification, ...]
    outputs: tuple[TensorSpecification, ...]
    sizes: Sizes = field(default_factory=dict)
    captured: tuple[Mapping[str, int], ...] = ()
    uncaptured: str = ""
    precision: str = "fp32"
    float32_operators: tuple[str, ...] = ()
    float32_nodes: tuple[str, ...] = ()
    float16_operators: tuple[str, ...] = ()
    checkpoint: Checkpoint = Checkpoint()
    tolerance: float = 2e-5
    example: Mapping[str, int] = field(default_factory=dict)
    guided: bool = False

    @property
    def planned(self) -> Specification:
        """The network as its plan has it: with a batch axis of 1 where it has none by itself.

        Triton looks a captured graph up by the number of pictures in the run, which is 1, and
        captures those of a network without that axis under 0 (`graph/batch_axis.py`).
        """
        if BATCH in self.sizes or not self.captured:
            return self
        return replace(
            self,
            inputs=tuple(tensor.of_one for tensor in self.inputs),
            outputs=tuple(tensor.of_one for tensor in self.outputs),
            sizes={**self.sizes, BATCH: (1, 1, 1)},
        )

    @property
    def profile(self) -> Profile | None:
        """The optimisation profile; none where every shape is fixed."""
        shapes = {}
        for tensor in self.inputs:
            if tensor.is_dynamic:
                smallest, usual, largest = (tensor.shape(self.at(place)) for place in range(3))
                shapes[tensor.name] = (smallest, usual, largest)
        return Profile(shapes) if shapes else None

    def at(self, place: int) -> dict[str, int]:
        """Sizes of all named axes: the smallest (0), usual (1) or largest (2)."""
        return {**self.example, **{axis: bounds[place] for axis, bounds in self.sizes.items()}}

    def shapes(self, sizes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
        """Shape of each input at these sizes of the named axes."""
        return {tensor.name: tensor.shape(sizes) for tensor in self.inputs}

    @property
    def largest_batch(self) -> int:
        """`max_batch_size` of config.pbtxt; 0 where the network has no batch axis."""
        return self.sizes[BATCH][2] if BATCH in self.sizes else 0
