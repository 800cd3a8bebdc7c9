"""Compares two runs of one network on the same inputs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.run_check import Arrays, check_finite


@dataclass(frozen=True)
class Difference:
    """How far two arrays lie apart; relative = largest over the largest |expected|.

    psnr: peak signal to noise in dB, the peak being the largest |expected|; capped at 200.
    mask_iou: overlap of the parts above 0, for mask logits; None elsewhere.
    """

    largest: float
    mean: float
    relative: float
    psnr: float
    mask_iou: float | None = None


def compare(network: str, expected: Arrays, found: Arrays, tolerance: float) -> dict[str, Any]:
    """Return each output's Difference. Errors: BuildError where one is above `tolerance`."""
    check_finite(network, found)
    report: dict[str, Any] = {"tolerance": tolerance}
    for name, values in expected.items():
        if name not in found or found[name].shape != values.shape:
            shape = found[name].shape if name in found else "absent"
            raise BuildError(f"{network}: output '{name}' is {shape}, expected {values.shape}")
        difference = difference_of(values, found[name], masks="mask" in name)
        if difference.relative > tolerance:
            raise BuildError(
                f"{network}: output '{name}' differs by {difference.relative:.1e} of its largest "
                f"value, allowed is {tolerance:.1e}; nothing was published"
            )
        report[name] = asdict(difference)
    return report


def difference_of(expected: NDArray[Any], found: NDArray[Any], masks: bool) -> Difference:
    """Measure one output."""
    one, other = expected.astype(np.float64), found.astype(np.float64)
    gaps = np.abs(one - other)
    peak = float(np.abs(one).max(initial=0)) or 1.0
    noise = float((gaps**2).mean()) if gaps.size else 0.0
    psnr = 200.0 if noise == 0 else min(200.0, 10 * float(np.log10(peak**2 / noise)))
    largest = float(gaps.max(initial=0))
    mean = float(gaps.mean()) if gaps.size else 0.0
    return Difference(largest, mean, largest / peak, psnr, _iou(one, other) if masks else None)


def _iou(one: NDArray[Any], other: NDArray[Any]) -> float:
    union = int(((one > 0) | (other > 0)).sum())
    return int(((one > 0) & (other > 0)).sum()) / union if union else 1.0
