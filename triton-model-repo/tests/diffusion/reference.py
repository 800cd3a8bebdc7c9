"""The same edits by the pipelines of `diffusers` on tiny random networks (needs PyTorch)."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from unittest import mock

import analytic
import diffusers
import numpy as np
import torch
from cases import Case
from chatbrush_models.diffusion.schedule import Schedule
from diffusers import StableDiffusionInpaintPipeline, StableDiffusionInstructPix2PixPipeline
from editing import Edited, Networks
from PIL import Image
from stacked import guided
from tensorrt_build.networks.tiny_diffusion import TinyComponents, tiny_components
from transformers import CLIPTokenizer
from transformers.convert_slow_tokenizer import bytes_to_unicode

# Tiny networks on many threads mostly wait for one another.
torch.set_num_threads(1)

SCHEDULERS = {
    "euler_ancestral": diffusers.EulerAncestralDiscreteScheduler,
    "euler": diffusers.EulerDiscreteScheduler,
    "ddim": diffusers.DDIMScheduler,
    "plms": diffusers.PNDMScheduler,
    "dpm_solver++": diffusers.DPMSolverMultistepScheduler,
    "unipc": diffusers.UniPCMultistepScheduler,
    "lcm": diffusers.LCMScheduler,
}


@lru_cache
def components() -> TinyComponents:
    """The tiny networks, the UNets computing in double precision behind single-precision tensors.

    Otherwise guidance and the first sigmas, 15 times each, blow a UNet's own rounding error of
    1e-6 up to the tolerance that the loop is held to.
    """
    parts = tiny_components(0)
    for unet in (parts.pix2pix_unet, parts.sd_inpaint_unet):
        unet.double().forward = _in_double(unet.forward)
    return parts


def _in_double(forward: Callable) -> Callable:
    def call(sample, timestep, encoder_hidden_states, **options):
        text = encoder_hidden_states.double()
        return (forward(sample.double(), timestep, text, **options)[0].float(),)

    return call


def networks(model: str) -> Networks:
    """The same modules as the pipeline's, for our loop."""
    parts = components()
    unet = parts.pix2pix_unet if model == "pix2pix" else parts.sd_inpaint_unet
    return _networks(unet)


def four_channel_networks() -> Networks:
    """The same with a UNet that sees neither mask nor picture."""
    return _networks(four_channel_unet())


@lru_cache
def four_channel_unet() -> diffusers.UNet2DConditionModel:
    config = {**components().sd_inpaint_unet.config, "in_channels": 4}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        unet = diffusers.UNet2DConditionModel.from_config(config).eval().double()
    unet.forward = _in_double(unet.forward)
    return unet


def _networks(unet: torch.nn.Module) -> Networks:
    parts = components()
    vae = parts.vae

    def wrap(function):
        def call(*arrays: np.ndarray) -> np.ndarray:
            with torch.no_grad():
                return function(*(torch.from_numpy(array) for array in arrays)).numpy()

        return call

    return Networks(
        text=wrap(lambda ids: parts.text_encoder(ids.long())[0]),
        # The pipeline's pictures come as [H,W,3] in memory, for which PyTorch has other kernels.
        encode=wrap(
            lambda images: vae.quant_conv(
                vae.encoder(images.contiguous(memory_format=torch.channels_last))
            )
        ),
        decode=wrap(lambda latents: vae.decode(latents, return_dict=False)[0]),
        denoise=guided(wrap(lambda x, time, text: unet(x, time[:, 0], text)[0])),
    )


@lru_cache
def reference_tokenizer(vocabulary: Path) -> CLIPTokenizer:
    """`transformers`' tokenizer with OpenAI's vocabulary, put together by its converter's table."""
    lines = gzip.decompress(vocabulary.read_bytes()).decode().splitlines()
    merges = [tuple(line.split()) for line in lines[1 : 49152 - 256 - 2 + 1]]
    letters = list(bytes_to_unicode().values())
    tokens = letters + [letter + "</w>" for letter in letters]
    tokens += ["".join(pair) for pair in merges] + ["<|startoftext|>", "<|endoftext|>"]
    vocabulary_of_tokens = {token: number for number, token in enumerate(tokens)}
    return CLIPTokenizer(vocabulary_of_tokens, merges, model_max_length=77)


