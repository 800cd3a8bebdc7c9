"""Opens an ONNX graph on the CPU under OpenVINO."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openvino
from numpy.typing import NDArray

from chatbrush_models.freed_memory import REST_SECONDS, Rest, give_back, keep_freed

Shapes = dict[str, tuple[int, ...]]
ONNX_OF_OPENVINO = {
    "boolean": "tensor(bool)",
    "u8": "tensor(uint8)",
    "i8": "tensor(int8)",
    "i32": "tensor(int32)",
    "i64": "tensor(int64)",
    "f16": "tensor(float16)",
    "f32": "tensor(float)",
    "f64": "tensor(double)",
}
KEPT_SHAPES = 2


@dataclass(frozen=True)
class GraphTensor:
    """An input or output in ONNX Runtime's terms; None for an axis of any size."""

    name: str
    type: str
    shape: tuple[int | None, ...]


class OpenVinoNetwork:
    """A compiled graph that answers like an ONNX Runtime session, one run at a time.

    What a run computed in between is given back when nothing came for REST_SECONDS: for MobileSAM's
    encoder 80 MB, for MI-GAN 110; its pages fault again at the next run, a tenth of its time.
    """

    def __init__(self, graph: Path, threads: int, precision: str, usual: Shapes) -> None:
        """Compile the graph.

        threads: 0 = all cores. precision: "fp32", or "bf16", which is FP32 on a processor that
        cannot multiply BF16. usual: empty, or shapes of the inputs; then the graph is compiled for
        fixed shapes, for these at once and for others when a request brings them.
        """
        self._core = openvino.Core()
        self._graph = graph
        self._options: dict[str, Any] = {
            "INFERENCE_PRECISION_HINT": {"fp32": "f32", "bf16": "bf16"}[precision],
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,
        }
        self._fixed = bool(usual)
        self._compiled: OrderedDict[tuple[Any, ...], openvino.CompiledModel] = OrderedDict()
        self._lock = threading.Lock()
        self._rest = Rest(REST_SECONDS, self._give_back)
        model = self._core.read_model(graph)
        self._inputs = [_described(port) for port in model.inputs]
        self._outputs = [_described(port) for port in model.outputs]
        keep_freed()
        self._network(usual)
        give_back()

    def get_inputs(self) -> Sequence[GraphTensor]:
        """Tell what the graph takes."""
        return self._inputs

    def get_outputs(self) -> Sequence[GraphTensor]:
        """Tell what the graph gives."""
        return self._outputs

    def run(self, names: Sequence[str], feed: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Return the named outputs. Errors: RuntimeError with OpenVINO's words."""
        with self._lock:
            self._rest.put_off()
            network = self._network({name: array.shape for name, array in feed.items()})
            outputs = network.create_infer_request().infer(dict(feed))
            arrays = [np.array(outputs[name]) for name in names]
            self._rest.begin()
            return arrays

    def _network(self, shapes: Shapes) -> openvino.CompiledModel:
        """Compile for these shapes where shapes are fixed, once for all where they are not."""
        key = tuple(sorted(shapes.items())) if self._fixed else ()
        if key not in self._compiled:
            model = self._core.read_model(self._graph)
            if self._fixed:
                model.reshape({name: list(shape) for name, shape in shapes.items()})
            self._compiled[key] = self._core.compile_model(model, "CPU", self._options)
            while len(self._compiled) > KEPT_SHAPES:
                self._compiled.popitem(last=False)
        self._compiled.move_to_end(key)
        return self._compiled[key]

    def _give_back(self) -> None:
        with self._lock:
            for network in self._compiled.values():
                network.release_memory()
        give_back()


def _described(port: openvino.Output) -> GraphTensor:
    kind = port.get_element_type().get_type_name()
    shape = port.get_partial_shape()
    sizes = () if shape.rank.is_dynamic else (_size(axis) for axis in shape)
    return GraphTensor(port.get_any_name(), ONNX_OF_OPENVINO.get(kind, kind), tuple(sizes))


def _size(axis: openvino.Dimension) -> int | None:
    return None if axis.is_dynamic else int(axis.get_length())
