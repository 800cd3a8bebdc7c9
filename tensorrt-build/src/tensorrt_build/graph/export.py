"""Exports one of our PyTorch modules to its weightless graph, with a report of its parity.

For developers: needs requirements-parity.txt. The graph is written only when module, published code
and filled graph agree: with the real weights where the weights folder has them, else with random
ones of full size, which the report says.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.fill import fill
from tensorrt_build.graph.random_weights import RandomCheckpoint
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.networks.catalogue import traced
from tensorrt_build.report import tool_versions
from tensorrt_build.weights.checkpoint import open_checkpoint
from tensorrt_build.weights.manifest import Manifest

RANDOM_SEED = 1


def export(manifest: Manifest, name: str, weights_folder: Path) -> dict[str, Any]:
    """Write graphs/NAME.onnx and graphs/NAME.parity.json; return the report.

    Errors: BuildError where torch is missing, the name is unknown or the outputs differ.
    """
    try:
        import torch

        from tensorrt_build.graph import parity, weightless_graph
        from tensorrt_build.networks import full_size, tracing
    except ImportError as error:
        raise BuildError(f"{error}; install requirements-parity.txt to export") from error
    if name not in full_size.MODULES:
        raise BuildError(f"'{name}' cannot be exported; {', '.join(full_size.MODULES)} can")
    began = time.monotonic()
    graph = weightless_graph.weightless_graph(name).SerializeToString(deterministic=True)
    weights = _weights(manifest, name, weights_folder)
    with tempfile.TemporaryDirectory() as folder:
        weightless, filled = Path(folder, "graph.onnx"), Path(folder, "model.onnx")
        weightless.write_bytes(graph)
        report: dict[str, Any] = {
            "network": name,
            "opset": tracing.OPSET,
            "graph_sha256": sha256_of_file(weightless),
            "tolerance": traced(name).tolerance,
        }
        if weights is None:
            random = RandomCheckpoint(weightless, RANDOM_SEED)
            report["weights"] = f"random, seed {RANDOM_SEED}"
            fill(weightless, random, filled, specification=traced(name))
            report["cases"] = parity.compare_all(name, random, filled)
        else:
            report |= {"weights": weights.name, "weights_sha256": sha256_of_file(weights)}
            with open_checkpoint(weights) as checkpoint:
                fill(weightless, checkpoint, filled, specification=traced(name))
                report["cases"] = parity.compare_all(name, checkpoint, filled)
    report["seconds"] = round(time.monotonic() - began, 1)
    report["tools"] = tool_versions() | {"torch": torch.__version__}
    _publish(manifest.graphs_folder, name, graph, report)
    return report


def _weights(manifest: Manifest, name: str, folder: Path) -> Path | None:
    recipe = manifest.recipes.get(name)
    path = folder / manifest.weights[recipe.weights].file if recipe else None
    return path if path and path.is_file() else None


def _publish(folder: Path, name: str, graph: bytes, report: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(graph)
    text = json.dumps(report, indent=2) + "\n"
    (folder / f"{name}.parity.json").write_text(text, encoding="utf-8")
