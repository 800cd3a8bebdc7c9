"""What a network is, said once: its tensors, its sizes on a GPU, its precision, its checkpoint.

The ONNX export, the TensorRT profiles, the check of config.pbtxt and the fill all derive from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Dim = int | str  # a number, or the name of an axis of any size
Sizes = Mapping[str, tuple[int, int, int]]  # of each named axis: smallest, usual, largest
Shapes = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
BATCH = "batch"


@dataclass(frozen=True)
class TensorSpecification:
    """One input or output as the ONNX graph has it, the batch axis included.

    data_type: Triton's name without TYPE_, such as FP32, UINT8, INT32.
    """

    name: str
    data_type: str
    dims: tuple[Dim, ...]

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
    """One optimisation profile of a TensorRT plan.

    shapes: of each input with a named axis its smallest, usual and largest shape.
    """

    name: str
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

    precision: fp32, or fp16 where the plan computes in halves but for `float32_operators` (ONNX
    operators) and `float32_nodes` (parts of node names); where `float16_operators` names some, only
    those are halves. Inputs and outputs keep their types.
    tolerance: largest difference of the ONNX model from PyTorch, as a part of the largest value.
    example: sizes of the named axes with which the graph is traced and measured.
    """

    name: str
    inputs: tuple[TensorSpecification, ...]
    outputs: tuple[TensorSpecification, ...]
    sizes: Mapping[str, Sizes] = field(default_factory=dict)
    precision: str = "fp32"
    float32_operators: tuple[str, ...] = ()
    float32_nodes: tuple[str, ...] = ()
    float16_operators: tuple[str, ...] = ()
    checkpoint: Checkpoint = Checkpoint()
    tolerance: float = 2e-5
    example: Mapping[str, int] = field(default_factory=dict)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Optimisation profiles; none where every shape is fixed."""
        return tuple(self._profile(name, sizes) for name, sizes in self.sizes.items())

    @property
    def largest_batch(self) -> int:
        """`max_batch_size` of config.pbtxt; 0 where the network has no batch axis."""
        return max((sizes[BATCH][2] for sizes in self.sizes.values() if BATCH in sizes), default=0)

    def _profile(self, name: str, sizes: Sizes) -> Profile:
        shapes = {}
        for tensor in self.inputs:
            if tensor.is_dynamic:
                smallest, usual, largest = (
                    tensor.shape({axis: bounds[place] for axis, bounds in sizes.items()})
                    for place in range(3)
                )
                shapes[tensor.name] = (smallest, usual, largest)
        return Profile(name, shapes)
