"""Rewrites tests/golden from the published MobileSAM code (needs requirements-parity.txt).

Run: PYTHONPATH=src python tools/golden.py WEIGHTS_FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from tensorrt_build.golden import SEED, digest, inputs_of
from tensorrt_build.manifest import MODULE_FOLDER, read_manifest
from tensorrt_build.networks.parity import published_outputs
from tensorrt_build.networks.published_mobile_sam import published_mobile_sam
from tensorrt_build.networks.registry import NETWORKS
from tensorrt_build.torch_archive import TorchArchive

TOLERANCE = 1e-4


def main(weights_folder: Path) -> None:
    """Write NAME.npz and NAME.json of each network."""
    weights = read_manifest().weights["mobile_sam"]
    with TorchArchive(weights_folder / weights.file) as checkpoint:
        state = {key: torch.from_numpy(checkpoint.read(key).copy()) for key in checkpoint.names()}
    published = published_mobile_sam(state)
    folder = MODULE_FOLDER / "tests" / "golden"
    for name, network in NETWORKS.items():
        inputs = inputs_of(name)
        tensors = tuple(torch.from_numpy(inputs[key]) for key in network.inputs)
        found = [output.numpy() for output in published_outputs(published, name, tensors)]
        np.savez_compressed(
            folder / f"{name}.npz", **digest(dict(zip(network.outputs, found, strict=True)))
        )
        sidecar = {
            "generator": f"tools/golden.py: the published code, torch {torch.__version__}, CPU",
            "inputs": f"tensorrt_build.golden.inputs_of('{name}'), seed {SEED}",
            "weights_sha256": weights.sha256,
            "tolerance": TOLERANCE,
            "tolerance_means": "largest difference, as a part of the largest absolute value",
        }
        (folder / f"{name}.json").write_text(json.dumps(sidecar, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
