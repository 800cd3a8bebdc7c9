"""What each command does. Heavy imports (onnx, onnxruntime, torch) wait until they are needed."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from tensorrt_build.errors import BuildError
from tensorrt_build.repository import tool_config
from tensorrt_build.repository.plans import problems_of_plans, problems_of_server
from tensorrt_build.repository.verify import problems_of_repository, problems_of_weights
from tensorrt_build.repository.versions import roll_back
from tensorrt_build.weights import listing
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.licences import Consent
from tensorrt_build.weights.manifest import Weights, read_manifest
from tensorrt_build.weights.progress import progress_for
from tensorrt_build.weights.pull import puller_for
from tensorrt_build.weights.remove import remove

if TYPE_CHECKING:
    from tensorrt_build.graph.onnx_from_weights import OnnxMaker
    from tensorrt_build.repository.target import Target

OFFLINE = "HF_HUB_OFFLINE"
YES = ("1", "ON", "YES", "TRUE")  # as the hub's own client reads it


def pull(options: argparse.Namespace) -> int:
    """Download weights, after consent to their licences."""
    manifest = read_manifest()
    wanted = manifest.select(options.names)
    folder = WeightsFolder(options.weights)
    absent = [weights for weights in wanted if not folder.has(weights)]
    ask = input if sys.stdin.isatty() and not options.json_progress else None
    say = _to_error if options.json_progress else print
    Consent(manifest, options.weights, ask, say).require(absent, options.accept_licences)
    offline = options.offline or os.environ.get(OFFLINE, "").upper() in YES
    progress = progress_for(options.json_progress)
    puller_for(options.weights, progress, offline, options.local).pull(wanted)
    return 0


def list_weights(options: argparse.Namespace) -> int:
    """Print the table, or JSON."""
    form = listing.as_json if options.json else listing.as_table
    print(form(read_manifest(), WeightsFolder(options.weights)))
    return 0


def verify(options: argparse.Namespace) -> int:
    """Hash weights and repository, and ask the server; 1 when something is wrong."""
    if options.server and not options.repository:
        raise BuildError("--server needs an assembled repository to compare with: --repository")
    every = list(read_manifest().weights.values())
    problems = problems_of_weights(every, WeightsFolder(options.weights))
    if options.repository:
        problems += problems_of_repository(options.repository)
        problems += problems_of_plans(options.repository)
        if options.server:
            problems += problems_of_server(options.repository, options.server)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("everything is as it should be")
    return 1 if problems else 0


def remove_weights(options: argparse.Namespace) -> int:
    """Delete weights."""
    wanted: list[Weights] = read_manifest().select(options.names)
    for line in remove(wanted, WeightsFolder(options.weights), options.forget):
        print(line)
    return 0


def build(options: argparse.Namespace) -> int:
    """Make the named networks."""
    return _assemble(options, options.names)


def assemble(options: argparse.Namespace) -> int:
    """Make the whole repository."""
    return _assemble(options, [])


def _assemble(options: argparse.Namespace, only: list[str]) -> int:
    from tensorrt_build.graph.onnx_from_weights import OnnxMaker
    from tensorrt_build.repository.assemble import Assembly

    maker = OnnxMaker(read_manifest(), WeightsFolder(options.weights))
    if options.dry_run:
        from tensorrt_build.targets.dry_run import plan_of_work
        from tensorrt_build.targets.tensorrt import engine_options

        print(plan_of_work(maker, options.target, options.source, only, engine_options(options)))
        return 0
    Assembly(maker, _target(maker, options), options.source, options.output).run(only)
    return 0


def _target(maker: OnnxMaker, options: argparse.Namespace) -> Target:
    from tensorrt_build.targets.onnx import CpuTarget, OnnxRuntimeTarget

    if options.target == "cpu":
        return CpuTarget(maker)
    if options.target == "onnxruntime":
        return OnnxRuntimeTarget(maker)
    from tensorrt_build.targets.tensorrt import tensorrt_target

    return tensorrt_target(maker, options)


def complete(options: argparse.Namespace) -> int:
    """Write tensors and published lists into the tools' configurations, in place."""
    for name in tool_config.complete(options.source):
        print(f"{name}: written")
    return 0


def rollback(options: argparse.Namespace) -> int:
    """Serve another version of a network."""
    print(roll_back(options.output, options.name, options.to))
    return 0


def export_graph(options: argparse.Namespace) -> int:
    """Export a network's weightless graph (needs PyTorch)."""
    from tensorrt_build.graph.export import export

    report = export(read_manifest(), options.name, options.weights)
    for case, differences in report["cases"].items():
        print(f"{case}: " + ", ".join(f"{k} {v['relative']:.1e}" for k, v in differences.items()))
    return 0


def random(options: argparse.Namespace) -> int:
    """Write a network at full size with random weights."""
    from tensorrt_build.graph.random_weights import random_model

    target = options.output / f"{options.name}.onnx"
    random_model(options.name, target, options.seed, options.precision)
    print(f"{target}: random weights, seed {options.seed}, {options.precision}")
    return 0


def gate(options: argparse.Namespace) -> int:
    """Hold ONNX files against TensorRT's list of operators; 1 when one has what it cannot take."""
    from tensorrt_build.graph.operator_gate import operator_table, problems_of_file

    table = operator_table()
    failed = False
    for file in options.files:
        problems = problems_of_file(file, table)
        failed |= bool(problems)
        print(f"{file}: {'refused' if problems else f'TensorRT {table.version} takes it'}")
        for problem in problems:
            print(f"  {problem}")
    return 1 if failed else 0


def _to_error(line: str) -> None:
    print(line, file=sys.stderr)
