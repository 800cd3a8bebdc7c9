"""The target `tensorrt`: plans for the GPU of this machine, ONNX Runtime for what is left."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.engine.from_onnx import EngineOptions, build_engine
from tensorrt_build.engine.package import Gpu, find_gpu, load_tensorrt
from tensorrt_build.engine.runner import engine_outputs
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.operator_gate import operator_table, problems_of_file
from tensorrt_build.graph.parity_check import compare
from tensorrt_build.graph.run_check import onnx_outputs, random_inputs
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import BATCH, Specification, TensorSpecification
from tensorrt_build.repository.model_config import (
    GraphShape,
    ModelConfig,
    PlanFile,
    tensorrt_config,
)
from tensorrt_build.targets.onnx import ONNX_FILE, OnnxRuntimeTarget, make_checked_onnx

# Largest difference of a plan from its FP32 model, as a part of the output's largest value.
TOLERANCES = {"fp32": 1e-3, "fp16": 3e-2}
TIMING_CACHE = "timing.cache"
GRAPH_USERS = (1, 2, 4)


@dataclass(frozen=True)
class TensorRtTarget:
    """Builds plans with `trt` (NVIDIA's package) on `gpu`; `cache` keeps timings for next time."""

    maker: OnnxMaker
    trt: Any
    gpu: Gpu
    options: EngineOptions
    cache: Path
    name: str = "tensorrt"

    def form(self, network: str) -> str:
        """Another GPU, another TensorRT or other options mean another plan."""
        if not self.maker.recipe(network).tensorrt:
            return self._fallback.form(network)
        return f"tensorrt 1\n{self.gpu.architecture} {self.trt.__version__} {self.options}"

    def make(self, config: ModelConfig, version: int, folder: Path) -> tuple[str, dict[str, Any]]:
        """Put the plan into `folder`. Errors: BuildError when gate, build or parity fail."""
        if not self.maker.recipe(config.name).tensorrt:
            return self._fallback.make(config, version, folder)
        specification = NETWORKS.get(config.name)
        if specification is None:
            raise BuildError(f"{config.name}: networks/catalogue.py does not specify it")
        reference, model = folder / ONNX_FILE, folder / f"typed.{ONNX_FILE}"
        checks = make_checked_onnx(self.maker, config, reference)
        self.maker.make(config.name, model, specification.precision)
        checks["operators"] = _check_operators(config.name, model)
        profiles = specification.profiles
        plan = build_engine(self.trt, model, profiles, self.options, self.cache)
        checks["parity"] = self._compare(specification, reference, plan)
        for path in folder.iterdir():  # the ONNX files and their external data
            path.unlink()
        file = plan_name(config.name, self.gpu, self.trt.__version__)
        (folder / file).write_bytes(plan)
        checks["plan"] = {
            "gpu": self.gpu.name,
            "architecture": self.gpu.architecture,
            "tensorrt": self.trt.__version__,
            "options": str(self.options),
            "precision": specification.precision,
            "profiles": {profile.name: dict(profile.shapes) for profile in profiles},
        }
        graphs = graph_shapes(specification)
        described = PlanFile(file, self.gpu.capability, len(profiles), graphs)
        return tensorrt_config(config, version, described), checks

    @property
    def _fallback(self) -> OnnxRuntimeTarget:
        return OnnxRuntimeTarget(self.maker, self.name)

    def _compare(self, specification: Specification, reference: Path, plan: bytes) -> Any:  # noqa: ANN401
        inputs = random_inputs(specification, specification.example)
        return compare(
            specification.name,
            onnx_outputs(reference, inputs),
            engine_outputs(self.trt, plan, 0, inputs),
            TOLERANCES[specification.precision],
        )


def tensorrt_target(maker: OnnxMaker, options: argparse.Namespace) -> TensorRtTarget:
    """Find package and GPU. Errors: BuildError that says what is missing."""
    cache = options.output.parent / f".{options.output.name}.{TIMING_CACHE}"
    return TensorRtTarget(maker, load_tensorrt(), find_gpu(), engine_options(options), cache)


def engine_options(options: argparse.Namespace) -> EngineOptions:
    """Read the command line's options of the target."""
    return EngineOptions(options.refit, options.weight_streaming, options.tf32, options.effort)


def plan_name(network: str, gpu: Gpu, version: str) -> str:
    """File name of a plan: a plan runs on one architecture and one version of TensorRT."""
    return f"{network}.{gpu.architecture}.trt{version}.plan"


def graph_shapes(specification: Specification) -> tuple[GraphShape, ...]:
    """Shapes to capture as CUDA graphs: each profile's usual one, for one, two and four users.

    Other shapes run without a graph. A network of fixed shapes needs none said.
    """
    shapes = []
    for sizes in specification.sizes.values():
        usual = {axis: bounds[1] for axis, bounds in sizes.items()}
        dims = {tensor.name: _without_batch(tensor, usual) for tensor in specification.inputs}
        _, one, largest = sizes.get(BATCH, (0, 0, 0))
        batches = [one * users for users in GRAPH_USERS if one * users <= largest] if one else [0]
        shapes += [GraphShape(batch, dims) for batch in batches]
    return tuple(shapes)


def _without_batch(tensor: TensorSpecification, sizes: Mapping[str, int]) -> tuple[int, ...]:
    shape = tensor.shape(sizes)
    return shape[1:] if tensor.dims[:1] == (BATCH,) else shape


def _check_operators(network: str, model: Path) -> str:
    table = operator_table()
    problems = problems_of_file(model, table)
    if problems:
        raise BuildError(
            f"{network}: TensorRT {table.version} would refuse it:\n  " + "\n  ".join(problems)
        )
    return f"all of them are on the list of TensorRT {table.version}"
