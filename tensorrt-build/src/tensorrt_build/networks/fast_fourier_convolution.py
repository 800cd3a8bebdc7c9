"""Fast Fourier convolution: a local branch of 3 x 3 filters and a global one that sees everything.

B: batch; the channels of a tensor are parted into L local and G global ones. A tensor without
global channels is one Tensor, else a pair (local, global). Attribute names are those of LaMa's
checkpoint.
Source: Chi, Jiang, Mu 2020, "Fast Fourier Convolution", NeurIPS 33, section 3.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from tensorrt_build.networks.fourier import FourierBasis, inverse, transform

Branches = tuple[Tensor, Tensor]


class FourierUnit(nn.Module):
    """A 1 x 1 convolution of the spectrum: float32 [B,C,H,W] to the same shape."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv_layer = nn.Conv2d(2 * channels, 2 * channels, 1, bias=False)
        self.bn = nn.BatchNorm2d(2 * channels)

    def forward(self, x: Tensor, basis: FourierBasis) -> Tensor:
        """Transform, mix the channels of each frequency, transform back."""
        parts = torch.stack(transform(x, basis), dim=2)  # real and imaginary part of each channel
        mixed = functional.relu(self.bn(self.conv_layer(parts.flatten(1, 2))))
        spectrum = mixed.unflatten(1, (-1, 2))
        return inverse(spectrum[:, :, 0], spectrum[:, :, 1], basis)


class SpectralTransform(nn.Module):
    """The global branch's own convolution: float32 [B,G,H,W] to [B,G',H,W]."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        half = outputs // 2
        self.conv1 = nn.Sequential(
            nn.Conv2d(inputs, half, 1, bias=False), nn.BatchNorm2d(half), nn.ReLU()
        )
        self.fu = FourierUnit(half)
        self.conv2 = nn.Conv2d(half, outputs, 1, bias=False)

    def forward(self, x: Tensor, basis: FourierBasis) -> Tensor:
        """Narrow, add what the spectrum says, widen."""
        narrow = self.conv1(x)
        return self.conv2(narrow + self.fu(narrow, basis))


class FastFourierConvolution(nn.Module):
    """Four convolutions, from local and global channels to local and global ones."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        stride: int,
        padding: int,
        share_in: float,
        share_out: float,
    ) -> None:
        super().__init__()
        global_in, global_out = int(inputs * share_in), int(outputs * share_out)
        local_in, local_out = inputs - global_in, outputs - global_out

        def filters(channels: int, wanted: int) -> nn.Conv2d:
            return nn.Conv2d(
                channels, wanted, kernel, stride, padding, bias=False, padding_mode="reflect"
            )

        self.convl2l = filters(local_in, local_out)
        self.convl2g = filters(local_in, global_out) if global_out else None
        self.convg2l = filters(global_in, local_out) if global_in else None
        both = global_in and global_out
        self.convg2g = SpectralTransform(global_in, global_out) if both else None

    def forward(
        self, x: Tensor | Branches, basis: FourierBasis | None
    ) -> tuple[Tensor, Tensor | None]:
        """Convolve; the second result is None where there are no global channels to come."""
        local, wide = x if isinstance(x, tuple) else (x, None)
        local_sum = self.convl2l(local)
        if self.convg2l is not None:
            local_sum = local_sum + self.convg2l(wide)
        if self.convl2g is None:
            return local_sum, None
        wide_sum = self.convl2g(local)
        if self.convg2g is not None:
            wide_sum = wide_sum + self.convg2g(wide, basis)
        return local_sum, wide_sum


class FfcNormAct(nn.Module):
    """Fast Fourier convolution, batch normalisation and ReLU on both branches."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int = 3,
        stride: int = 1,
        padding: int = 1,
        share_in: float = 0.0,
        share_out: float = 0.0,
    ) -> None:
        super().__init__()
        self.ffc = FastFourierConvolution(
            inputs, outputs, kernel, stride, padding, share_in, share_out
        )
        wide = int(outputs * share_out)
        self.bn_l = nn.BatchNorm2d(outputs - wide)
        self.bn_g = nn.BatchNorm2d(wide) if wide else nn.Identity()

    def forward(self, x: Tensor | Branches, basis: FourierBasis | None = None) -> Tensor | Branches:
        """Convolve, normalise, rectify."""
        local, wide = self.ffc(x, basis)
        local = functional.relu(self.bn_l(local))
        return local if wide is None else (local, functional.relu(self.bn_g(wide)))


class FfcResidualBlock(nn.Module):
    """Two fast Fourier convolutions and a skip connection, on a pair (local, global)."""

    def __init__(self, channels: int, share: float) -> None:
        super().__init__()
        self.conv1 = FfcNormAct(channels, channels, share_in=share, share_out=share)
        self.conv2 = FfcNormAct(channels, channels, share_in=share, share_out=share)

    def forward(self, x: Branches, basis: FourierBasis) -> Branches:
        """Refine both branches."""
        local, wide = self.conv2(self.conv1(x, basis), basis)
        return x[0] + local, x[1] + wide


class JoinBranches(nn.Module):
    """(local, global) to one tensor, local channels first."""

    def forward(self, x: Branches) -> Tensor:
        """Concatenate the channels."""
        return torch.cat(x, dim=1)
