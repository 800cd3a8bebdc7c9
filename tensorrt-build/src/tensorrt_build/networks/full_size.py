"""The modules of the full-size networks, as the published checkpoints have them.

Sizes from the published configurations of Stable Diffusion 1.5, InstructPix2Pix, Stable Diffusion
2 (inpainting) and TAESD; big-LaMa's from its paper (arXiv:2109.07161, section 3).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel

from tensorrt_build.networks import stable_diffusion
from tensorrt_build.networks.lama import Lama
from tensorrt_build.networks.mobile_sam import MobileSamDecoder, MobileSamEncoder

VOCABULARY = 49408


def _text_encoder(width: int, layers: int, heads: int, activation: str) -> nn.Module:
    config = CLIPTextConfig(
        vocab_size=VOCABULARY,
        hidden_size=width,
        intermediate_size=4 * width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        max_position_embeddings=77,
        hidden_act=activation,
        bos_token_id=49406,
        eos_token_id=49407,
    )
    return stable_diffusion.ClipTextEncoder(CLIPTextModel(config))


def _vae() -> AutoencoderKL:
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        latent_channels=4,
        norm_num_groups=32,
        sample_size=512,
    )


def _unet(channels: int, **differences: Any) -> nn.Module:  # noqa: ANN401
    settings = {"attention_head_dim": 8, "cross_attention_dim": 768} | differences
    return stable_diffusion.Unet(
        UNet2DConditionModel(sample_size=64, in_channels=channels, out_channels=4, **settings)
    )


def _sd2_unet() -> nn.Module:
    return _unet(
        9,
        attention_head_dim=(5, 10, 20, 20),
        cross_attention_dim=1024,
        use_linear_projection=True,
    )


MODULES: dict[str, Callable[[], nn.Module]] = {
    "mobile_sam_encoder": MobileSamEncoder,
    "mobile_sam_decoder": MobileSamDecoder,
    "lama": Lama,
    "clip_text_encoder": lambda: _text_encoder(768, 12, 12, "quick_gelu"),
    "clip_text_encoder_sd2": lambda: _text_encoder(1024, 23, 16, "gelu"),
    "vae_encoder": lambda: stable_diffusion.VaeEncoder(_vae()),
    "vae_decoder": lambda: stable_diffusion.VaeDecoder(_vae()),
    "taesd_decoder": lambda: stable_diffusion.TaesdDecoder(AutoencoderTiny()),
    "pix2pix_unet": lambda: _unet(8),
    "sd_inpaint_unet": lambda: _unet(9),
    "sd2_inpaint_unet": _sd2_unet,
}
