"""The real two-dimensional Fourier transform as matrix products, of any size.

TensorRT has no DFT operator. A transform of n numbers is a product with the n x n matrix of
cos and sin of 2 pi j k / n; for the short rows and columns of LaMa's features that is also quick.
H and W: size of the plane; K = W // 2 + 1: what a real signal's spectrum keeps of a row.
Source: Cooley and Tukey 1965, eq. 1; orthonormal: each transform is scaled by 1 / sqrt(H W).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class FourierBasis:
    """Matrices for planes of one size, float32, each with 1 / sqrt of its transform's length.

    rows: [W,2K], cos beside -sin. column_cos, column_sin: [H,H]. back: [2K,W], the way back of the
    rows, where a frequency that stands for its mirror image too counts twice. kept: K.
    """

    rows: Tensor
    column_cos: Tensor
    column_sin: Tensor
    back: Tensor
    kept: int


def fourier_basis(plane: Tensor) -> FourierBasis:
    """Matrices for planes of the size of `plane` [...,H,W]; traced, they follow that size."""
    column, row = _counted(plane, -2), _counted(plane, -1)
    kept = plane.shape[-1] // 2 + 1
    cos, sin = _cos_sin(row, row[:kept])
    column_cos, column_sin = _cos_sin(column, column)
    # Frequency 0 and, in an even row, the last one are their own mirror images.
    mirrored = torch.abs(row[-1] + 1 - 2 * row[:kept])
    weight = 2 - torch.relu(1 - row[:kept]) - torch.relu(1 - mirrored)
    return FourierBasis(
        rows=torch.cat((cos, -sin), dim=1),
        column_cos=column_cos,
        column_sin=column_sin,
        back=torch.cat((weight * cos, -weight * sin), dim=1).T,
        kept=kept,
    )


def transform(x: Tensor, basis: FourierBasis) -> tuple[Tensor, Tensor]:
    """Real planes float32 [B,C,H,W] to real and imaginary parts [B,C,H,K]."""
    rows = torch.matmul(x, basis.rows)  # real beside imaginary parts
    cos, sin = torch.matmul(basis.column_cos, rows), torch.matmul(basis.column_sin, rows)
    k = basis.kept
    return cos[..., :k] + sin[..., k:], cos[..., k:] - sin[..., :k]


def inverse(real: Tensor, imaginary: Tensor, basis: FourierBasis) -> Tensor:
    """Half spectrum [B,C,H,K] to real planes float32 [B,C,H,W].

    What no real plane has in its spectrum is dropped, as in every transform of this kind.
    """
    spectrum = torch.cat((real, imaginary), dim=-1)
    cos, sin = torch.matmul(basis.column_cos, spectrum), torch.matmul(basis.column_sin, spectrum)
    k = basis.kept
    rows = torch.cat((cos[..., :k] - sin[..., k:], cos[..., k:] + sin[..., :k]), dim=-1)
    return torch.matmul(rows, basis.back)


def _counted(plane: Tensor, axis: int) -> Tensor:
    """0, 1, 2 … as float32, one number for each place along an axis."""
    return torch.arange(plane.shape[axis], dtype=torch.float32, device=plane.device)


def _cos_sin(places: Tensor, frequencies: Tensor) -> tuple[Tensor, Tensor]:
    """Make cos and sin of 2 pi j k / n, scaled by 1 / sqrt(n).

    The whole turns are taken off first: j k is exact in float32 below 2^24, an angle is not.
    """
    count = places[-1] + 1
    product = places[:, None] * frequencies[None, :]
    turns = product - count * torch.floor(product / count)
    angle = turns * (2 * math.pi) / count
    scale = torch.rsqrt(count)
    return torch.cos(angle) * scale, torch.sin(angle) * scale
