"""big-LaMa: fills the marked part of a picture. Attribute names are those of its checkpoint.

Source: Suvorov et al. 2021, "Resolution-robust Large Mask Inpainting with Fourier Convolutions",
arXiv:2109.07161, section 2 and the appendix's table of the generator.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from tensorrt_build.networks.fast_fourier_convolution import (
    FfcNormAct,
    FfcResidualBlock,
    JoinBranches,
)
from tensorrt_build.networks.fourier import fourier_basis

CHANNELS = 64
DOWNSAMPLINGS = 3
BLOCKS = 18
GLOBAL_SHARE = 0.75


class Generator(nn.Module):
    """Picture with its hole and the hole, float32 [B,4,H,W], to a picture [B,3,H,W] in 0..1.

    H and W are multiples of 8.
    """

    def __init__(
        self, channels: int = CHANNELS, blocks: int = BLOCKS, downsamplings: int = DOWNSAMPLINGS
    ) -> None:
        super().__init__()
        deep = channels * 2**downsamplings
        layers: list[nn.Module] = [
            nn.ReflectionPad2d(3),
            FfcNormAct(4, channels, kernel=7, padding=0),
        ]
        for step in range(downsamplings):
            share = GLOBAL_SHARE if step == downsamplings - 1 else 0.0
            width = channels * 2**step
            layers.append(FfcNormAct(width, 2 * width, stride=2, share_out=share))
        layers += [FfcResidualBlock(deep, GLOBAL_SHARE) for _ in range(blocks)]
        layers.append(JoinBranches())
        for step in range(downsamplings):
            width = deep // 2**step
            layers += [
                nn.ConvTranspose2d(width, width // 2, 3, stride=2, padding=1, output_padding=1),
                nn.BatchNorm2d(width // 2),
                nn.ReLU(),
            ]
        layers += [nn.ReflectionPad2d(3), nn.Conv2d(channels, 3, 7), nn.Sigmoid()]
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """Generate. The Fourier matrices are made once, for all blocks."""
        basis = None
        for layer in self.model:
            if isinstance(layer, FfcResidualBlock):
                basis = basis or fourier_basis(x[1])
                x = layer(x, basis)
            else:
                x = layer(x)
        return x


class Lama(nn.Module):
    """image float32 [B,3,H,W] in 0..1 and mask [B,1,H,W], 1 = fill, to the filled image."""

    def __init__(self, generator: Generator | None = None) -> None:
        """Hold the full-size generator, or another."""
        super().__init__()
        self.generator = generator or Generator()

    def forward(self, image: Tensor, mask: Tensor) -> Tensor:
        """Fill; what the mask leaves out comes back as it was."""
        seen = torch.cat((image * (1 - mask), mask), dim=1)
        return mask * self.generator(seen) + (1 - mask) * image
