"""What `export` can make: each network's module, its names, and an example of its inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from tensorrt_build.networks.mobile_sam import MobileSamDecoder, MobileSamEncoder


@dataclass(frozen=True)
class Network:
    """A network by the names that its Triton model has. `dynamic`: input to {axis: name}."""

    module: Callable[[], nn.Module]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    example: Callable[[torch.Generator], tuple[Tensor, ...]]
    dynamic: dict[str, dict[int, str]] = field(default_factory=dict)


def _picture(random: torch.Generator) -> tuple[Tensor, ...]:
    return (torch.randint(0, 256, (1024, 1024, 3), generator=random, dtype=torch.uint8),)


def _prompts(random: torch.Generator) -> tuple[Tensor, ...]:
    coords = torch.rand(5, 2, generator=random) * 1024
    labels = torch.tensor([1.0, 0.0, 2.0, 3.0, -1.0])
    mask = torch.randn(1, 256, 256, generator=random) * 5
    embedding = torch.randn(256, 64, 64, generator=random) * 0.1
    return embedding, coords, labels, mask, torch.ones(1)


NETWORKS = {
    "mobile_sam_encoder": Network(
        MobileSamEncoder, ("image",), ("image_embeddings",), example=_picture
    ),
    "mobile_sam_decoder": Network(
        MobileSamDecoder,
        ("image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input"),
        ("low_res_masks", "iou_predictions"),
        example=_prompts,
        dynamic={"point_coords": {0: "points"}, "point_labels": {0: "points"}},
    ),
}
