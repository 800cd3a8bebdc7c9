"""SAM's prompt encoder and mask decoder as one function from clicks to masks.

Attribute names are those of the checkpoint. Source: Kirillov et al. 2023, "Segment Anything",
arXiv:2304.02643, appendix A; random Fourier features: Tancik et al. 2020, arXiv:2006.10739.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from tensorrt_build.networks.convolutions import ChannelNorm
from tensorrt_build.networks.sam_transformer import WIDTH, TwoWayTransformer

INPUT_SIDE = 1024
MAP_SIDE = 64
MASK_TOKENS = 4
LABELS = 4  # 0 exclude, 1 include, 2 and 3 box corners; -1 is padding
PADDING_LABEL = -1.0


class FourierFeatures(nn.Module):
    """Positions in 0..1, float32 [N,2] as (x, y), to features float32 [N,256]."""

    positional_encoding_gaussian_matrix: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("positional_encoding_gaussian_matrix", torch.zeros(2, WIDTH // 2))

    def forward(self, places: Tensor) -> Tensor:
        """Project by the fixed random matrix and take sine and cosine."""
        angles = (2 * math.pi) * ((2 * places - 1) @ self.positional_encoding_gaussian_matrix)
        return torch.cat([torch.sin(angles), torch.cos(angles)], dim=-1)


class PromptEncoder(nn.Module):
    """Points, box corners and an earlier mask to what the decoder reads."""

    grid: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.pe_layer = FourierFeatures()
        self.point_embeddings = nn.ModuleList(nn.Embedding(1, WIDTH) for _ in range(LABELS))
        self.not_a_point_embed = nn.Embedding(1, WIDTH)
        self.mask_downscaling = nn.Sequential(
            nn.Conv2d(1, 4, kernel_size=2, stride=2),
            ChannelNorm(4),
            nn.GELU(),
            nn.Conv2d(4, 16, kernel_size=2, stride=2),
            ChannelNorm(16),
            nn.GELU(),
            nn.Conv2d(16, WIDTH, kernel_size=1),
        )
        self.no_mask_embed = nn.Embedding(1, WIDTH)
        centres = (torch.arange(MAP_SIDE) + 0.5) / MAP_SIDE
        y, x = torch.meshgrid(centres, centres, indexing="ij")
        grid = torch.stack([x, y], dim=-1).reshape(-1, 2)
        self.register_buffer("grid", grid, persistent=False)

    def map_places(self) -> Tensor:
        """Features of the map's places, row by row: float32 [4096,256]."""
        return self.pe_layer(self.grid)

    def points(self, coords: Tensor, labels: Tensor) -> Tensor:
        """Prompt tokens float32 [N,256] of coords [N,2] (pixels, corners of cells) and labels [N].

        A comparison and a product for each label: no OneHot, no scatter, no data-dependent shape.
        """
        places = self.pe_layer((coords + 0.5) / INPUT_SIDE)  # the centre of the pixel
        label = labels[:, None]
        padding = (label == PADDING_LABEL).to(places.dtype)
        tokens = places * (1 - padding) + self.not_a_point_embed.weight * padding
        for value, embedding in enumerate(self.point_embeddings):
            tokens = tokens + embedding.weight * (label == float(value)).to(places.dtype)
        return tokens

    def mask(self, mask: Tensor, has_mask: Tensor) -> Tensor:
        """Embed mask logits [1,256,256] as float32 [4096,256]; has_mask 0 puts "none" instead."""
        first, norm, activate, second, second_norm, _, last = self.mask_downscaling
        x = activate(normed(halved(mask, 4 * MAP_SIDE, first), norm, first.out_channels))
        x = normed(halved(x, 2 * MAP_SIDE, second), second_norm, second.out_channels)
        weight = last.weight.reshape(WIDTH, -1).transpose(0, 1)
        rest = last.bias * has_mask + self.no_mask_embed.weight[0] * (1 - has_mask)
        return (activate(x) * has_mask) @ weight + rest


