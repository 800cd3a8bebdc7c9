"""TinyViT-5M as MobileSAM uses it: the image encoder, for one picture of 1024 x 1024.

The fourth stage keeps the third's resolution, so that the map is 64 x 64. Attribute names are those
of the checkpoint. Every shape is a constant, which keeps Shape, Gather and If out of the exported
graph.
Source: Wu et al. 2022, "TinyViT", arXiv:2207.10666, section 3.2 and table 1;
Zhang et al. 2023, "Faster Segment Anything", arXiv:2306.14289, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from tensorrt_build.networks.convolutions import (
    EXPANSION,
    ChannelNorm,
    ConvNorm,
    Downsample,
    InvertedBottleneck,
    PatchEmbed,
)

OUT_CHANNELS = 256


@dataclass(frozen=True)
class Stage:
    """One stage: `side` of its square map, and whether the step to the next one halves it."""

    channels: int
    depth: int
    heads: int
    window: int
    side: int
    halves: bool


STAGES = (
    Stage(channels=64, depth=2, heads=2, window=7, side=256, halves=True),
    Stage(channels=128, depth=2, heads=4, window=7, side=128, halves=True),
    Stage(channels=160, depth=6, heads=5, window=14, side=64, halves=False),
    Stage(channels=320, depth=2, heads=10, window=7, side=64, halves=False),
)


class WindowAttention(nn.Module):
    """Self-attention inside each window, with one learnt bias per head and distance.

    float32 [windows, window * window, C] to the same. The bias of two cells depends on |dx| and
    |dy|; it is looked up along one axis after the other, for which a window x window table serves
    in the place of one with (window * window) squared entries.
    """

    distances: Tensor

    def __init__(self, channels: int, heads: int, window: int) -> None:
        super().__init__()
        self.heads, self.window, self.head_width = heads, window, channels // heads
        self.norm = nn.LayerNorm(channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.proj = nn.Linear(channels, channels)
        self.attention_biases = nn.Parameter(torch.zeros(heads, window * window))
        places = torch.arange(window)
        distances = (places[:, None] - places[None, :]).abs()
        self.register_buffer("distances", distances, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Attend; a head's query, key and value lie next to each other in `qkv`'s output."""
        cells = self.window * self.window
        heads = self.qkv(self.norm(x)).reshape(-1, cells, self.heads, 3, self.head_width)
        query, key, value = heads.permute(3, 0, 2, 1, 4).unbind(0)
        scores = (query * self.head_width**-0.5) @ key.transpose(-2, -1) + self._bias()
        mixed = torch.softmax(scores, dim=-1) @ value
        return self.proj(mixed.transpose(1, 2).reshape(-1, cells, self.heads * self.head_width))

    def _bias(self) -> Tensor:
        """Biases as float32 [heads, window * window, window * window]."""
        side, cells = self.window, self.window * self.window
        table = self.attention_biases.reshape(self.heads, side, side)
        by_row = table[:, self.distances]  # heads, y, y', |dx|
        by_cell = by_row[:, :, :, self.distances]  # heads, y, y', x, x'
        return by_cell.permute(0, 1, 3, 2, 4).reshape(self.heads, cells, cells)


class FeedForward(nn.Module):
    """Normalise, widen, activate, narrow. Keeps the shape float32 [..., C]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)
        self.fc1 = nn.Linear(channels, channels * EXPANSION)
        self.fc2 = nn.Linear(channels * EXPANSION, channels)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each cell by itself."""
        return self.fc2(functional.gelu(self.fc1(self.norm(x))))


class WindowBlock(nn.Module):
    """Window attention, a depthwise convolution across windows, then a feed-forward part.

    Keeps the shape float32 [1,side,side,C]. Where windows do not divide the map it is padded with
    zeros to the right and below; the padding takes part in the attention, as in training.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.side, self.window, self.channels = stage.side, stage.window, stage.channels
        self.attn = WindowAttention(stage.channels, stage.heads, stage.window)
        self.local_conv = ConvNorm(stage.channels, stage.channels, kernel=3, groups=stage.channels)
        self.mlp = FeedForward(stage.channels)

    def forward(self, x: Tensor) -> Tensor:
        """Attend, filter, transform."""
        x = x + self._merge(self.attn(self._windows(x)))
        x = self.local_conv(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        return x + self.mlp(x)

    @property
    def _count(self) -> int:
        return -(-self.side // self.window)

    def _windows(self, x: Tensor) -> Tensor:
        count, window = self._count, self.window
        padding = count * window - self.side
        if padding:
            x = functional.pad(x, (0, 0, 0, padding, 0, padding))
        grid = x.reshape(count, window, count, window, self.channels).transpose(1, 2)
        return grid.reshape(count * count, window * window, self.channels)

    def _merge(self, windows: Tensor) -> Tensor:
        count, window = self._count, self.window
        grid = windows.reshape(count, count, window, window, self.channels).transpose(1, 2)
        whole = grid.reshape(1, count * window, count * window, self.channels)
        return whole[:, : self.side, : self.side]


class ConvStage(nn.Module):
    """The first stage: convolutions only. float32 [1,C,H,W]."""

    def __init__(self, stage: Stage, following: Stage) -> None:
        super().__init__()
        self.blocks = nn.Sequential(
            *(InvertedBottleneck(stage.channels) for _ in range(stage.depth))
        )
        self.downsample = Downsample(stage.channels, following.channels, 1 + stage.halves)

    def forward(self, x: Tensor) -> Tensor:
        """Run the blocks, then step down."""
        return self.downsample(self.blocks(x))


class AttentionStage(nn.Module):
    """A later stage: window blocks, then the step down unless it is the last. float32 [1,C,H,W]."""

    def __init__(self, stage: Stage, following: Stage | None) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*(WindowBlock(stage) for _ in range(stage.depth)))
        self.downsample = (
            Downsample(stage.channels, following.channels, 1 + stage.halves)
            if following
            else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        """Run the blocks channels-last, then step down."""
        x = self.blocks(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        return self.downsample(x)


class TinyViT(nn.Module):
    """The encoder: normalised picture float32 [1,3,1024,1024] to embedding [1,256,64,64]."""

    def __init__(self) -> None:
        super().__init__()
        self.patch_embed = PatchEmbed(STAGES[0].channels)
        followers: list[Stage | None] = [*STAGES[2:], None]
        self.layers = nn.Sequential(
            ConvStage(STAGES[0], STAGES[1]),
            *(AttentionStage(s, n) for s, n in zip(STAGES[1:], followers, strict=True)),
        )
        self.neck = nn.Sequential(
            nn.Conv2d(STAGES[-1].channels, OUT_CHANNELS, kernel_size=1, bias=False),
            ChannelNorm(OUT_CHANNELS),
            nn.Conv2d(OUT_CHANNELS, OUT_CHANNELS, kernel_size=3, padding=1, bias=False),
            ChannelNorm(OUT_CHANNELS),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Encode."""
        return self.neck(self.layers(self.patch_embed(x)))
