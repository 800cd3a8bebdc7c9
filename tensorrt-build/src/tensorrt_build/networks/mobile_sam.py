"""MobileSAM as the two models of the Triton repository, with the names of the segment contract."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from tensorrt_build.networks.sam_decoder import MaskDecoder, PromptEncoder
from tensorrt_build.networks.sam_transformer import WIDTH
from tensorrt_build.networks.tiny_vit import TinyViT

MEAN = (123.675, 116.28, 103.53)
DEVIATION = (58.395, 57.12, 57.375)


class MobileSamEncoder(nn.Module):
    """image uint8 [1024,1024,3] (RGB, already resized and padded) to float32 [256,64,64]."""

    mean: Tensor
    deviation: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.image_encoder = TinyViT()
        self.register_buffer("mean", torch.tensor(MEAN).reshape(3, 1, 1), persistent=False)
        deviation = torch.tensor(DEVIATION).reshape(3, 1, 1)
        self.register_buffer("deviation", deviation, persistent=False)

    def forward(self, image: Tensor) -> Tensor:
        """Normalise and encode. TensorRT takes bytes only where they are cast at once."""
        planes = image.to(torch.float32).permute(2, 0, 1)
        return self.image_encoder(((planes - self.mean) / self.deviation)[None])[0]


class MobileSamDecoder(nn.Module):
    """Embedding and prompts to masks; see `forward`."""

    def __init__(self) -> None:
        super().__init__()
        self.prompt_encoder = PromptEncoder()
        self.mask_decoder = MaskDecoder()

    def forward(
        self,
        image_embeddings: Tensor,
        point_coords: Tensor,
        point_labels: Tensor,
        mask_input: Tensor,
        has_mask_input: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Decode one set of prompts.

        image_embeddings float32 [256,64,64]; point_coords float32 [N,2], N >= 1, pixels of the
        1024 x 1024 input; point_labels float32 [N]; mask_input float32 [1,256,256] logits of an
        earlier call; has_mask_input float32 [1], 0 or 1. Where no box is among the prompts the
        caller appends one point with label -1: the network was trained with it.
        Returns low_res_masks float32 [4,256,256] (logits; 0 is the edge; mask 0 is the one for
        many prompts, 1..3 are part, object, whole) and iou_predictions float32 [4].
        """
        prompts = self.prompt_encoder.points(point_coords, point_labels)
        image = image_embeddings.reshape(WIDTH, -1).transpose(0, 1)
        image = image + self.prompt_encoder.mask(mask_input, has_mask_input)
        return self.mask_decoder(image, self.prompt_encoder.map_places(), prompts)