class Mlp(nn.Module):
    """Three linear layers with ReLU between. float32 [...,256] to [...,outputs]."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            [nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, outputs)]
        )

    def forward(self, x: Tensor) -> Tensor:
        """Transform."""
        for layer in self.layers[:-1]:
            x = functional.relu(layer(x))
        return self.layers[-1](x)


class MaskDecoder(nn.Module):
    """Image and prompt tokens to four masks and their expected quality."""

    def __init__(self) -> None:
        super().__init__()
        self.transformer = TwoWayTransformer()
        self.iou_token = nn.Embedding(1, WIDTH)
        self.mask_tokens = nn.Embedding(MASK_TOKENS, WIDTH)
        self.output_upscaling = nn.Sequential(
            nn.ConvTranspose2d(WIDTH, WIDTH // 4, kernel_size=2, stride=2),
            ChannelNorm(WIDTH // 4),
            nn.GELU(),
            nn.ConvTranspose2d(WIDTH // 4, WIDTH // 8, kernel_size=2, stride=2),
            nn.GELU(),
        )
        self.output_hypernetworks_mlps = nn.ModuleList(Mlp(WIDTH // 8) for _ in range(MASK_TOKENS))
        self.iou_prediction_head = Mlp(MASK_TOKENS)

    def forward(self, image: Tensor, places: Tensor, prompts: Tensor) -> tuple[Tensor, Tensor]:
        """Decode image [4096,256], the features of its places [4096,256] and prompts [N,256].

        Returns mask logits [4,256,256] and expected intersection over union [4].
        """
        tokens = torch.cat([self.iou_token.weight, self.mask_tokens.weight, prompts])
        tokens, image = self.transformer(tokens, image, places)
        weights = [
            mlp(tokens[1 + i : 2 + i]) for i, mlp in enumerate(self.output_hypernetworks_mlps)
        ]
        masks = self._upscaled(image) @ torch.cat(weights).transpose(0, 1)
        # y, x, of each place its quarters, of each quarter its quarters, mask: only the masks are
        # put in order, which are an eighth of what they are made of.
        grid = masks.reshape(MAP_SIDE, MAP_SIDE, 2, 2, 2, 2, MASK_TOKENS)
        side = 4 * MAP_SIDE
        in_order = grid.permute(6, 0, 2, 4, 1, 3, 5).reshape(MASK_TOKENS, side, side)
        return in_order, self.iou_prediction_head(tokens[0:1]).reshape(MASK_TOKENS)

    def _upscaled(self, image: Tensor) -> Tensor:
        """Twice as many places a side, and twice again: [4096,256] to [4096 * 16, 32]."""
        first, norm, activate, second, _ = self.output_upscaling
        x = activate(normed(quartered(image, first), norm, first.out_channels))
        return activate(quartered(x, second))


# A convolution whose step is its kernel, 2 x 2, is a product for each place by itself: places stay
# rows and channels columns, as the transformer has them.


def halved(x: Tensor, side: int, step: nn.Conv2d) -> Tensor:
    """Four places to one: [side * side,C] to [side/2 * side/2,D], row by row."""
    channels = step.in_channels
    fours = x.reshape(side // 2, 2, side // 2, 2, channels).transpose(1, 2)
    weight = step.weight.permute(2, 3, 1, 0).reshape(4 * channels, -1)
    return fours.reshape(-1, 4 * channels) @ weight + step.bias


def quartered(x: Tensor, step: nn.ConvTranspose2d) -> Tensor:
    """One place to four: [N,C] to [N * 4,D], the four of each in two rows."""
    channels = step.out_channels
    weight = step.weight.permute(0, 2, 3, 1).reshape(-1, 4 * channels)
    return (x @ weight).reshape(-1, channels) + step.bias


def normed(x: Tensor, norm: ChannelNorm, channels: int) -> Tensor:
    """Normalise each row."""
    return functional.layer_norm(x, (channels,), norm.weight, norm.bias, ChannelNorm.EPSILON)
