"""Builds, checks and times plans of full-size networks on the GPU of this machine.

Weights are random: time, memory and fusion do not depend on them, and halves are compared with FP32
on the same ones. What it prints stands beside the estimates of `--dry-run`.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tensorrt_build.engine.from_onnx import EngineOptions, build_engine
from tensorrt_build.engine.package import find_gpu, load_tensorrt
from tensorrt_build.engine.runner import LoadedPlan
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.attention import attentions
from tensorrt_build.graph.batch_axis import put_batch_axis
from tensorrt_build.graph.memory import memory_of, served_graph
from tensorrt_build.graph.parity_check import compare
from tensorrt_build.graph.random_weights import graph_of, random_model
from tensorrt_build.graph.run_check import check_finite, onnx_outputs, random_inputs
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.targets.cards import EDITS
from tensorrt_build.targets.tensorrt import TOLERANCES

DEFAULT = (  # the quick ones first, so that least is lost where time runs out
    *("mobile_sam_decoder", "mobile_sam_encoder", "lama"),
    *("clip_text_encoder", "vae_encoder", "vae_decoder"),
    *("sd_inpaint_unet", "pix2pix_unet", "sd_inpaint_fast_unet"),
)
# Milliseconds on an H100 or H200, of the networks alone.
GOALS = {"inpaint": 200.0, "fast": 60.0, "pix2pix": 280.0, "erase": 15.0, "first": 15.0}
HEADER = """\
| network | built s | one run ms | context MB, counted | fused attention | largest shape | differs |
|---|---|---|---|---|---|---|"""


def measured(
    trt: Any,  # noqa: ANN401 - a package without types
    name: str,
    effort: int,
    runs: int,
    folder: Path,
    say: Callable[[str], None],
) -> float:
    """Build one plan, print its row and return milliseconds of a run. Errors: BuildError."""
    specification = NETWORKS[name]
    graph = graph_of(name)
    whole, typed = folder / f"{name}.onnx", folder / f"typed.{name}.onnx"
    random_model(name, whole, 1)
    random_model(name, typed, 1, specification.precision)
    for file in (whole, typed):
        put_batch_axis(file, specification)
    specification = specification.planned
    began = time.monotonic()
    cache = folder / "timing.cache"
    options = EngineOptions(effort=effort)
    plan = LoadedPlan(trt, build_engine(trt, typed, specification.profile, options, cache))
    built = time.monotonic() - began
    inputs = random_inputs(specification, specification.at(1))
    found, seconds = plan.timed(inputs, runs)
    differs = _difference(name, whole, inputs, found)
    check_finite(name, plan.outputs(random_inputs(specification, specification.at(2))))
    expected = len(attentions(served_graph(graph, NETWORKS[name]).graph))
    counted = memory_of(graph, NETWORKS[name]).context / 1e6
    say(
        f"| `{name}` | {built:.0f} | {seconds * 1e3:.2f} | {plan.context_bytes / 1e6:.0f}, "
        f"{counted:.0f} | {plan.fused_attentions()} of {expected} | runs | {differs} |"
    )
    for file in folder.glob(f"*{name}.onnx*"):
        file.unlink()
    return seconds * 1e3


def _difference(name: str, whole: Path, inputs: dict[str, Any], found: dict[str, Any]) -> str:
    tolerance = TOLERANCES[NETWORKS[name].precision]
    try:
        report = compare(name, onnx_outputs(whole, inputs), found, tolerance)
    except BuildError as error:
        return f"**{error}**"
    worst = max(gap["relative"] for gap in report.values() if isinstance(gap, dict))
    return f"{worst:.1e} of {tolerance:.0e}"


def edits(times: dict[str, float]) -> list[str]:
    """Say how long what people do takes, beside the goals; what was not built is left out."""
    lines = ["", "| edit | ms | goal | |", "|---|---|---|---|"]
    for title, calls in EDITS.items():
        if calls.keys() <= times.keys():
            total = sum(count * times[name] for name, count in calls.items())
            goal = GOALS[title.split()[0].rstrip(",")]
            lines.append(_row(title, total, goal))
    return lines


def _row(title: str, milliseconds: float, goal: float) -> str:
    met = "met" if milliseconds <= goal else "**missed**"
    return f"| {title} | {milliseconds:.1f} | {goal:.0f} | {met} |"


def main(arguments: Sequence[str] | None = None, say: Callable[[str], None] = print) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", nargs="+", default=DEFAULT, choices=sorted(NETWORKS))
    parser.add_argument("--effort", type=int, default=2, choices=range(6))
    parser.add_argument("--runs", type=int, default=50)
    options = parser.parse_args(arguments)
    trt = load_tensorrt()
    gpu = find_gpu()
    say(f"{gpu.name}, {gpu.memory / 1e9:.0f} GB, TensorRT {trt.__version__}\n\n{HEADER}")
    times, began = {}, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.networks:
            try:
                times[name] = measured(trt, name, options.effort, options.runs, Path(folder), say)
            except BuildError as error:
                say(f"| `{name}` | **{error}** | | | | | |")
            except Exception as error:  # of TensorRT or ONNX Runtime: the others are tried too
                traceback.print_exc()
                say(f"| `{name}` | **{type(error).__name__}: {error}** | | | | | |")
    for line in edits(times):
        say(line)
    say(f"\n{len(times)} of {len(options.networks)} networks in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except BuildError as fault:
        raise SystemExit(f"error: {fault}") from None
