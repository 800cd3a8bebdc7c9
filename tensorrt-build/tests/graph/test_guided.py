"""Guidance inside a UNet's graph gives what stacking and weighing outside of it give."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.attention import attentions
from tensorrt_build.graph.guided import guided
from tensorrt_build.graph.halves import to_halves
from tensorrt_build.graph.memory import memory_of, shapes_of, with_shapes
from tensorrt_build.graph.operations import operations_of
from tensorrt_build.graph.random_weights import GRAPHS
from tensorrt_build.graph.recorded import recorded_inputs
from tensorrt_build.networks.catalogue import NETWORKS, traced

TINY = Path(__file__).resolve().parents[3] / "triton-model-repo" / "tests" / "tiny"
WIDTH = 16
CHANNELS = {"pix2pix_unet": 8, "sd_inpaint_unet": 9}
PICTURES, HEIGHT, SIDE = 2, 7, 9


def session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(model.SerializeToString())


def plain(name: str) -> onnx.ModelProto:
    return onnx.load(TINY / f"{name}.onnx")


def inputs(name: str, branches: int, rescale: float) -> dict[str, np.ndarray]:
    random = np.random.default_rng(branches)
    shape = (PICTURES, CHANNELS[name] - 4, HEIGHT, SIDE)
    weights = random.normal(0, 3, (PICTURES, branches, 2)).astype(np.float32)
    weights[..., 1] = random.integers(0, 2, (PICTURES, branches))
    weights[:, 0, 1] = 1
    given = {
        "latent": random.normal(size=(PICTURES, 4, HEIGHT, SIDE)),
        "timestep": [[500], [20]],
        "condition": random.normal(size=shape),
        "encoder_hidden_states": random.normal(size=(PICTURES, branches, 77, WIDTH)),
        "branches": weights,
        "rescale": [[rescale], [rescale]],
    }
    return {key: np.asarray(values, np.float32) for key, values in given.items()}


def by_hand(network: onnxruntime.InferenceSession, given: dict[str, np.ndarray]) -> np.ndarray:
    """Each branch of each picture alone, then the equations of the papers."""
    found = []
    for picture in range(PICTURES):
        weights, shares = given["branches"][picture].T
        answers = [
            network.run(
                None,
                {
                    "sample": np.concatenate(
                        [given["latent"][[picture]], given["condition"][[picture]] * share], axis=1
                    ),
                    "timestep": given["timestep"][[picture]],
                    "encoder_hidden_states": given["encoder_hidden_states"][picture, [branch]],
                },
            )[0].astype(np.float64)
            for branch, share in enumerate(shares)
        ]
        merged = sum(weight * answer for weight, answer in zip(weights, answers, strict=True))
        share = float(given["rescale"][picture, 0])
        same = merged * answers[0].std() / merged.std()
        found.append(share * same + (1 - share) * merged)
    return np.concatenate(found)


@pytest.mark.parametrize("rescale", [0.0, 0.7])
@pytest.mark.parametrize("branches", [1, 2, 3])
@pytest.mark.parametrize("name", CHANNELS)
def test_the_graph_guides_as_the_papers_do(name, branches, rescale):
    given = inputs(name, branches, rescale)
    expected = by_hand(session(plain(name)), given)

    (found,) = session(guided(plain(name))).run(["noise_pred"], given)

    assert found.dtype == np.float32
    assert np.abs(found - expected).max() <= 2e-6 * np.abs(expected).max()


def test_what_is_no_unet_is_not_guided():
    with pytest.raises(BuildError, match="guidance goes around"):
        guided(onnx.load(TINY / "vae_decoder.onnx"))


@pytest.mark.parametrize("name", ["pix2pix_unet", "sd_inpaint_unet", "sd2_inpaint_unet"])
def test_a_unet_in_halves_keeps_all_its_attention_whole(name):
    specification = NETWORKS[name]
    model = guided(onnx.load(GRAPHS / f"{name}.onnx", load_external_data=False))

    found = attentions(to_halves(model, specification).graph)

    assert len(found) == 32  # 16 transformer blocks, each with self and cross attention


def test_a_softmax_of_its_own_type_is_no_attention_that_can_be_fused():
    specification = NETWORKS["vae_decoder"]
    model = onnx.load(GRAPHS / "vae_decoder.onnx", load_external_data=False)

    assert len(attentions(model.graph)) == 1
    assert attentions(to_halves(model, specification).graph) == []


def test_shapes_are_told_from_the_graph_alone():
    specification = NETWORKS["sd_inpaint_unet"]
    model = guided(onnx.load(GRAPHS / "sd_inpaint_unet.onnx", load_external_data=False))

    shapes = shapes_of(with_shapes(model, specification.shapes(specification.at(2))))

    block = "/unet/down_blocks.0/attentions.0/transformer_blocks.0/attn1"
    assert shapes[f"{block}/MatMul_output_0"][1] == (6, 8, 88 * 88, 88 * 88)
    assert shapes["noise_pred"][1] == (3, 4, 88, 88)


def test_memory_is_weights_and_the_largest_results():
    specification = NETWORKS["sd_inpaint_unet"]

    found = memory_of(GRAPHS / "sd_inpaint_unet.onnx", specification)

    assert found.weights == pytest.approx(2 * 859_535_364, rel=0.01)
    scores = 6 * 8 * (88 * 88) ** 2 * 2  # bytes of one attention's scores, were they written
    assert 3e8 < found.context < scores / 2


def test_operations_of_a_unet_are_the_published_ones():
    specification = traced("sd_inpaint_unet")
    sizes = {"batch": 1, "latent_height": 64, "latent_width": 64}

    found = operations_of(GRAPHS / "sd_inpaint_unet.onnx", specification, sizes)

    # 339 giga multiply-additions are published, which leave out scores and their products with the
    # values: blocks, tokens and channels of each level, on themselves and on 77 words.
    levels = [(5, 4096, 320), (5, 1024, 640), (5, 256, 1280), (1, 64, 1280)]
    attention = sum(count * 2 * n * (n + 77) * width for count, n, width in levels)
    assert found == pytest.approx(2 * (339.1e9 + attention), rel=0.005)


@pytest.mark.parametrize("name", ["sd_inpaint_unet", "sd_inpaint_fast_unet"])
def test_inputs_are_recorded_from_a_loop(tmp_path, name):
    model = guided(plain("sd_inpaint_unet"))
    onnx.save(model, tmp_path / "model.onnx")
    small = {"latent_height": (8, 8, 8), "latent_width": (8, 8, 8)}
    specification = tiny(NETWORKS[name], small)

    steps = recorded_inputs(specification, tmp_path / "model.onnx")

    assert [step["timestep"].item() for step in steps] == [999, 666, 333, 0]
    latents = [step["latent"] for step in steps]
    assert all(np.abs(a - b).max() > 0.1 for a, b in zip(latents, latents[1:], strict=False))
    assert all(np.isfinite(latent).all() for latent in latents)


def tiny(specification, sizes):
    """The same network with a narrow text, at other sizes."""
    inputs = tuple(
        dataclasses.replace(tensor, dims=(*tensor.dims[:-1], WIDTH))
        if tensor.name == "encoder_hidden_states"
        else tensor
        for tensor in specification.inputs
    )
    return dataclasses.replace(specification, inputs=inputs, sizes={**specification.sizes, **sizes})
