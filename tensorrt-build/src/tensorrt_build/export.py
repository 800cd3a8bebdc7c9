"""Exports one of our PyTorch modules to its weightless graph, with a report of its parity.

For developers: needs torch and mobilesam-mirror (requirements-parity.txt). The graph is written
only when module, published code and filled graph agree.
"""

from __future__ import annotations

import io
import json
import platform
import tempfile
import warnings
from pathlib import Path
from typing import Any

import onnx
import onnxruntime

from tensorrt_build.errors import BuildError
from tensorrt_build.fill import fill, strip_weights
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.manifest import Manifest
from tensorrt_build.torch_archive import TorchArchive

OPSET = 17
SEED = 20231


def export(manifest: Manifest, name: str, weights_folder: Path) -> dict[str, Any]:
    """Write graphs/NAME.onnx and graphs/NAME.parity.json; return the report.

    Errors: BuildError where torch is missing, the name is unknown or the outputs differ.
    """
    try:
        import torch

        from tensorrt_build.networks import mobile_sam, parity, registry
        from tensorrt_build.networks.published_mobile_sam import published_mobile_sam
    except ImportError as error:
        raise BuildError(f"{error}; install requirements-parity.txt to export") from error
    if name not in registry.NETWORKS:
        raise BuildError(f"'{name}' cannot be exported; {', '.join(registry.NETWORKS)} can")
    weights = manifest.weights[manifest.recipes[name].weights]
    network = registry.NETWORKS[name]
    with TorchArchive(weights_folder / weights.file) as checkpoint:
        state = {key: torch.from_numpy(checkpoint.read(key).copy()) for key in checkpoint.names()}
        module = mobile_sam.load(network.module(), state)
        graph = strip_weights(_traced(module, network))
        with tempfile.TemporaryDirectory() as folder:
            weightless, filled = Path(folder, "graph.onnx"), Path(folder, "model.onnx")
            onnx.save(graph, weightless)
            fill(weightless, checkpoint, filled)
            published = published_mobile_sam(state)
            report = {
                "network": name,
                "opset": OPSET,
                "graph_sha256": sha256_of_file(weightless),
                "weights": weights.file,
                "weights_sha256": weights.sha256,
                "tolerance": parity.TOLERANCE,
                "cases": _compare(name, module, published, filled),
                "versions": {
                    "python": platform.python_version(),
                    "torch": torch.__version__,
                    "onnx": onnx.__version__,
                    "onnxruntime": onnxruntime.__version__,
                },
            }
            _publish(manifest.graphs_folder, name, weightless.read_bytes(), report)
    return report


def _traced(module: Any, network: Any) -> onnx.ModelProto:  # noqa: ANN401 - torch types
    import torch

    buffer = io.BytesIO()
    with warnings.catch_warnings():  # the tracer warns of each constant shape; they are meant
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            network.example(torch.Generator().manual_seed(SEED)),
            buffer,
            input_names=list(network.inputs),
            output_names=list(network.outputs),
            dynamic_axes=network.dynamic,
            opset_version=OPSET,
            do_constant_folding=False,  # keeps every tensor as the checkpoint has it
            dynamo=False,
        )
    return onnx.load_from_string(buffer.getvalue())


def _compare(name: str, module: Any, published: Any, filled: Path) -> dict[str, dict[str, float]]:  # noqa: ANN401
    from tensorrt_build.networks import parity, registry

    network = registry.NETWORKS[name]
    compared = {}
    for case, inputs in parity.cases(name, SEED).items():
        ours = parity.module_outputs(module, inputs)
        theirs = parity.published_outputs(published, name, inputs)
        graph = parity.model_outputs(filled, network, inputs)
        compared[case] = {
            "module_to_published": parity.largest_difference(theirs, ours),
            "graph_to_module": parity.largest_difference(ours, graph),
        }
        worst = max(compared[case].values())
        if worst > parity.TOLERANCE:
            raise BuildError(f"{name}, {case}: differs by {worst}, allowed {parity.TOLERANCE}")
    return compared


def _publish(folder: Path, name: str, graph: bytes, report: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(graph)
    text = json.dumps(report, indent=2) + "\n"
    (folder / f"{name}.parity.json").write_text(text, encoding="utf-8")
