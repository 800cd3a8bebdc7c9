"""Writes the tiny Stable Diffusion networks as ONNX files (needs requirements-parity.txt).

UNets as they are published, without guidance (graph/guided.py).

Run: PYTHONPATH=src python tools/tiny_diffusion.py --output DIR [--seed N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import torch
from tensorrt_build.graph.simplify import simplify
from tensorrt_build.networks.catalogue import traced
from tensorrt_build.networks.half_storage import store_as_half
from tensorrt_build.networks.stable_diffusion import ClipTextEncoder, Unet, VaeDecoder, VaeEncoder
from tensorrt_build.networks.tiny_diffusion import TOKENS, WIDTH, TinyComponents, tiny_components
from tensorrt_build.networks.tracing import trace
from torch import Tensor, nn

__all__ = ["TinyComponents", "tiny_components"]


def tiny_models(seed: int) -> dict[str, onnx.ModelProto]:
    """Every network by the name of its Triton model; odd sizes, so that any size works."""
    parts = tiny_components(seed)
    step, text = torch.ones(2, 1), torch.zeros(2, TOKENS, WIDTH)
    examples: dict[str, tuple[nn.Module, tuple[Tensor, ...]]] = {
        "clip_text_encoder": (
            ClipTextEncoder(parts.text_encoder),
            (torch.zeros(2, TOKENS, dtype=torch.int32),),
        ),
        "vae_encoder": (VaeEncoder(parts.vae), (torch.zeros(2, 3, 64, 72),)),
        "vae_decoder": (VaeDecoder(parts.vae), (torch.zeros(2, 4, 8, 9),)),
        "pix2pix_unet": (Unet(parts.pix2pix_unet), (torch.zeros(2, 8, 7, 9), step, text)),
        "sd_inpaint_unet": (Unet(parts.sd_inpaint_unet), (torch.zeros(2, 9, 7, 9), step, text)),
    }
    return {
        name: simplify(trace(module, traced(name), example))
        for name, (module, example) in examples.items()
    }


def main() -> None:
    """Write DIR/NAME.onnx of each network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for name, model in tiny_models(options.seed).items():
        store_as_half(model)
        path = options.output / f"{name}.onnx"
        onnx.save(model, path)
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
