"""Memory and time of filling a full-size graph from a checkpoint on disk.

Writes a checkpoint with random weights, one tensor at a time, as .safetensors and as .pt, and
fills the graph from each in a process of its own. Needs 9 GB of disk for a UNet, and no PyTorch.

Run: PYTHON bench/networks/fill.py [--network pix2pix_unet] [--half]; --half: an FP16 checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

BUILD = Path(__file__).resolve().parents[2] / "tensorrt-build"
sys.path[:0] = [str(BUILD / "src"), str(BUILD / "tests")]

from checkpoints import pickled, storage_id, tensor  # noqa: E402 (found just above)
from safetensors_files import TYPES  # noqa: E402
from tensorrt_build.graph.fill import fill  # noqa: E402
from tensorrt_build.graph.random_weights import GRAPHS, RandomCheckpoint  # noqa: E402
from tensorrt_build.networks.catalogue import NETWORKS  # noqa: E402
from tensorrt_build.weights.checkpoint import open_checkpoint  # noqa: E402

STORAGES = {"float32": "FloatStorage", "float16": "HalfStorage"}


def write_safetensors(path: Path, weights: RandomCheckpoint, kind: np.dtype) -> None:
    header, end = {}, 0
    for name in weights.names():
        begin, end = end, end + math.prod(weights.shape(name)) * kind.itemsize
        place = {"dtype": TYPES[kind.name], "shape": list(weights.shape(name))}
        header[name] = place | {"data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    with path.open("wb") as stream:
        stream.write(len(text).to_bytes(8, "little") + text)
        for name in weights.names():
            weights.read(name).astype(kind).tofile(stream)


def write_torch(path: Path, weights: RandomCheckpoint, kind: np.dtype) -> None:
    content = {}
    for key, name in enumerate(weights.names()):
        shape = weights.shape(name)
        strides = tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))
        storage = storage_id(str(key), STORAGES[kind.name], math.prod(shape))
        content[name] = tensor(storage, 0, shape, strides)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("net/data.pkl", pickled(content))
        for key, name in enumerate(weights.names()):
            archive.writestr(f"net/data/{key}", weights.read(name).astype(kind).tobytes())


def filled(network: str, checkpoint: Path, target: Path) -> None:
    """Fill, and print seconds and peak memory of this process."""
    began, busy = time.perf_counter(), time.process_time()
    with open_checkpoint(checkpoint) as opened:
        fill(GRAPHS / f"{network}.onnx", opened, target, specification=NETWORKS[network])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, processor = time.perf_counter() - began, time.process_time() - busy
    size = sum(path.stat().st_size for path in target.parent.glob("model.onnx*"))
    print(f"{size / 2**20:.0f} | {processor:.1f} | {wall:.1f} | {peak:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", default="pix2pix_unet", choices=sorted(NETWORKS))
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--from", dest="checkpoint", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.checkpoint:
        filled(options.network, options.checkpoint, options.checkpoint.with_name("model.onnx"))
        return
    kind = np.dtype(np.float16 if options.half else np.float32)
    weights = RandomCheckpoint(GRAPHS / f"{options.network}.onnx", 0)
    print("| checkpoint | MB | filled MB | CPU s | wall s | peak MB |\n|---|---|---|---|---|---|")
    for write, ending in ((write_safetensors, "safetensors"), (write_torch, "pt")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"weights.{ending}")
            write(path, weights, kind)
            print(f"| .{ending} {kind} | {path.stat().st_size / 2**20:.0f} | ", end="", flush=True)
            command = [sys.executable, __file__, "--network", options.network]
            subprocess.run([*command, "--from", str(path)], check=True)


if __name__ == "__main__":
    main()
