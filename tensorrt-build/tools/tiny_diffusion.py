"""Writes the tiny Stable Diffusion networks as ONNX files (needs requirements-parity.txt).

Run: PYTHONPATH=src python tools/tiny_diffusion.py --output DIR [--seed N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import torch
from tensorrt_build.networks.half_storage import store_as_half
from tensorrt_build.networks.stable_diffusion import ClipTextEncoder, Unet, VaeDecoder, VaeEncoder
from tensorrt_build.networks.tiny_diffusion import TOKENS, WIDTH, TinyComponents, tiny_components
from tensorrt_build.networks.tracing import trace
from torch import Tensor, nn

__all__ = ["TinyComponents", "tiny_components"]

LATENT_AXES = {0: "batch", 2: "latent_height", 3: "latent_width"}
IMAGE_AXES = {0: "batch", 2: "height", 3: "width"}
BATCH = {0: "batch"}


def tiny_models(seed: int) -> dict[str, onnx.ModelProto]:
    """Every network by the name of its Triton model."""
    parts = tiny_components(seed)
    return {
        "clip_text_encoder": trace(
            ClipTextEncoder(parts.text_encoder),
            (torch.zeros(2, TOKENS, dtype=torch.int32),),
            ["input_ids"],
            ["text_embeddings"],
            {"input_ids": BATCH, "text_embeddings": BATCH},
        ),
        "vae_encoder": trace(
            VaeEncoder(parts.vae),
            (torch.zeros(2, 3, 64, 72),),
            ["images"],
            ["moments"],
            {"images": IMAGE_AXES, "moments": LATENT_AXES},
        ),
        "vae_decoder": trace(
            VaeDecoder(parts.vae),
            (torch.zeros(2, 4, 8, 9),),
            ["latent"],
            ["images"],
            {"latent": LATENT_AXES, "images": IMAGE_AXES},
        ),
        "pix2pix_unet": _unet(parts.pix2pix_unet, 8),
        "sd_inpaint_unet": _unet(parts.sd_inpaint_unet, 9),
    }


def _unet(unet: nn.Module, channels: int) -> onnx.ModelProto:
    example: tuple[Tensor, ...] = (
        torch.zeros(2, channels, 7, 9),  # odd, so that upsampling follows the skip connection
        torch.ones(2, 1),
        torch.zeros(2, TOKENS, WIDTH),
    )
    names = ["sample", "timestep", "encoder_hidden_states"]
    axes = {"sample": LATENT_AXES, "noise_pred": LATENT_AXES} | dict.fromkeys(names[1:], BATCH)
    return trace(Unet(unet), example, names, ["noise_pred"], axes)


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
