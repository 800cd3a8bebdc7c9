"""The targets that serve a network's ONNX graph, and the checks that every target makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.quantise import int8_where_it_pays
from tensorrt_build.graph.run_check import check_run
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.repository.model_config import ModelConfig, cpu_config, onnxruntime_config
from tensorrt_build.targets.config_check import config_problems
from tensorrt_build.targets.signature import check_signature

ONNX_FILE = "model.onnx"
RUNNER = '''"""Runs the graph beside this file under ONNX Runtime."""

from chatbrush_models.onnx_runner import TritonPythonModel

__all__ = ["TritonPythonModel"]
'''


@dataclass(frozen=True)
class CpuTarget:
    """The server that `./chatbrush up` starts."""

    maker: OnnxMaker
    name: str = "cpu"

    def form(self, network: str) -> str:
        """Raise the number when the same inputs shall give another result."""
        return f"cpu 2\nint8 {self.maker.recipe(network).int8_loss}\n{RUNNER}"

    def make(self, config: ModelConfig, version: int, folder: Path) -> tuple[str, dict[str, Any]]:
        """Put model.onnx and the runner into `folder`."""
        checks = make_checked_onnx(self.maker, config, folder / ONNX_FILE)
        loss = self.maker.recipe(config.name).int8_loss
        if loss is not None:
            checks["int8"] = int8_where_it_pays(config.name, folder / ONNX_FILE, loss)
            check_signature(config, folder / ONNX_FILE)
        (folder / "model.py").write_text(RUNNER, encoding="utf-8")
        return cpu_config(config, version, ONNX_FILE), checks


@dataclass(frozen=True)
class OnnxRuntimeTarget:
    """NVIDIA's container without TensorRT plans; `name` is the target that it works for."""

    maker: OnnxMaker
    name: str = "onnxruntime"

    def form(self, network: str) -> str:
        """Raise the number when the same inputs shall give another result."""
        return "onnxruntime 1"

    def make(self, config: ModelConfig, version: int, folder: Path) -> tuple[str, dict[str, Any]]:
        """Put model.onnx into `folder`."""
        checks = make_checked_onnx(self.maker, config, folder / ONNX_FILE)
        return onnxruntime_config(config, version, self.name), checks


def make_checked_onnx(maker: OnnxMaker, config: ModelConfig, target: Path) -> dict[str, Any]:
    """Make a network's ONNX model; hold it against config.pbtxt, its specification and a run.

    Errors: BuildError naming the tensor.
    """
    check_specification(config)
    maker.make(config.name, target)
    check_signature(config, target)
    return {"signature": "equals config.pbtxt", "run": check_run(config.name, target)}


def check_specification(config: ModelConfig) -> None:
    """Errors: BuildError with all that config.pbtxt and networks/catalogue.py differ in."""
    specification = NETWORKS.get(config.name)
    problems = config_problems(specification, config) if specification else []
    if problems:
        raise BuildError("\n".join(problems))
