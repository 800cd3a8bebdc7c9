"""The tiny diffusion networks: ONNX against diffusers and transformers, at several sizes."""

from __future__ import annotations

import io

import numpy as np
import onnx
import onnxruntime
import pytest

pytestmark = pytest.mark.parity
TOLERANCE = 1e-5  # of the largest value
SIZES = [(8, 8), (7, 9), (12, 11), (33, 17)]  # of latents; a UNet of two levels halves them once


@pytest.fixture(scope="module")
def parts():
    from tensorrt_build.networks.tiny_diffusion import tiny_components

    return tiny_components(5)


def traced(name, module):
    """The module's graph, simplified, in ONNX Runtime."""
    from tensorrt_build.graph.simplify import simplify
    from tensorrt_build.networks.catalogue import traced as specified
    from tensorrt_build.networks.tracing import trace

    model = simplify(trace(module, specified(name), tiny_inputs(name, 2, 7, 9)))
    onnx.checker.check_model(model, full_check=True)
    buffer = io.BytesIO()
    onnx.save(model, buffer)
    return onnxruntime.InferenceSession(buffer.getvalue(), providers=["CPUExecutionProvider"])


def tiny_inputs(name, batch, height, width):
    import torch
    from tensorrt_build.networks.tiny_diffusion import WIDTH

    generator = torch.Generator().manual_seed(batch + height)
    if name == "clip_text_encoder":
        return (torch.randint(0, 49408, (batch, 77), generator=generator, dtype=torch.int32),)
    if name == "vae_encoder":
        return (torch.rand(batch, 3, 8 * height, 8 * width, generator=generator) * 2 - 1,)
    if name == "vae_decoder":
        return (torch.randn(batch, 4, height, width, generator=generator),)
    channels = {"pix2pix_unet": 8, "sd_inpaint_unet": 9}[name]
    return (
        torch.randn(batch, channels, height, width, generator=generator),
        torch.rand(batch, 1, generator=generator) * 999,
        torch.randn(batch, 77, WIDTH, generator=generator),
    )


def wrapped(name, parts):
    """Our module, and the published code's answer as a function of the same inputs."""
    from tensorrt_build.networks import stable_diffusion as ours

    if name == "clip_text_encoder":
        text = parts.text_encoder
        return ours.ClipTextEncoder(text), lambda ids: text(ids.long()).last_hidden_state
    if name == "vae_encoder":
        return ours.VaeEncoder(parts.vae), lambda x: parts.vae.encode(x).latent_dist.parameters
    if name == "vae_decoder":
        return ours.VaeDecoder(parts.vae), lambda z: parts.vae.decode(z).sample
    unet = getattr(parts, name)
    return ours.Unet(unet), lambda x, t, e: unet(x, t[:, 0], e).sample


@pytest.mark.parametrize(
    "name",
    ["clip_text_encoder", "vae_encoder", "vae_decoder", "pix2pix_unet", "sd_inpaint_unet"],
)
def test_onnx_gives_what_the_published_code_gives(parts, name):
    import torch
    from diffusers.models.attention_processor import AttnProcessor2_0
    from tensorrt_build.networks.stable_diffusion import use_attention

    module, run_published = wrapped(name, parts)
    session = traced(name, module)
    use_attention(module, AttnProcessor2_0())

    for batch, (height, width) in enumerate(SIZES, start=1):
        inputs = tiny_inputs(name, batch, height, width)
        names = [node.name for node in session.get_inputs()]
        feed = {n: value.numpy() for n, value in zip(names, inputs, strict=True)}
        (found,) = session.run(None, feed)
        with torch.inference_mode():
            expected = run_published(*inputs).numpy()
        assert found.shape == expected.shape
        assert np.abs(found - expected).max() <= TOLERANCE * np.abs(expected).max()


def test_each_sample_of_a_batch_has_its_own_timestep(parts):
    import torch

    module, _ = wrapped("pix2pix_unet", parts)
    sample, _, text = tiny_inputs("pix2pix_unet", 1, 8, 8)
    steps = torch.tensor([[1.0], [999.0]])

    with torch.inference_mode():
        both = module(sample.repeat(2, 1, 1, 1), steps, text.repeat(2, 1, 1))
        alone = torch.cat([module(sample, step[None], text) for step in steps])

    assert (both - alone).abs().max() < 1e-5
    assert (both[0] - both[1]).abs().max() > 1e-3
