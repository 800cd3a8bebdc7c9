"""Compares our module, the published code and the filled graph on the same inputs."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
import torch
from torch import Tensor, nn

from tensorrt_build.networks.registry import NETWORKS, Network

# Largest difference allowed, as a part of the output's largest absolute value. FP32 keeps about
# 1e-7 a step; the sums of a whole network leave some 1e-6 of it.
TOLERANCE = 2e-5


def module_outputs(module: nn.Module, inputs: tuple[Tensor, ...]) -> list[Tensor]:
    """Run `module` and return its outputs as a list."""
    with torch.inference_mode():
        found = module(*inputs)
    return list(found) if isinstance(found, tuple) else [found]


def model_outputs(model: Path, network: Network, inputs: tuple[Tensor, ...]) -> list[Tensor]:
    """Run the filled model under ONNX Runtime."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    feed = {name: value.numpy() for name, value in zip(network.inputs, inputs, strict=True)}
    return [torch.from_numpy(array) for array in session.run(list(network.outputs), feed)]


def published_outputs(published: nn.Module, name: str, inputs: tuple[Tensor, ...]) -> list[Tensor]:
    """Run the published MobileSAM with what our model `name` would get."""
    with torch.inference_mode():
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
            points=(coords[kept][None], labels[kept][None]),
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


def largest_difference(expected: list[Tensor], found: list[Tensor]) -> float:
    """Largest |a - b| over the largest |a|, over all outputs. Errors: ValueError on shapes."""
    worst = 0.0
    for one, other in zip(expected, found, strict=True):
        if one.shape != other.shape:
            raise ValueError(f"outputs differ in shape: {tuple(one.shape)}, {tuple(other.shape)}")
        worst = max(worst, float((one - other).abs().max() / one.abs().max()))
    return worst


def cases(name: str, seed: int) -> dict[str, tuple[Tensor, ...]]:
    """Return inputs to compare on: a picture of noise; each kind of prompt, an earlier mask."""
    random = torch.Generator().manual_seed(seed)
    if name == "mobile_sam_encoder":
        return {"noise": NETWORKS[name].example(random)}
    embedding, coords, _, mask, _ = NETWORKS[name].example(random)
    yes, no = torch.ones(1), torch.zeros(1)
    pad = torch.zeros(1, 2)
    one, three = torch.cat([coords[:1], pad]), torch.cat([coords[:3], pad])
    labels = {1: torch.tensor([1.0, -1.0]), 3: torch.tensor([1.0, 0.0, 1.0, -1.0])}
    box = torch.tensor([2.0, 3.0])
    mixed = torch.tensor([1.0, 2.0, 3.0])
    return {
        "one point": (embedding, one, labels[1], torch.zeros_like(mask), no),
        "three points": (embedding, three, labels[3], torch.zeros_like(mask), no),
        "point and earlier mask": (embedding, one, labels[1], mask, yes),
        "box": (embedding, coords[:2], box, torch.zeros_like(mask), no),
        "point and box": (embedding, coords[:3], mixed, torch.zeros_like(mask), no),
    }
