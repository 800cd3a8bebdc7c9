"""The two-way transformer of SAM's mask decoder, for one prompt set (no batch axis).

Notation: tokens float32 [T,256] (outputs and prompts), image float32 [P,256] (P = 64 * 64 places).
Attribute names are those of the checkpoint.
Source: Kirillov et al. 2023, "Segment Anything", arXiv:2304.02643, appendix A, "Lightweight mask
decoder".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 256
HEADS = 8
HIDDEN = 2048
DEPTH = 2
PLACES = 64 * 64


class Attention(nn.Module):
    """Attention of `query` [Q,256] over `key`, `value` [K,256], at `inner` channels. To [Q,256].

    Tokens are few, places are 4096, and (x W) y is x (W y). So `seen` and `told` project the tokens
    to the width of the image, where the published code projects the image. With up to 16 tokens
    that is less work, with those of one click under half.
    """

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.head_width = inner // HEADS
        self.inner = inner
        self.q_proj = nn.Linear(WIDTH, inner)
        self.k_proj = nn.Linear(WIDTH, inner)
        self.v_proj = nn.Linear(WIDTH, inner)
        self.out_proj = nn.Linear(inner, WIDTH)

    def forward(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Project, attend by head, project back."""
        query = self._by_head(self.q_proj(query))
        key = self._by_head(self.k_proj(key))
        value = self._by_head(self.v_proj(value))
        scores = (query * self.head_width**-0.5) @ key.transpose(-2, -1)
        return self._joined(torch.softmax(scores, dim=-1) @ value)

    def seen(self, tokens: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """`forward` of few queries [T,256] at many places [P,256]."""
        query = self._by_head(self.q_proj(tokens)) * self.head_width**-0.5
        wide = query @ self._weight_by_head(self.k_proj)  # heads, T, 256
        offset = query @ self.k_proj.bias.reshape(HEADS, self.head_width, 1)
        scores = wide.reshape(-1, WIDTH) @ key.transpose(0, 1) + offset.reshape(-1, 1)
        mixed = (torch.softmax(scores, dim=-1) @ value).reshape(HEADS, -1, WIDTH)
        narrow = mixed @ self._weight_by_head(self.v_proj).transpose(1, 2)
        return self._joined(narrow + self.v_proj.bias.reshape(HEADS, 1, self.head_width))

    def told(self, places: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """`forward` of many queries [P,256] at few tokens [T,256]."""
        key = self._by_head(self.k_proj(key)) * self.head_width**-0.5
        wide = (key @ self._weight_by_head(self.q_proj)).reshape(-1, WIDTH)  # heads * T, 256
        offset = key @ self.q_proj.bias.reshape(HEADS, self.head_width, 1)
        scores = places @ wide.transpose(0, 1) + offset.reshape(1, -1)
        weights = torch.softmax(scores.reshape(PLACES, HEADS, -1), dim=-1).reshape(PLACES, -1)
        back = self.out_proj.weight.transpose(0, 1).reshape(HEADS, self.head_width, WIDTH)
        given = (self._by_head(self.v_proj(value)) @ back).reshape(-1, WIDTH)
        return weights @ given + self.out_proj.bias

    def _by_head(self, x: Tensor) -> Tensor:
        return x.reshape(-1, HEADS, self.head_width).transpose(0, 1)

    def _weight_by_head(self, linear: nn.Linear) -> Tensor:
        """Return the rows of each head: float32 [heads, head_width, 256]."""
        return linear.weight.reshape(HEADS, self.head_width, WIDTH)

    def _joined(self, mixed: Tensor) -> Tensor:
        return self.out_proj(mixed.transpose(0, 1).reshape(-1, self.inner))


class TokenMlp(nn.Module):
    """The feed-forward part of a layer. Keeps float32 [T,256]."""

    def __init__(self) -> None:
        super().__init__()
        self.lin1 = nn.Linear(WIDTH, HIDDEN)
        self.lin2 = nn.Linear(HIDDEN, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        return self.lin2(functional.relu(self.lin1(x)))


class TwoWayLayer(nn.Module):
    """Tokens attend to each other and to the image; then the image attends to the tokens."""

    def __init__(self, first: bool) -> None:
        super().__init__()
        self.first = first
        self.self_attn = Attention(WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH)
        self.cross_attn_token_to_image = Attention(WIDTH // 2)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.mlp = TokenMlp()
        self.norm3 = nn.LayerNorm(WIDTH)
        self.cross_attn_image_to_token = Attention(WIDTH // 2)
        self.norm4 = nn.LayerNorm(WIDTH)

    def forward(
        self, tokens: Tensor, image: Tensor, token_places: Tensor, image_places: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Update tokens and image. The places are what is added to queries and keys."""
        # 1. Self-attention; in the first layer the tokens still are their own positions.
        if self.first:
            tokens = self.self_attn(tokens, tokens, tokens)
        else:
            placed = tokens + token_places
            tokens = tokens + self.self_attn(placed, placed, tokens)
        tokens = self.norm1(tokens)
        # 2. Tokens to image.
        placed_image = image + image_places
        seen = self.cross_attn_token_to_image.seen(tokens + token_places, placed_image, image)
        tokens = self.norm2(tokens + seen)
        # 3. Each token by itself.
        tokens = self.norm3(tokens + self.mlp(tokens))
        # 4. Image to tokens.
        told = self.cross_attn_image_to_token.told(placed_image, tokens + token_places, tokens)
        return tokens, self.norm4(image + told)


class TwoWayTransformer(nn.Module):
    """DEPTH layers and a last look of the tokens at the image."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(TwoWayLayer(first=index == 0) for index in range(DEPTH))
        self.final_attn_token_to_image = Attention(WIDTH // 2)
        self.norm_final_attn = nn.LayerNorm(WIDTH)

    def forward(self, tokens: Tensor, image: Tensor, image_places: Tensor) -> tuple[Tensor, Tensor]:
        """Return the updated tokens [T,256] and image [P,256]."""
        places = tokens
        for layer in self.layers:
            tokens, image = layer(tokens, image, places, image_places)
        seen = self.final_attn_token_to_image.seen(tokens + places, image + image_places, image)
        return self.norm_final_attn(tokens + seen), image
