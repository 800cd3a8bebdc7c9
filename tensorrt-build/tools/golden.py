"""Rewrites tests/golden from the published code (needs requirements-parity.txt).

Run: PYTHONPATH=src python tools/golden.py WEIGHTS_FOLDER
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tensorrt_build.graph.golden import GOLDEN, RANDOM_SEED, SEED, digest, inputs_of
from tensorrt_build.graph.random_weights import RandomCheckpoint
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.empty_weights import built_with
from tensorrt_build.networks.full_size import MODULES
from tensorrt_build.networks.published import published
from tensorrt_build.weights.checkpoint import Checkpoint, open_checkpoint
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest

TOLERANCE = 1e-4


def main(weights_folder: Path) -> None:
    """Write NAME.npz and NAME.json of each network."""
    folder = MODULE_FOLDER / "tests" / "golden"
    for name in GOLDEN:
        inputs = inputs_of(name)
        network = NETWORKS[name]
        with _weights(name, weights_folder) as (checkpoint, said):
            run = published(name, checkpoint, built_with(MODULES[name], checkpoint))
            with torch.inference_mode():
                found = run(tuple(torch.from_numpy(inputs[t.name]) for t in network.inputs))
        outputs = {t.name: array.numpy() for t, array in zip(network.outputs, found, strict=True)}
        np.savez_compressed(folder / f"{name}.npz", **digest(outputs))
        sidecar = {
            "generator": f"tools/golden.py: the published code, torch {torch.__version__}, CPU",
            "inputs": f"tensorrt_build.graph.golden.inputs_of('{name}'), seed {SEED}",
            "weights": said,
            "tolerance": TOLERANCE,
            "tolerance_means": "largest difference, as a part of the largest absolute value",
        }
        (folder / f"{name}.json").write_text(json.dumps(sidecar, indent=2) + "\n")


@contextlib.contextmanager
def _weights(name: str, folder: Path) -> Iterator[tuple[Checkpoint, str]]:
    manifest = read_manifest()
    if not name.startswith("mobile_sam"):
        graph = manifest.graphs_folder / f"{name}.onnx"
        yield RandomCheckpoint(graph, RANDOM_SEED), f"random, seed {RANDOM_SEED}"
        return
    weights = manifest.weights["mobile_sam"]
    with open_checkpoint(folder / weights.file) as checkpoint:
        yield checkpoint, f"SHA-256 {weights.sha256}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
