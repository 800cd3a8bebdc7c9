"""The convolutional parts of TinyViT, with the checkpoint's attribute names.

Source: Wu et al. 2022, "TinyViT", arXiv:2207.10666, section 3.2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

EXPANSION = 4


class ConvNorm(nn.Module):
    """Convolution without bias, then batch normalisation. float32 [1,C,H,W] to [1,C',H',W']."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int = 1, stride: int = 1, groups: int = 1
    ) -> None:
        super().__init__()
        self.c = nn.Conv2d(
            inputs, outputs, kernel, stride, padding=kernel // 2, groups=groups, bias=False
        )
        self.bn = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve and normalise."""
        return self.bn(self.c(x))


class PatchEmbed(nn.Module):
    """Two strided convolutions: float32 [1,3,1024,1024] to [1,64,256,256]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.seq = nn.Sequential(
            ConvNorm(3, channels // 2, kernel=3, stride=2),
            nn.GELU(),
            ConvNorm(channels // 2, channels, kernel=3, stride=2),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Embed the picture."""
        return self.seq(x)


class InvertedBottleneck(nn.Module):
    """MBConv with the activation after the sum. Keeps the shape float32 [1,C,H,W]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        hidden = channels * EXPANSION
        self.conv1 = ConvNorm(channels, hidden)
        self.conv2 = ConvNorm(hidden, hidden, kernel=3, groups=hidden)
        self.conv3 = ConvNorm(hidden, channels)

    def forward(self, x: Tensor) -> Tensor:
        """Expand, filter each channel, project, add."""
        inner = functional.gelu(self.conv1(x))
        inner = functional.gelu(self.conv2(inner))
        return functional.gelu(x + self.conv3(inner))


class Downsample(nn.Module):
    """Step between stages: float32 [1,C,H,W] to [1,C',H/stride,W/stride]."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = ConvNorm(inputs, outputs)
        self.conv2 = ConvNorm(outputs, outputs, kernel=3, stride=stride, groups=outputs)
        self.conv3 = ConvNorm(outputs, outputs)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, filter with a stride, mix."""
        return self.conv3(functional.gelu(self.conv2(functional.gelu(self.conv1(x)))))


class ChannelNorm(nn.Module):
    """Layer normalisation over the channels of float32 [1,C,H,W]."""

    EPSILON = 1e-6

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """Normalise each place."""
        centred = x - x.mean(1, keepdim=True)
        deviation = torch.sqrt((centred * centred).mean(1, keepdim=True) + self.EPSILON)
        return centred / deviation * self.weight[:, None, None] + self.bias[:, None, None]
