"""Pictures filled up to a size that the networks take, and cut back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditRequest


@dataclass(frozen=True)
class Padding:
    """Pixels mirrored beyond the right and the lower edge of a picture of `height` x `width`."""

    height: int
    width: int
    below: int
    right: int

    @classmethod
    def to_size(cls, height: int, width: int, size: tuple[int, int]) -> Padding:
        """Measure what a picture lacks to `size`, height and width, which is no smaller."""
        return cls(height, width, size[0] - height, size[1] - width)

    def add(self, request: EditRequest) -> EditRequest:
        """Return the request with larger picture and mask; what is added is not selected."""
        mask = request.mask
        if mask is not None:
            mask = np.pad(mask, ((0, self.below), (0, self.right)))
        edges = 0, self.below, 0, self.right
        image = cv2.copyMakeBorder(request.image, *edges, cv2.BORDER_REFLECT_101)
        return replace(request, image=image, mask=mask)

    def remove(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Cut a padded picture, or a smaller view of it, to what was there before."""
        rows, columns = picture.shape[:2]
        height = max(1, rows * self.height // (self.height + self.below))
        width = max(1, columns * self.width // (self.width + self.right))
        return np.ascontiguousarray(picture[:height, :width])