def token_rows(texts: list[str], vocabulary: Path) -> list[list[int]]:
    """Return 77 token numbers for each text, cut and padded as the pipelines do."""
    options = {"padding": "max_length", "max_length": 77, "truncation": True}
    return reference_tokenizer(vocabulary)(texts, **options).input_ids


def scheduler(name: str, schedule: Schedule) -> diffusers.SchedulerMixin:
    """The reference's sampler with the configuration of the Stable Diffusion checkpoints."""
    config = {
        "num_train_timesteps": schedule.train_steps,
        "beta_start": schedule.beta_start,
        "beta_end": schedule.beta_end,
        "beta_schedule": "scaled_linear",
        "steps_offset": schedule.steps_offset,
        "set_alpha_to_one": schedule.final_alpha_one,
        "clip_sample": False,
        "skip_prk_steps": True,
        "prediction_type": "v_prediction" if schedule.prediction == "velocity" else "epsilon",
    }
    if schedule.spacing:
        config["timestep_spacing"] = schedule.spacing
    return SCHEDULERS[name].from_config(config)


@contextlib.contextmanager
def noise_of(case: Case) -> Iterator[None]:
    """Feed the pipeline the numbers that the tools draw, in the pipeline's order of asking."""
    sources = case.noise()
    order = ["loop"] if case.model == "pix2pix" else ["loop", "masked"]
    order = ["source", *order] if case.strength < 1 else order

    def draw(shape: tuple[int, ...], **_: object) -> torch.Tensor:
        source = sources[order.pop(0) if order else "loop"]
        return torch.from_numpy(source.standard_normal(tuple(shape), dtype=np.float32))

    with mock.patch("torch.randn", draw):
        yield


@contextlib.contextmanager
def analytic_networks() -> Iterator[None]:
    """Let both UNets answer with `analytic.denoise`."""

    def forward(sample, timestep, encoder_hidden_states, **_options):
        times = np.broadcast_to(np.float32(timestep), (len(sample), 1))
        answer = analytic.denoise(sample.numpy(), times, encoder_hidden_states.numpy())
        return (torch.from_numpy(answer),)

    parts = components()
    with (
        mock.patch.object(parts.pix2pix_unet, "forward", forward),
        mock.patch.object(parts.sd_inpaint_unet, "forward", forward),
    ):
        yield


def edit(case: Case, vocabulary: Path) -> Edited:
    """Run `case` through its pipeline."""
    arguments: dict[str, object] = {}
    if case.model == "pix2pix":
        kind, unet = StableDiffusionInstructPix2PixPipeline, components().pix2pix_unet
        arguments["image_guidance_scale"] = case.image_guidance_scale
    else:
        kind, unet = StableDiffusionInpaintPipeline, components().sd_inpaint_unet
        arguments = inpainting_arguments(case)
    with noise_of(case):
        return run_pipeline(kind, unet, case, vocabulary, arguments)


def inpainting_arguments(case: Case) -> dict[str, object]:
    """What the inpainting pipeline takes beside the common arguments."""
    width, height = case.size
    mask = Image.fromarray(case.mask())
    return {"mask_image": mask, "width": width, "height": height, "strength": case.strength}


def run_pipeline(
    kind: type,
    unet: torch.nn.Module,
    case: Case,
    vocabulary: Path,
    arguments: dict[str, object],
    changed: Callable[[object, int, torch.Tensor], torch.Tensor] = lambda *given: given[2],
) -> Edited:
    """Run a pipeline; `changed` (pipeline, step, latents) makes what the next step begins with."""
    parts = components()
    pipeline = kind(
        unet=unet,
        vae=parts.vae,
        text_encoder=parts.text_encoder,
        tokenizer=reference_tokenizer(vocabulary),
        scheduler=scheduler(case.sampler, case.schedule),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    steps: list[np.ndarray] = []

    def keep(pipeline: object, step: int, _time: object, tensors: dict) -> dict:
        latents = changed(pipeline, step, tensors["latents"])
        steps.append(latents.numpy().copy())
        if (step + 1) / pipeline.num_timesteps >= case.image_guidance_until:
            pipeline._image_guidance_scale = 1.0  # what is left of three branches are two
        return {"latents": latents}

    picture = pipeline(
        prompt=case.prompt,
        negative_prompt=case.negative or None,
        image=Image.fromarray(case.picture()),
        num_inference_steps=case.steps,
        guidance_scale=case.guidance_scale,
        callback_on_step_end=keep,
        **arguments,
    ).images[0]
    return Edited(np.concatenate(steps), np.asarray(picture))
