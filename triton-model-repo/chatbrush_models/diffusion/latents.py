"""Between pictures and latents: the autoencoder's conventions.

Notation      picture            uint8 [H,W,3] sRGB
              images             float32 [1,3,H,W] in [-1,1], what the autoencoder's networks take
              moments            float32 [1,8,h,w], mean then logarithm of variance, h = H/8
              latents            float32 [1,4,h,w]
Source: Rombach et al. 2022, arXiv:2112.10752, section 3.1 and appendix G.
"""

from __future__ import annotations

import numpy as np

from chatbrush_models.diffusion.arrays import Bytes, Floats, NoiseSource
from chatbrush_models.diffusion.errors import SettingsError

SCALING_FACTOR = 0.18215
CELL = 8
"""Pixels along each side of one latent."""

# Least-squares projection of scaled Stable Diffusion latents to RGB in [-1,1], published by
# K. Turner ("Decoding latents to RGB without upscaling", Hugging Face forum, 2022).
RGB_OF_LATENT = (
    (0.298, 0.207, 0.208),
    (0.187, 0.286, 0.173),
    (-0.158, 0.189, 0.264),
    (-0.184, -0.271, -0.473),
)


def check_size(height: int, width: int) -> None:
    """Errors: SettingsError unless both sides are multiples of CELL, in pixels."""
    if height % CELL or width % CELL or not height or not width:
        fit_height, fit_width = max(CELL, height // CELL * CELL), max(CELL, width // CELL * CELL)
        raise SettingsError(
            f"width and height must be multiples of {CELL}, got {width}x{height}; "
            f"fit the picture to {fit_width}x{fit_height}"
        )


def images_from_picture(picture: Bytes) -> Floats:
    """Return the autoencoder's input for one picture. Errors: SettingsError (`check_size`)."""
    check_size(*picture.shape[:2])
    images = picture.astype(np.float32) / 255 * 2 - 1
    return np.ascontiguousarray(images.transpose(2, 0, 1)[None])


def picture_from_images(images: Floats) -> Bytes:
    """Return the picture that the autoencoder's decoder made, clipped and rounded."""
    scaled = (images[0].transpose(1, 2, 0) / 2 + 0.5).clip(0, 1)
    return np.ascontiguousarray((scaled * 255).round().astype(np.uint8))


def mode(moments: Floats) -> Floats:
    """Return the most likely latents, unscaled: InstructPix2Pix is conditioned on just these."""
    return moments[:, :4]


def sample(moments: Floats, rng: NoiseSource) -> Floats:
    """Draw latents from the encoder's normal distribution, unscaled."""
    mean, log_variance = moments[:, :4], moments[:, 4:]
    # The same bounds as in training keep exp() finite for an encoder that is sure of itself.
    std = np.exp(0.5 * log_variance.clip(-30, 20))
    return mean + std * rng.standard_normal(mean.shape, dtype=np.float32)


def scale(latents: Floats, factor: float = SCALING_FACTOR) -> Floats:
    """Bring latents of the autoencoder to about unit variance, where diffusion works."""
    return latents * factor


def unscale(latents: Floats, factor: float = SCALING_FACTOR) -> Floats:
    """Undo `scale`: the decoder's input."""
    return latents / factor


def preview(latents: Floats) -> Bytes:
    """Return a picture of h x w pixels: scaled latents under a linear projection."""
    projection = np.array(RGB_OF_LATENT, np.float32)
    colours = latents[0].transpose(1, 2, 0) @ projection
    return ((colours / 2 + 0.5).clip(0, 1) * 255).round().astype(np.uint8)
