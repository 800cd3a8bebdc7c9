"""The networks of the Stable Diffusion family with the tensors that the repository's models have.

Thin wrappers over modules of `transformers` and `diffusers`; B is the batch, h = H/8, w = W/8.
They put one plain attention into the wrapped module, whose numbers are those of the one that was
there, so that the traced graph holds MatMul and Softmax and nothing that depends on the machine.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers.models.attention_processor import Attention
from torch import Tensor, nn


class ClipTextEncoder(nn.Module):
    """input_ids int32 [B,77] to the last hidden state, float32 [B,77,width].

    Source: Radford et al. 2021, arXiv:2103.00020, section 2.4 (a causal transformer).
    """

    def __init__(self, text_model: nn.Module) -> None:
        """Wrap a CLIPTextModel; `text_model` is also the prefix of the published tensors."""
        super().__init__()
        self.text_model = text_model
        text_model.config._attn_implementation = "eager"

    def forward(self, input_ids: Tensor) -> Tensor:
        """Encode tokens; each one sees itself and those before it."""
        model = self.text_model
        length = model.config.max_position_embeddings
        hidden = model.embeddings(input_ids=input_ids, position_ids=torch.arange(length)[None])
        # A large finite number: minus infinity becomes NaN where FP16 arithmetic meets it.
        later = torch.full((length, length), -1e4, dtype=torch.float32).triu(1)
        hidden = model.encoder(inputs_embeds=hidden, attention_mask=later[None, None])[0]
        return model.final_layer_norm(hidden)


class VaeEncoder(nn.Module):
    """images float32 [B,3,H,W] in -1..1 to moments float32 [B,8,h,w]: mean, then log variance.

    The mean is the mode. It is not multiplied by the scaling factor.
    Source: Rombach et al. 2021, arXiv:2112.10752, section 3.1.
    """

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.encoder, self.quant_conv = vae.encoder, vae.quant_conv
        use_attention(self, PlainAttention())

    def forward(self, images: Tensor) -> Tensor:
        """Encode pictures."""
        return self.quant_conv(self.encoder(images))


class VaeDecoder(nn.Module):
    """latent float32 [B,4,h,w], divided by the scaling factor, to images float32 [B,3,H,W]."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.decoder, self.post_quant_conv = vae.decoder, vae.post_quant_conv
        use_attention(self, PlainAttention())

    def forward(self, latent: Tensor) -> Tensor:
        """Decode latents to about -1..1."""
        return self.decoder(self.post_quant_conv(latent))


class TaesdDecoder(nn.Module):
    """latent float32 [B,4,h,w], as the loop has it, to images float32 [B,3,H,W] in -1..1.

    Source: Bohan 2023, TAESD: a distilled decoder of 1.2 million weights.
    """

    def __init__(self, vae: nn.Module) -> None:
        """Wrap an AutoencoderTiny."""
        super().__init__()
        self.decoder = vae.decoder

    def forward(self, latent: Tensor) -> Tensor:
        """Decode latents in one pass of small convolutions."""
        return self.decoder(latent)


class Unet(nn.Module):
    """Noise prediction, each sample at its own time step.

    sample float32 [B,C,h,w] (C = 8 for pix2pix, 9 for inpainting), timestep float32 [B,1],
    encoder_hidden_states float32 [B,77,width] to noise_pred float32 [B,4,h,w]. Any h and w.
    Source: Rombach et al. 2021, arXiv:2112.10752, section 3.3.
    """

    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.unet = unet
        use_attention(self, PlainAttention())

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        """Predict the noise."""
        return self.unet(sample, timestep[:, 0], encoder_hidden_states, return_dict=False)[0]


class PlainAttention:
    """softmax(q k^T / sqrt(d)) v over tokens [B,N,C] or pixels [B,C,h,w].

    Source: Vaswani et al. 2017, arXiv:1706.03762, eq. 1.
    """

    def __call__(
        self,
        attention: Any,  # noqa: ANN401 - diffusers' Attention
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: None = None,
        temb: Tensor | None = None,
    ) -> Tensor:
        """Attend and add the residual where the block says so; these networks have no `temb`."""
        if attention_mask is not None:
            raise ValueError("PlainAttention takes no mask")
        shape = hidden_states.shape
        tokens = hidden_states
        if len(shape) == 4:
            tokens = tokens.flatten(2).transpose(1, 2)
        if attention.group_norm is not None:
            tokens = attention.group_norm(tokens.transpose(1, 2)).transpose(1, 2)
        context = tokens if encoder_hidden_states is None else encoder_hidden_states
        heads = attention.heads
        query = _split(attention.to_q(tokens), heads) * attention.scale
        key = _split(attention.to_k(context), heads)
        value = _split(attention.to_v(context), heads)
        weights = torch.softmax(torch.matmul(query, key.transpose(-1, -2)), dim=-1)
        found = torch.matmul(weights, value).transpose(1, 2).flatten(2)
        found = attention.to_out[0](found)
        if len(shape) == 4:
            found = found.transpose(1, 2).reshape(shape)
        if attention.residual_connection:
            found = found + hidden_states
        return found / attention.rescale_output_factor


def use_attention(module: nn.Module, processor: Any) -> None:  # noqa: ANN401 - a diffusers type
    """Make every attention of `module` compute by `processor`."""
    for part in module.modules():
        if isinstance(part, Attention):
            part.set_processor(processor)


def _split(tokens: Tensor, heads: int) -> Tensor:
    """[B,N,C] to [B,heads,N,C/heads]."""
    batch, count, channels = tokens.shape
    return tokens.reshape(batch, count, heads, channels // heads).transpose(1, 2)
