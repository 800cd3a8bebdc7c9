"""The published MobileSAM code (package mobilesam-mirror), to compare ours with.

It imports timm and torchvision, of which it needs very little to run; what it needs is here.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import ModuleType
from unittest import mock

import torch
from torch import Tensor, nn


class _NoDropPath(nn.Identity):
    """timm's DropPath in evaluation: it passes everything on."""

    def __init__(self, drop_prob: float = 0.0) -> None:
        super().__init__()
        self.drop_prob = drop_prob


def _unused(*_: object, **__: object) -> None:
    raise NotImplementedError("the comparison does not call this")


@contextlib.contextmanager
def _stand_ins() -> Iterator[None]:
    """Put what is asked of timm and torchvision in their place, while the package is imported."""
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
    with mock.patch.dict(sys.modules):
        for name, attributes in contents.items():
            module = ModuleType(name)
            module.__dict__.update(attributes)
            sys.modules[name] = module
        yield


def published_mobile_sam(state: dict[str, Tensor]) -> nn.Module:
    """Build the published model with the checkpoint's tensors, in evaluation."""
    with _stand_ins():
        from mobile_sam import sam_model_registry

    model = sam_model_registry["vit_t"]()
    model.load_state_dict(state, strict=True)
    return model.eval()


def mobile_sam_outputs(published: nn.Module, name: str, inputs: tuple[Tensor, ...]) -> list[Tensor]:
    """Run the published MobileSAM with what our model `name` would get."""
    if name == "mobile_sam_encoder":
        planes = inputs[0].permute(2, 0, 1).to(torch.float32)[None]
        return [published.image_encoder(published.preprocess(planes))[0]]
    embedding, coords, labels, mask, has_mask = inputs
    encoder = published.prompt_encoder
    boxed = bool((labels == 2).any())
    # The published encoder takes boxes apart from points, puts them last, and appends the
    # padding point itself where there is none.
    kept = (labels == 0) | (labels == 1)
    sparse, dense = encoder(
        points=(coords[kept][None], labels[kept][None]) if bool(kept.any()) else None,
        boxes=coords[labels >= 2].reshape(1, 4) if boxed else None,
        masks=mask[None] if bool(has_mask) else None,
    )
    masks, quality = published.mask_decoder.predict_masks(
        image_embeddings=embedding[None],
        image_pe=encoder.get_dense_pe(),
        sparse_prompt_embeddings=sparse,
        dense_prompt_embeddings=dense,
    )
    return [masks[0], quality[0]]
