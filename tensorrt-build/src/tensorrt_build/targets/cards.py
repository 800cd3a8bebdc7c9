"""Which GPU the plans fit into and how fast they may be: estimates, with their arithmetic.

Memory is counted from the graphs (graph/memory.py). Time is what has to be computed divided by
EFFICIENCY of what NVIDIA's data sheets say a card computes (dense, without sparsity). No plan was
ever timed here; `bench/gpu/day.sh` prints the measured numbers beside these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.graph.memory import MARGIN, Memory
from tensorrt_build.graph.operations import operations_of
from tensorrt_build.networks.catalogue import NETWORKS

EFFICIENCY = 0.4  # of the data sheet; published figures of Stable Diffusion 1.5 lie about there
SERVER = 1_500_000_000  # bytes: CUDA's own context, Triton, captured graphs
STEPS = 20
FAST_STEPS = 4


@dataclass(frozen=True)
class Card:
    """A GPU: memory in bytes; tera operations a second in halves (tensor cores) and in FP32."""

    name: str
    memory: int
    halves: float
    full: float


CARDS = (
    Card("T4, 16 GB", 16_000_000_000, 65, 8.1),
    Card("A10, 24 GB", 24_000_000_000, 125, 31.2),
    Card("L40S, 48 GB", 48_000_000_000, 362, 91.6),
    Card("H100 SXM, 80 GB", 80_000_000_000, 989, 67),
)
# What people do: the networks that one of it calls, and how often.
EDITS: Mapping[str, Mapping[str, int]] = {
    f"inpaint, {STEPS} steps, 512 x 512": {
        "clip_text_encoder": 1,
        "vae_encoder": 1,
        "sd_inpaint_unet": STEPS,
        "vae_decoder": 1,
    },
    f"fast inpaint, {FAST_STEPS} steps, 512 x 512": {
        "clip_text_encoder": 1,
        "vae_encoder": 1,
        "sd_inpaint_fast_unet": FAST_STEPS,
        "vae_decoder": 1,
    },
    f"pix2pix, {STEPS} steps, 512 x 512": {
        "clip_text_encoder": 1,
        "vae_encoder": 1,
        "pix2pix_unet": STEPS,
        "vae_decoder": 1,
    },
    "erase with LaMa, 512 x 512": {"lama": 1},
    "first click": {"mobile_sam_encoder": 1, "mobile_sam_decoder": 1},
}


def memory_table(memories: Mapping[str, Memory]) -> list[str]:
    """Say what each network takes, what all of them take, and the smallest card that holds them."""
    lines = [f"Memory on the GPU (MB): weights + {MARGIN} x one context at its largest shapes"]
    for name, memory in memories.items():
        parts = f"{memory.weights / 1e6:6.0f} + {MARGIN} x {memory.context / 1e6:5.0f}"
        lines.append(f"  {name:24}{parts} = {memory.total / 1e6:6.0f}")
    total = SERVER + sum(memory.total for memory in memories.values())
    lines.append(f"  with the server's own {SERVER / 1e6:.0f}: {total / 1e9:.1f} GB")
    fitting = [card for card in CARDS if total <= card.memory]
    smallest = f"the smallest is a {fitting[0].name}" if fitting else "none of them holds all"
    names = "; ".join(card.name for card in CARDS)
    return [*lines, f"  of {names}: {smallest}"]


def time_table(graphs: Mapping[str, Path]) -> list[str]:
    """Say how long each edit may take on each card; graphs: those that are known, by network."""
    lines = [f"Time on the GPU alone (ms), at {EFFICIENCY:.0%} of the data sheets; not measured"]
    lines.append("  " + f"{'':32}" + "".join(f"{card.name:>17}" for card in CARDS))
    known = {edit: calls for edit, calls in EDITS.items() if calls.keys() <= graphs.keys()}
    for edit, calls in known.items():
        work = {name: count * _operations(name, graphs[name]) for name, count in calls.items()}
        times = [_milliseconds(work, card) for card in CARDS]
        lines.append("  " + f"{edit:32}" + "".join(f"{time:17.1f}" for time in times))
    return lines if known else []


def _operations(name: str, graph: Path) -> int:
    specification = NETWORKS[name]
    return operations_of(graph, specification, specification.at(1))


def _milliseconds(work: Mapping[str, int], card: Card) -> float:
    seconds = 0.0
    for name, operations in work.items():
        speed = card.halves if NETWORKS[name].precision == "fp16" else card.full
        seconds += operations / (speed * 1e12 * EFFICIENCY)
    return seconds * 1e3
