"""The code that our modules are compared with: each network's published one, or a second own one.

MobileSAM: the package mobilesam-mirror. Stable Diffusion and CLIP: diffusers and transformers with
their own attention. LaMa, whose published code is in no package: networks/lama_by_fft.py.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers.models.attention_processor import AttnProcessor2_0
from torch import Tensor, nn

from tensorrt_build.networks.lama_by_fft import lama_by_fft
from tensorrt_build.networks.published_mobile_sam import mobile_sam_outputs, published_mobile_sam
from tensorrt_build.networks.stable_diffusion import ClipTextEncoder, use_attention
from tensorrt_build.weights.checkpoint import Checkpoint

Inputs = tuple[Tensor, ...]
Outputs = list[Tensor]


def published(name: str, checkpoint: Checkpoint, module: nn.Module) -> Callable[[Inputs], Outputs]:
    """Return a function that runs the published network `name` with these weights.

    module: ours, with the same weights; where it wraps published modules, these are used again,
    with their own attention, which stays in them.
    """
    if name.startswith("mobile_sam"):
        state = {key: torch.from_numpy(checkpoint.read(key).copy()) for key in checkpoint.names()}
        model = published_mobile_sam(state)
        return lambda inputs: mobile_sam_outputs(model, name, inputs)
    if name == "lama":
        state = {key: torch.from_numpy(checkpoint.read(key)) for key in checkpoint.names()}
        return lambda inputs: [lama_by_fft(state, *inputs)]
    if isinstance(module, ClipTextEncoder):
        return lambda inputs: [module.text_model(inputs[0].long()).last_hidden_state]
    use_attention(module, AttnProcessor2_0())
    return lambda inputs: [module(*inputs)]
