"""Compares our module, the published code and the filled graph on the same inputs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.parity_check import difference_of
from tensorrt_build.graph.run_check import onnx_outputs
from tensorrt_build.networks.catalogue import traced
from tensorrt_build.networks.empty_weights import built_with
from tensorrt_build.networks.full_size import MODULES
from tensorrt_build.networks.published import published
from tensorrt_build.networks.tracing import example_inputs
from tensorrt_build.weights.checkpoint import Checkpoint

Inputs = tuple[Tensor, ...]
SEED = 20231


def compare_all(name: str, checkpoint: Checkpoint, filled: Path) -> dict[str, Any]:
    """Return the differences of each case: graph to module, module to published code.

    The model runs before the modules exist, so that only one of them takes memory at a time.
    Errors: BuildError naming the case whose difference is above the specification's tolerance.
    """
    inputs = cases(name)
    graph = {case: model_outputs(filled, name, values) for case, values in inputs.items()}
    module = built_with(MODULES[name], checkpoint)
    ours = {case: module_outputs(module, values) for case, values in inputs.items()}
    run_published = published(name, checkpoint, module)
    compared = {}
    for case, values in inputs.items():
        with torch.inference_mode():
            theirs = run_published(values)
        compared[case] = {
            "module_to_published": difference(name, theirs, ours[case]),
            "graph_to_module": difference(name, ours[case], graph[case]),
        }
        _check(name, case, compared[case])
    return compared


def module_outputs(module: nn.Module, inputs: Inputs) -> list[Tensor]:
    """Run `module` and return its outputs as a list."""
    with torch.inference_mode():
        found = module(*inputs)
    return list(found) if isinstance(found, tuple) else [found]


def model_outputs(model: Path, name: str, inputs: Inputs) -> list[Tensor]:
    """Run the filled model under ONNX Runtime."""
    specification = traced(name)
    names = [tensor.name for tensor in specification.inputs]
    found = onnx_outputs(model, {n: v.numpy() for n, v in zip(names, inputs, strict=True)})
    return [torch.from_numpy(found[tensor.name]) for tensor in specification.outputs]


def difference(name: str, expected: list[Tensor], found: list[Tensor]) -> dict[str, Any]:
    """Measure the output that differs most; `relative` is the part of the largest |expected|."""
    measured = []
    for tensor, one, other in zip(traced(name).outputs, expected, found, strict=True):
        if one.shape != other.shape:
            raise BuildError(
                f"{name}: output '{tensor.name}' is {tuple(other.shape)}, "
                f"expected {tuple(one.shape)}"
            )
        gap = difference_of(one.numpy(), other.numpy(), masks="mask" in tensor.name)
        measured.append({"output": tensor.name} | asdict(gap))
    return max(measured, key=lambda one: one["relative"])


def cases(name: str) -> dict[str, Inputs]:
    """Return inputs to compare on: the specification's example; each kind of prompt of a click."""
    inputs = example_inputs(traced(name), seed=SEED)
    if name != "mobile_sam_decoder":
        return {"example": inputs}
    embedding, coords, _, mask, _ = inputs
    yes, no = torch.ones(1), torch.zeros(1)
    pad = torch.zeros(1, 2)
    one, three = torch.cat([coords[:1], pad]), torch.cat([coords[:3], pad])
    labels = {1: torch.tensor([1.0, -1.0]), 3: torch.tensor([1.0, 0.0, 1.0, -1.0])}
    box = torch.tensor([2.0, 3.0])
    mixed = torch.tensor([1.0, 2.0, 3.0])
    return {
        "one point": (embedding, one, labels[1], torch.zeros_like(mask), no),
        "three points": (embedding, three, labels[3], torch.zeros_like(mask), no),
        "point and earlier mask": (embedding, one, labels[1], mask, yes),
        "box": (embedding, coords[:2], box, torch.zeros_like(mask), no),
        "point and box": (embedding, coords[:3], mixed, torch.zeros_like(mask), no),
    }


def _check(name: str, case: str, compared: dict[str, dict[str, Any]]) -> None:
    allowed = traced(name).tolerance
    for pair, gap in compared.items():
        if not gap["relative"] <= allowed:
            raise BuildError(
                f"{name}, {case}, {pair}: '{gap['output']}' differs by {gap['relative']:.1e} of "
                f"its largest value, allowed is {allowed:.1e}; the graph was not written"
            )
