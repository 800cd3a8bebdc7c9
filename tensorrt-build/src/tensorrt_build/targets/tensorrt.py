"""The target `tensorrt`: plans for the GPU of this machine, ONNX Runtime for what is left."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx

from tensorrt_build.engine.from_onnx import EngineOptions, build_engine
from tensorrt_build.engine.package import Gpu, find_gpu, load_tensorrt
from tensorrt_build.engine.runner import LoadedPlan
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.attention import attentions
from tensorrt_build.graph.batch_axis import put_batch_axis
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.operator_gate import operator_table, problems_of_file
from tensorrt_build.graph.parity_check import compare
from tensorrt_build.graph.recorded import recorded_inputs
from tensorrt_build.graph.run_check import (
    Arrays,
    check_finite,
    check_warm_ups,
    onnx_outputs,
    random_inputs,
)
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
        return f"tensorrt 3\n{self.gpu.architecture} {self.trt.__version__} {self.options}"

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
        for made in (reference, model):
            put_batch_axis(made, specification)
        config, specification = config_of_plan(config, specification), specification.planned
        checks["operators"] = _check_operators(config.name, model)
        plan = build_engine(self.trt, model, specification.profile, self.options, self.cache)
        checks |= self._checked(config, specification, reference, LoadedPlan(self.trt, plan))
        checks["attention"]["graph"] = count_attentions(model)
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
            "profile": dict(specification.profile.shapes) if specification.profile else None,
        }
        described = PlanFile(file, self.gpu.capability, graph_shapes(specification))
        return tensorrt_config(config, version, described), checks

    @property
    def _fallback(self) -> OnnxRuntimeTarget:
        return OnnxRuntimeTarget(self.maker, self.name)

    def _checked(
        self, config: ModelConfig, specification: Specification, reference: Path, plan: LoadedPlan
    ) -> dict[str, Any]:
        """Hold the plan beside the FP32 model, and run it where a server will.

        Errors: BuildError where it differs, gives NaN or infinity, or does not run at its largest
        shapes or at those that the server warms it up with: that would be found out there.
        """
        parity = {
            case: compare(
                specification.name,
                onnx_outputs(reference, inputs),
                plan.outputs(inputs),
                TOLERANCES[specification.precision],
            )
            for case, inputs in _cases(specification, reference).items()
        }
        largest = specification.at(2)
        check_finite(specification.name, plan.outputs(random_inputs(specification, largest)))
        check_warm_ups(specification.name, config.warm_ups, plan.outputs)
        return {
            "parity": parity,
            "context_bytes": plan.context_bytes,
            "attention": {"fused": plan.fused_attentions()},
        }


def _cases(specification: Specification, reference: Path) -> dict[str, Arrays]:
    """Make inputs to compare on: of the usual shape, for a UNet as a loop sends them."""
    if specification.guided:
        steps = recorded_inputs(specification, reference)
        return {f"step {number} of a loop": inputs for number, inputs in enumerate(steps, start=1)}
    return {"usual shape": random_inputs(specification, specification.at(1))}


def count_attentions(model: Path) -> int:
    """Count what TensorRT can fuse in the model that a plan is built of."""
    return len(attentions(onnx.load(model, load_external_data=False).graph))


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


def config_of_plan(config: ModelConfig, specification: Specification) -> ModelConfig:
    """Return the configuration that a network's plan is served by."""
    return config.with_largest_batch(specification.planned.largest_batch)


def graph_shapes(specification: Specification) -> tuple[GraphShape, ...]:
    """Shapes to capture as CUDA graphs: the sizes that tools send, for each number of pictures.

    specification: as its plan has it. Other shapes run without a graph.
    """
    if not specification.captured:
        return ()
    _, usual, largest = specification.sizes[BATCH]
    return tuple(
        GraphShape(
            batch, {tensor.name: _without_batch(tensor, sizes) for tensor in specification.inputs}
        )
        for sizes in specification.captured
        for batch in range(usual, largest + 1, usual)
    )


def _without_batch(tensor: TensorSpecification, sizes: Mapping[str, int]) -> tuple[int, ...]:
    return tensor.shape({BATCH: 0, **sizes})[1:]


def _check_operators(network: str, model: Path) -> str:
    table = operator_table()
    problems = problems_of_file(model, table)
    if problems:
        raise BuildError(
            f"{network}: TensorRT {table.version} would refuse it:\n  " + "\n  ".join(problems)
        )
    return f"all of them are on the list of TensorRT {table.version}"
