from __future__ import annotations

import json

import numpy as np
import onnx
import onnxruntime
import pytest
from tensorrt_build.fill import fill
from tensorrt_build.golden import digest, inputs_of
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.manifest import MODULE_FOLDER
from tensorrt_build.model_config import read_config
from tensorrt_build.signature import check_signature
from tensorrt_build.torch_archive import TorchArchive

NAMES = ("mobile_sam_encoder", "mobile_sam_decoder")
GOLDEN = MODULE_FOLDER / "tests" / "golden"
# Operators whose result's shape depends on data, or that TensorRT's parser stumbled over in SAM.
AVOIDED = {"OneHot", "Tile", "NonZero", "If", "Loop", "Scan", "ScatterND", "Where", "Range"}


@pytest.fixture(params=NAMES)
def name(request) -> str:
    return request.param


@pytest.fixture
def graph_file(name, manifest):
    return manifest.graphs_folder / manifest.recipes[name].graph


@pytest.fixture(scope="session")
def models(manifest, weights_folder, tmp_path_factory):
    """Both models, filled."""
    folder = tmp_path_factory.mktemp("models")
    with TorchArchive(weights_folder / manifest.weights["mobile_sam"].file) as checkpoint:
        for name in NAMES:
            graph = manifest.graphs_folder / manifest.recipes[name].graph
            fill(graph, checkpoint, folder / f"{name}.onnx")
    return {
        name: onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"), providers=["CPUExecutionProvider"]
        )
        for name in NAMES
    }


def run(session, inputs):
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs), strict=True))


def test_a_graph_is_small_and_without_weights(graph_file):
    tensors = onnx.load(graph_file, load_external_data=False).graph.initializer

    assert graph_file.stat().st_size < 500_000
    assert len(tensors) > 100
    assert not any(tensor.raw_data for tensor in tensors)


def test_a_graph_avoids_what_tensorrt_stumbles_over(graph_file):
    nodes = onnx.load(graph_file, load_external_data=False).graph.node

    assert {node.op_type for node in nodes}.isdisjoint(AVOIDED)


def test_the_parity_report_is_of_this_graph_and_these_weights(name, graph_file, manifest):
    report = json.loads((manifest.graphs_folder / f"{name}.parity.json").read_text())

    assert report["graph_sha256"] == sha256_of_file(graph_file)
    assert report["weights_sha256"] == manifest.weights[manifest.recipes[name].weights].sha256
    differences = [d for case in report["cases"].values() for d in case.values()]
    assert max(differences) <= report["tolerance"]


def test_the_repository_configures_the_graph_as_it_is(name, graph_file, repository_folder):
    config = read_config(repository_folder / "triton-model-repo" / name / "config.pbtxt")

    check_signature(config, graph_file)


@pytest.mark.weights
def test_the_filled_model_gives_the_golden_outputs(name, models):
    outputs = run(models[name], inputs_of(name))

    tolerance = json.loads((GOLDEN / f"{name}.json").read_text())["tolerance"]
    found = digest(outputs)
    with np.load(GOLDEN / f"{name}.npz") as golden:
        assert set(golden) == set(found)
        for key, expected in golden.items():
            scale = np.abs(outputs[key.rpartition(".")[0]]).max()
            size = outputs[key.rpartition(".")[0]].size if key.endswith(".sum") else 1
            np.testing.assert_allclose(found[key], expected, rtol=0, atol=tolerance * scale * size)


@pytest.mark.weights
def test_a_click_selects_the_disc(models):
    y, x = np.mgrid[0:1024, 0:1024]
    disc = (x - 600) ** 2 + (y - 400) ** 2 < 200**2
    picture = np.full((1024, 1024, 3), 180, np.uint8)
    picture[disc] = (200, 30, 30)

    embeddings = run(models["mobile_sam_encoder"], {"image": picture})
    outputs = run(
        models["mobile_sam_decoder"],
        {
            **embeddings,
            "point_coords": np.array([[600, 400], [0, 0]], np.float32),
            "point_labels": np.array([1, -1], np.float32),
            "mask_input": np.zeros((1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
        },
    )

    best = outputs["low_res_masks"][1 + outputs["iou_predictions"][1:].argmax()] > 0
    small = disc[2::4, 2::4]
    assert (best & small).sum() / (best | small).sum() > 0.97


@pytest.mark.weights
def test_the_order_of_the_prompts_does_not_matter(models):
    inputs = inputs_of("mobile_sam_decoder")
    turned = inputs | {key: inputs[key][::-1].copy() for key in ("point_coords", "point_labels")}

    one = run(models["mobile_sam_decoder"], inputs)["low_res_masks"]
    other = run(models["mobile_sam_decoder"], turned)["low_res_masks"]

    np.testing.assert_allclose(one, other, rtol=0, atol=1e-4 * np.abs(one).max())
