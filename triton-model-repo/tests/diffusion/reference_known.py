"""Inpainting by the reference's pipelines while what is known is put back (needs PyTorch)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from cases import Case
from diffusers import StableDiffusionInpaintPipeline
from reference import (
    components,
    four_channel_unet,
    inpainting_arguments,
    noise_of,
    run_pipeline,
)


def edit_with_four_channels(case: Case, vocabulary: Path) -> np.ndarray:
    """Inpaint with the four-channel UNet; return the latents after every step."""
    arguments = inpainting_arguments(case)
    with noise_of(case):
        kind, unet = StableDiffusionInpaintPipeline, four_channel_unet()
        return run_pipeline(kind, unet, case, vocabulary, arguments).latents


def edit_keeping(
    case: Case, vocabulary: Path, source: np.ndarray, change: np.ndarray
) -> np.ndarray:
    """Inpaint while what may not change yet is put back, under the reference's own noise.

    source: scaled latents [1,4,h,w]; change: [1,1,h,w] in 0..1. Returns the latents after every
    step. Source: Levin & Fried 2023, arXiv:2306.00950, algorithm 1.
    """
    noise = torch.from_numpy(case.noise()["loop"].standard_normal(source.shape, dtype=np.float32))
    stays, known = torch.from_numpy(1 - change), torch.from_numpy(source)

    def put_back(pipeline: StableDiffusionInpaintPipeline, step: int, latents: torch.Tensor):
        done, total = step + 1, pipeline.num_timesteps
        if done == total:
            return torch.where(stays == 1, known, latents)
        next_time = pipeline.scheduler.timesteps[-total:][done : done + 1]
        noised = pipeline.scheduler.add_noise(known, noise, next_time)
        return torch.where(stays > done / total, noised, latents)

    with noise_of(case):
        kind, unet = StableDiffusionInpaintPipeline, components().sd_inpaint_unet
        arguments = inpainting_arguments(case)
        return run_pipeline(kind, unet, case, vocabulary, arguments, put_back).latents
