"""Single pieces of the reference's pipelines, arrays in and arrays out (needs PyTorch)."""

from __future__ import annotations

from unittest import mock

import numpy as np
import torch
from diffusers.image_processor import VaeImageProcessor
from diffusers.models.autoencoders.vae import DiagonalGaussianDistribution
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import rescale_noise_cfg
from PIL import Image


def rescaled(merged: np.ndarray, text: np.ndarray, share: float) -> np.ndarray:
    """The reference's guidance rescale."""
    return rescale_noise_cfg(torch.from_numpy(merged), torch.from_numpy(text), share).numpy()


def preprocessed(picture: np.ndarray) -> np.ndarray:
    """The pipeline's picture for the autoencoder."""
    return VaeImageProcessor().preprocess(Image.fromarray(picture)).numpy()


def preprocessed_mask(mask: np.ndarray) -> np.ndarray:
    """The pipeline's mask, full size."""
    processor = VaeImageProcessor(do_normalize=False, do_binarize=True, do_convert_grayscale=True)
    return processor.preprocess(Image.fromarray(mask)).numpy()


def shrunk(mask: np.ndarray) -> np.ndarray:
    """The pipeline's mask, latent size."""
    size = mask.shape[2] // 8, mask.shape[3] // 8
    return torch.nn.functional.interpolate(torch.from_numpy(mask), size=size).numpy()


def postprocessed(images: np.ndarray) -> np.ndarray:
    """The pipeline's finished picture."""
    return np.asarray(VaeImageProcessor().postprocess(torch.from_numpy(images))[0])


def mode(moments: np.ndarray) -> np.ndarray:
    """The most likely latents of the encoder's distribution."""
    return DiagonalGaussianDistribution(torch.from_numpy(moments)).mode().numpy()


def sample(moments: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """Latents drawn from the encoder's distribution."""

    def draw(shape: tuple[int, ...], **_: object) -> torch.Tensor:
        return torch.from_numpy(stream.standard_normal(tuple(shape), dtype=np.float32))

    with mock.patch("torch.randn", draw):
        return DiagonalGaussianDistribution(torch.from_numpy(moments)).sample().numpy()
