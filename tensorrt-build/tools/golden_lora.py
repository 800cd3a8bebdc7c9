"""Writes tests/golden/lora.npz: weights, a LoRA on them, and what `peft` fuses them to.

Needs requirements-parity.txt, and peft and accelerate beside it. Run: python tools/golden_lora.py
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import peft
import torch
from torch import nn

TARGET = Path(__file__).resolve().parents[1] / "tests" / "golden" / "lora"
RANK, ALPHA = 4, 6


class Block(nn.Module):
    """A layer of each kind that a UNet has, and one that the LoRA leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        self.to_q = nn.Linear(6, 8, bias=False)
        self.conv = nn.Conv2d(4, 6, 3)
        self.proj = nn.Conv2d(4, 6, 1)
        self.rest = nn.Linear(3, 3)


class Net(nn.Module):
    """Two blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.ModuleList([Block(), Block()])


def main() -> None:
    """Write the golden file and what it is beside it."""
    torch.manual_seed(0)
    net = Net()
    arrays = {f"base/{name}": value.numpy().copy() for name, value in net.state_dict().items()}
    targets = ["to_q", "conv", "proj"]
    config = peft.LoraConfig(
        r=RANK, target_modules=targets, lora_alpha=ALPHA, init_lora_weights=False
    )
    model = peft.get_peft_model(net, config)
    for name, value in model.state_dict().items():
        if "lora_" in name:
            key = name.removeprefix("base_model.model.").replace(".default", "")
            arrays[f"lora/{key}"] = value.numpy().copy()
    fused = model.merge_and_unload().state_dict()
    arrays |= {f"fused/{name}": value.numpy() for name, value in fused.items()}
    np.savez_compressed(TARGET.with_suffix(".npz"), **arrays)
    about = {
        "generator": "tools/golden_lora.py",
        "content": main.__doc__,
        "seed": 0,
        "rank": RANK,
        "alpha": ALPHA,
        "tolerance": 1e-6,
        "peft": peft.__version__,
        "torch": torch.__version__,
    }
    TARGET.with_suffix(".json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
