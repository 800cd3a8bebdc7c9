"""A checkpoint with a LoRA fused into it: W + s * (alpha / rank) * B A, computed as it is read.

What fills a graph then needs not know of it, and no run of the network pays for it. Read are the
keys of diffusers and peft (`unet.…to_q.lora_A.weight`, `….lora.down.weight`), of older diffusers
(`….processor.to_q_lora.down.weight`) and of kohya's trainer (`lora_unet_…_to_q.lora_down.weight`,
with `.alpha`).

Source: Hu et al. 2021, arXiv:2106.09685, section 4.1 (W0 x + B A x; alpha / r scales it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.checkpoint import Checkpoint

DOWN = re.compile(r"[._]lora[._](?:down|A)\.(?:default\.)?weight$")
UP = {
    "_lora.down": "_lora.up",
    ".lora.down": ".lora.up",
    "lora_down": "lora_up",
    "lora_A": "lora_B",
}
PREFIXES = ("unet.", "lora_unet_", "base_model.model.unet.", "base_model.model.")
OTHER_PARTS = ("lora_te_", "text_encoder.")  # of the text encoder, which is another network


@dataclass(frozen=True)
class _Pair:
    """Names of both factors, and of the scale where the file has one."""

    down: str
    up: str
    alpha: str | None


class FusedCheckpoint:
    """`base` with `lora` in it, times `scale`.

    Errors: ArchiveError with every key of the LoRA that belongs to no weight of the base.
    """

    def __init__(self, base: Checkpoint, lora: Checkpoint, scale: float = 1.0) -> None:
        self._base, self._lora, self._scale = base, lora, scale
        self._pairs = _pairs(base, lora)

    def names(self) -> list[str]:
        """Names of the base's tensors."""
        return self._base.names()

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor."""
        return self._base.shape(name)

    def read(self, name: str) -> NDArray[Any]:
        """One tensor, float32 where the LoRA changes it."""
        values = self._base.read(name)
        pair = self._pairs.get(name)
        if pair is None:
            return values
        down = self._lora.read(pair.down).astype(np.float32)
        up = self._lora.read(pair.up).astype(np.float32)
        rank = len(down)
        alpha = float(self._lora.read(pair.alpha)) if pair.alpha else float(rank)
        change = up.reshape(len(up), rank) @ down.reshape(rank, -1)
        if change.size != values.size:
            raise ArchiveError(f"the LoRA's '{pair.down}' does not fit {values.shape} of '{name}'")
        fused: NDArray[np.float32] = values.astype(np.float32)
        fused += np.float32(self._scale * alpha / rank) * change.reshape(values.shape)
        return fused


def _pairs(base: Checkpoint, lora: Checkpoint) -> dict[str, _Pair]:
    weights = {name.removesuffix(".weight"): name for name in base.names()}
    flat = {layer.replace(".", "_"): name for layer, name in weights.items()}
    held, found, strange = set(lora.names()), {}, []
    for key in sorted(held):
        match = DOWN.search(key)
        if match is None or key.startswith(OTHER_PARTS):
            continue
        layer = key[: match.start()]
        for prefix in PREFIXES:
            layer = layer.removeprefix(prefix)
        layer = layer.replace(".processor", "")
        name = weights.get(layer) or flat.get(layer.replace(".", "_"))
        up = next((key.replace(a, b) for a, b in UP.items() if a in key), "")
        if name is None or up not in held:
            strange.append(key)
            continue
        alpha = f"{key[: match.start()]}.alpha"
        found[name] = _Pair(key, up, alpha if alpha in held else None)
    used = {name for pair in found.values() for name in (pair.down, pair.up, pair.alpha)}
    strange += [
        key for key in sorted(held - used - set(strange)) if not key.startswith(OTHER_PARTS)
    ]
    if strange or not found:
        told = ", ".join(strange[:5]) or "it has no pair of factors at all"
        raise ArchiveError(f"{len(strange)} keys of the LoRA belong to no weight here: {told}")
    return found
