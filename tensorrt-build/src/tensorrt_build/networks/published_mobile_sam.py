"""The published MobileSAM code (package mobilesam-mirror), to compare ours with.

It imports timm and torchvision, of which it needs very little to run; what it needs is here.
"""

from __future__ import annotations

import sys
from types import ModuleType

import torch
from torch import nn


class _NoDropPath(nn.Identity):
    """timm's DropPath in evaluation: it passes everything on."""

    def __init__(self, drop_prob: float = 0.0) -> None:
        super().__init__()
        self.drop_prob = drop_prob


def _unused(*_: object, **__: object) -> None:
    raise NotImplementedError("the comparison does not call this")


def _install_stand_ins() -> None:
    contents: dict[str, dict[str, object]] = {
        "timm": {},
        "timm.models": {},
        "timm.models.layers": {
            "DropPath": _NoDropPath,
            "to_2tuple": lambda value: value if isinstance(value, tuple) else (value, value),
            "trunc_normal_": nn.init.trunc_normal_,
        },
        "timm.models.registry": {"register_model": lambda function: function},
        "torchvision": {},
        "torchvision.ops": {},
        "torchvision.ops.boxes": {"batched_nms": _unused, "box_area": _unused},
        "torchvision.transforms": {},
        "torchvision.transforms.functional": {"resize": _unused, "to_pil_image": _unused},
    }
    for name, attributes in contents.items():
        module = ModuleType(name)
        module.__dict__.update(attributes)
        sys.modules[name] = module


def published_mobile_sam(state: dict[str, torch.Tensor]) -> nn.Module:
    """Build the published model with the checkpoint's tensors, in evaluation."""
    _install_stand_ins()
    from mobile_sam import sam_model_registry

    model = sam_model_registry["vit_t"]()
    model.load_state_dict(state, strict=True)
    return model.eval()
