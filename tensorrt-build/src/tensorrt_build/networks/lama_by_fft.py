"""big-LaMa a second time, to compare ours with: read straight from the tensors, with torch.fft.

It shares no code with networks/lama.py: no modules, and the spectrum by the library's transform.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional

State = Mapping[str, Tensor]
NORM_PARTS = ("running_mean", "running_var", "weight", "bias")
BLOCKS = range(5, 23)  # numbers of the residual blocks within `model`


def lama_by_fft(state: State, image: Tensor, mask: Tensor) -> Tensor:
    """Fill: image float32 [B,3,H,W] in 0..1, mask [B,1,H,W]; state: `generator.model.…` tensors."""
    weights = {name.removeprefix("generator.model."): values for name, values in state.items()}
    x = torch.cat([torch.where(mask > 0, torch.zeros_like(image), image), mask], 1)
    x = functional.pad(x, (3, 3, 3, 3), mode="reflect")
    x = _norm_relu(weights, "1.bn_l", functional.conv2d(x, weights["1.ffc.convl2l.weight"]))
    for layer in (2, 3):
        x = _norm_relu(weights, f"{layer}.bn_l", _filter(weights, f"{layer}.ffc.convl2l", x, 2))
    local = _norm_relu(weights, "4.bn_l", _filter(weights, "4.ffc.convl2l", x, 2))
    wide = _norm_relu(weights, "4.bn_g", _filter(weights, "4.ffc.convl2g", x, 2))
    for block in BLOCKS:
        before = local, wide
        for half in ("conv1", "conv2"):
            local, wide = _both(weights, f"{block}.{half}", local, wide)
        local, wide = before[0] + local, before[1] + wide
    x = torch.cat([local, wide], 1)
    for layer in (24, 27, 30):
        weight, bias = weights[f"{layer}.weight"], weights[f"{layer}.bias"]
        x = functional.conv_transpose2d(x, weight, bias, 2, 1, 1)
        x = _norm_relu(weights, str(layer + 1), x)
    x = functional.pad(x, (3, 3, 3, 3), mode="reflect")
    filled = torch.sigmoid(functional.conv2d(x, weights["34.weight"], weights["34.bias"]))
    return torch.where(mask > 0, filled, image)


def _both(weights: State, name: str, local: Tensor, wide: Tensor) -> tuple[Tensor, Tensor]:
    filters = f"{name}.ffc"
    to_local = _filter(weights, f"{filters}.convl2l", local)
    to_local = to_local + _filter(weights, f"{filters}.convg2l", wide)
    to_wide = _filter(weights, f"{filters}.convl2g", local)
    to_wide = to_wide + _spectral(weights, f"{filters}.convg2g", wide)
    return (
        _norm_relu(weights, f"{name}.bn_l", to_local),
        _norm_relu(weights, f"{name}.bn_g", to_wide),
    )


def _spectral(weights: State, name: str, x: Tensor) -> Tensor:
    narrow = functional.conv2d(x, weights[f"{name}.conv1.0.weight"])
    narrow = _norm_relu(weights, f"{name}.conv1.1", narrow)
    spectrum = torch.view_as_real(torch.fft.rfftn(narrow, dim=(-2, -1), norm="ortho"))
    batch, channels, height, kept, _ = spectrum.shape
    planes = spectrum.permute(0, 1, 4, 2, 3).reshape(batch, 2 * channels, height, kept)
    planes = functional.conv2d(planes, weights[f"{name}.fu.conv_layer.weight"])
    planes = _norm_relu(weights, f"{name}.fu.bn", planes)
    parts = planes.reshape(batch, channels, 2, height, kept).permute(0, 1, 3, 4, 2).contiguous()
    back = torch.fft.irfftn(
        torch.view_as_complex(parts), s=narrow.shape[-2:], dim=(-2, -1), norm="ortho"
    )
    return functional.conv2d(narrow + back, weights[f"{name}.conv2.weight"])


def _filter(weights: State, name: str, x: Tensor, stride: int = 1) -> Tensor:
    padded = functional.pad(x, (1, 1, 1, 1), mode="reflect")
    return functional.conv2d(padded, weights[f"{name}.weight"], stride=stride)


def _norm_relu(weights: State, name: str, x: Tensor) -> Tensor:
    mean, variance, scale, shift = (weights[f"{name}.{part}"] for part in NORM_PARTS)
    scale = scale / torch.sqrt(variance + 1e-5)
    shift = shift - mean * scale
    return torch.relu(x * scale[:, None, None] + shift[:, None, None])
