"""Tiny Stable Diffusion networks with random weights, for tests of the whole loop.

They have the real ones' tensors, ranks and kinds of block, CLIP's vocabulary, a VAE that scales by
8 and UNets of two levels with cross attention, in some megabytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

from tensorrt_build.networks.half_storage import round_to_half

VOCABULARY = 49408
TOKENS = 77
WIDTH = 16
SCALING_FACTOR = 0.18215


@dataclass(frozen=True)
class TinyComponents:
    """Modules of a pipeline, in evaluation. Every weight is exact in float16."""

    text_encoder: CLIPTextModel
    vae: AutoencoderKL
    pix2pix_unet: UNet2DConditionModel
    sd_inpaint_unet: UNet2DConditionModel
    scaling_factor: float = SCALING_FACTOR


def tiny_components(seed: int = 0) -> TinyComponents:
    """Build the modules; the same seed gives the same weights. Torch's own generator is kept."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        components = TinyComponents(_text_encoder(), _vae(), _unet(8), _unet(9))
    for module in (
        components.text_encoder,
        components.vae,
        components.pix2pix_unet,
        components.sd_inpaint_unet,
    ):
        round_to_half(module.eval().requires_grad_(False))
    return components


def _text_encoder() -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=VOCABULARY,
            hidden_size=WIDTH,
            intermediate_size=2 * WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=TOKENS,
            hidden_act="quick_gelu",
            bos_token_id=49406,
            eos_token_id=49407,
        )
    )


def _vae() -> AutoencoderKL:
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8, 8, 16, 16),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=64,
        scaling_factor=SCALING_FACTOR,
    )


def _unet(channels: int) -> UNet2DConditionModel:
    return UNet2DConditionModel(
        sample_size=8,
        in_channels=channels,
        out_channels=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        block_out_channels=(8, 16),
        layers_per_block=1,
        attention_head_dim=2,
        norm_num_groups=4,
        cross_attention_dim=WIDTH,
    )
