"""The targets that serve a network's ONNX graph, and the checks that every target makes of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.cpu_engine import (
    REFERENCE,
    Run,
    choose_engine,
    engines_here,
    open_reference,
)
from tensorrt_build.graph.fidelity import DecoderJudge, EncoderJudge, Judge, PictureJudge
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.quantise import int8_where_it_pays
from tensorrt_build.graph.run_check import check_run, check_warm_ups, onnx_outputs
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
        recipe = self.maker.recipe(network)
        engines = " ".join(engines_here()) if recipe.judge else REFERENCE
        return f"cpu 3\nint8 {recipe.int8_loss}\n{recipe.judge} of {engines}\n{RUNNER}"

    def make(self, config: ModelConfig, version: int, folder: Path) -> tuple[str, dict[str, Any]]:
        """Put model.onnx and the runner into `folder`."""
        checks = make_checked_onnx(self.maker, config, folder / ONNX_FILE)
        loss = self.maker.recipe(config.name).int8_loss
        if loss is not None:
            checks["int8"] = int8_where_it_pays(config.name, folder / ONNX_FILE, loss)
            check_signature(config, folder / ONNX_FILE)
        (folder / "model.py").write_text(RUNNER, encoding="utf-8")
        engine = REFERENCE
        with tempfile.TemporaryDirectory() as aside:
            judge = judge_of(self.maker, config.name, Path(aside))
            if judge is not None:
                report = choose_engine(folder / ONNX_FILE, judge, engines_here())
                engine, checks["engine"] = report["chosen"], report
        return cpu_config(config, version, ONNX_FILE, engine), checks


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
        model = folder / ONNX_FILE
        checks = make_checked_onnx(self.maker, config, model)
        check_warm_ups(config.name, config.warm_ups, lambda inputs: onnx_outputs(model, inputs))
        return onnxruntime_config(config, version, self.name), checks


def judge_of(maker: OnnxMaker, network: str, aside: Path) -> Judge | None:
    """Who judges a network's engines; a network that helps is made in the folder `aside`.

    None where models.toml names no judge, or the helper lacks its weights. Errors: BuildError.
    """
    recipe = maker.recipe(network)
    if recipe.judge is None:
        return None
    if recipe.judge == "picture":
        return PictureJudge(NETWORKS[network].example["width"])
    judges: dict[str, Callable[[Run], Judge]] = {"encoder": EncoderJudge, "decoder": DecoderJudge}
    if recipe.judge not in judges or recipe.judge_with is None:
        raise BuildError(f"{network}: models.toml has no such judge: {recipe.judge}")
    if maker.lacking(recipe.judge_with):
        return None
    helper = aside / ONNX_FILE
    maker.make(recipe.judge_with, helper)
    return judges[recipe.judge](open_reference(helper))


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
