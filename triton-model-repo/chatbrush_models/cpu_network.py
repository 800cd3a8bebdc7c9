"""Opens a network's graph on the CPU with the engine that config.pbtxt names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from numpy.typing import NDArray

from chatbrush_models.graph_signature import Graph, check_signature
from chatbrush_models.model_config import ModelConfig

ENGINE = "chatbrush.engine"
ENGINES = ("onnxruntime", "openvino-fp32", "openvino-bf16")


class Runs(Protocol):
    """What computes a network's outputs."""

    def run(self, names: Sequence[str], feed: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Return the named outputs."""
        ...


class CpuNetwork(Runs, Graph, Protocol):
    """An opened graph: an ONNX Runtime session, or what answers like one."""


def open_network(config: ModelConfig) -> CpuNetwork:
    """Open the graph and hold it against config.pbtxt. Errors: ValueError."""
    graph = config.version_folder / config.parameters.get("chatbrush.onnx_file", "model.onnx")
    if not graph.is_file():
        raise ValueError(
            f"model '{config.name}': no file {graph.name} in its version folder; "
            "run './chatbrush models pull' and start again"
        )
    default = int(os.environ.get("CHATBRUSH_CPU_THREADS", "0"))
    threads = config.integer("chatbrush.threads", default)
    engine = config.parameters.get(ENGINE, ENGINES[0])
    if engine not in ENGINES:
        raise ValueError(
            f"parameter '{ENGINE}' of model '{config.name}' must be one of "
            f"{', '.join(ENGINES)}, got '{engine}'"
        )
    network: CpuNetwork
    # Each engine is imported where it is used: ONNX Runtime costs a process 25 MB, OpenVINO 20.
    if engine == "onnxruntime":
        from chatbrush_models.onnx_session import OnnxNetwork

        network = OnnxNetwork(graph, threads)
    else:
        from chatbrush_models.openvino_network import OpenVinoNetwork

        precision = engine.removeprefix("openvino-")
        network = OpenVinoNetwork(graph, threads, precision, _usual_shapes(config))
    check_signature(config, network)
    return network


def _usual_shapes(config: ModelConfig) -> dict[str, tuple[int, ...]]:
    """Shapes of the inputs where all axes of any size have the usual one; empty without one."""
    size = config.integer("chatbrush.usual_size", 0)
    if size == 0:
        return {}
    return {
        spec.name: tuple(size if dim == -1 else dim for dim in spec.dims) for spec in config.inputs
    }
