"""Writes a tiny LaMa with random weights as an ONNX file (needs requirements-parity.txt).

Run: PYTHONPATH=src python tools/tiny_lama.py --output FILE [--seed N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import torch
from tensorrt_build.graph.simplify import simplify
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.half_storage import round_to_half, store_as_half
from tensorrt_build.networks.lama import Generator, Lama
from tensorrt_build.networks.tracing import example_inputs, trace

CHANNELS, BLOCKS = 4, 2


def tiny_lama(seed: int) -> Lama:
    """Build the module, in evaluation; every weight is exact in float16."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        module = Lama(Generator(CHANNELS, BLOCKS)).eval().requires_grad_(False)
    round_to_half(module)
    return module


def main() -> None:
    """Write FILE."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    lama = NETWORKS["lama"]
    model = simplify(trace(tiny_lama(options.seed), lama, example_inputs(lama)))
    store_as_half(model)
    onnx.save(model, options.output)
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
