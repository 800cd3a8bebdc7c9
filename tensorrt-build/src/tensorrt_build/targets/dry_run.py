"""Tells what a build would do, with no GPU and no TensorRT: work, sizes, times, memory.

Sizes follow from the graphs. Times of TensorRT are an estimate: its builder times candidates for
each convolution and matrix product, SECONDS_A_PRODUCT on a data-centre GPU at the
usual effort; it is printed as one.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx

from tensorrt_build.engine.from_onnx import EngineOptions
from tensorrt_build.graph.memory import memory_of, served_graph
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.operator_gate import (
    TYPE_NAMES,
    OperatorTable,
    operator_table,
    problems_of_model,
)
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification
from tensorrt_build.repository.model_config import read_config
from tensorrt_build.targets.cards import memory_table, time_table
from tensorrt_build.targets.tensorrt import graph_shapes
from tensorrt_build.weights.manifest import Recipe

PRODUCTS = ("Conv", "ConvTranspose", "Gemm", "MatMul")
SECONDS_A_PRODUCT = 0.3
BYTES = {"FP32": 4, "INT64": 8, "FP16": 2, "INT32": 4, "UINT8": 1, "INT8": 1, "BOOL": 1}
HALF = 2


@dataclass(frozen=True)
class Work:
    """What a graph costs: numbers of its weights, and products to find a tactic for."""

    numbers: int
    bytes: int
    products: int


def plan_of_work(
    maker: OnnxMaker, target: str, source: Path, only: Sequence[str], options: EngineOptions
) -> str:
    """Describe the build of every network of `source`, or of those named, for a person."""
    configs = [read_config(path) for path in sorted(source.glob("*/config.pbtxt"))]
    names = [c.name for c in configs if c.is_network and (not only or c.name in only)]
    lines = [f"Target {target}. Nothing is done."]
    if target == "tensorrt":
        lines[0] += f" Options: {options}."
    table = operator_table()
    graphs: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            recipe = maker.manifest.recipes.get(name)
            graph = _readable_graph(maker, recipe, Path(folder)) if recipe else None
            lines += ["", *_network(maker, target, name, table, graph)]
            if graph is not None and recipe is not None and recipe.tensorrt:
                graphs[name] = graph
        if target == "tensorrt":
            known = {name: graph for name, graph in graphs.items() if name in NETWORKS}
            memories = {name: memory_of(graph, NETWORKS[name]) for name, graph in known.items()}
            times = time_table(known)
            lines += ["", *memory_table(memories), *(["", *times] if times else [])]
    return "\n".join(lines)


def _network(
    maker: OnnxMaker, target: str, name: str, table: OperatorTable, graph: Path | None
) -> list[str]:
    recipe = maker.manifest.recipes.get(name)
    if recipe is None:
        return [f"{name}: left out; {maker.lacking(name)}"]
    lines = [name]
    for weights in (maker.manifest.weights[file] for file in recipe.files):
        there = "installed" if maker.weights.has(weights) else "to be pulled"
        lines.append(f"  weights   {weights.name}, {weights.size / 1e6:.0f} MB, {there}")
    lines.append(f"  model     {_origin(recipe)}")
    work = work_of(graph) if graph else None
    if target != "tensorrt" or not recipe.tensorrt:
        runs = "Python backend" if target == "cpu" else "ONNX Runtime backend"
        size = f", {work.bytes / 1e6:.0f} MB" if work else ""
        return [*lines, f"  result    model.onnx for the {runs}, FP32{size}"]
    specification = NETWORKS.get(name)
    if specification is None:
        return [*lines, "  result    none: networks/catalogue.py does not specify it"]
    return lines + _plan_lines(specification, graph, work, table)


def _plan_lines(
    specification: Specification, graph: Path | None, work: Work | None, table: OperatorTable
) -> list[str]:
    precision = specification.precision.upper()
    kept = ", ".join((*specification.float32_operators, *specification.float32_nodes))
    lines = [f"  precision {precision}" + (f", FP32 for {kept}" if kept else "")]
    profile = specification.planned.profile
    if profile is not None:
        shapes = "; ".join(
            f"{name} {_shape(least)}..{_shape(most)}, tuned for {_shape(usual)}"
            for name, (least, usual, most) in profile.shapes.items()
        )
        lines.append(f"  profile   {shapes}")
    lines.append(f"  graphs    {_captured(specification)}")
    if graph is None or work is None:
        return [*lines, "  operators known once the weights are here"]
    problems = problems_of_model(served_graph(graph, specification), table)
    verdict = f"refused, {problems[0]}" if problems else "all on the list"
    lines.append(f"  operators {verdict} (TensorRT {table.version})")
    size = work.numbers * HALF if precision == "FP16" else work.bytes
    seconds = work.products * SECONDS_A_PRODUCT
    return [
        *lines,
        f"  result    a plan of about {size / 1e6:.0f} MB, "
        f"built in about {math.ceil(seconds / 60)} min (estimates)",
    ]


def _captured(specification: Specification) -> str:
    count = len(graph_shapes(specification.planned))
    without = f"; without one: {specification.uncaptured}" if specification.uncaptured else ""
    return f"{count or 'none'} captured{without}"


def work_of(graph: Path) -> Work:
    """Count a graph's weights and products; weights that lie elsewhere count by their shape."""
    model = onnx.load(graph, load_external_data=False)
    numbers = size = 0
    for tensor in model.graph.initializer:
        count = math.prod(tensor.dims)
        numbers += count
        size += count * BYTES.get(TYPE_NAMES.get(tensor.data_type, ""), 4)
    products = sum(node.op_type in PRODUCTS for node in model.graph.node)
    return Work(numbers, size, products)


def _origin(recipe: Recipe) -> str:
    if recipe.graph:
        return f"graphs/{recipe.graph} filled with the weights"
    if recipe.adapter:
        return f"the published graph, adapted by {recipe.adapter}"
    return "the published graph as it is"


def _readable_graph(maker: OnnxMaker, recipe: Recipe, folder: Path) -> Path | None:
    """Find the graph, or make a published one in `folder`; None where its weights are not here."""
    graph = maker.graph(recipe)
    if graph is not None:
        return graph if graph.exists() else None
    if maker.lacking(recipe.model):
        return None
    model = folder / f"{recipe.model}.onnx"
    maker.make(recipe.model, model)
    return model


def _shape(shape: Sequence[int]) -> str:
    return "x".join(map(str, shape))
