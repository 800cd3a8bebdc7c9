"""Our PyTorch modules, the published code and the filled graphs give the same numbers."""

from __future__ import annotations

import json

import pytest
from tensorrt_build.export import export
from tensorrt_build.manifest import Manifest
from tensorrt_build.torch_archive import TorchArchive

pytestmark = [pytest.mark.parity, pytest.mark.weights]


@pytest.mark.parametrize("name", ["mobile_sam_encoder", "mobile_sam_decoder"])
def test_exporting_again_gives_the_checked_in_graph_and_passes(
    name, manifest, weights_folder, tmp_path
):
    fresh = Manifest(manifest.weights, manifest.recipes, tmp_path)

    report = export(fresh, name, weights_folder)

    committed = json.loads((manifest.graphs_folder / f"{name}.parity.json").read_text())
    assert report["graph_sha256"] == committed["graph_sha256"]
    assert report["cases"].keys() == committed["cases"].keys()
    assert max(d for case in report["cases"].values() for d in case.values()) <= 2e-5


def test_a_module_with_one_changed_tensor_does_not_pass(manifest, weights_folder):
    import torch
    from tensorrt_build.networks import mobile_sam, parity
    from tensorrt_build.networks.published_mobile_sam import published_mobile_sam

    file = weights_folder / manifest.weights["mobile_sam"].file
    with TorchArchive(file) as checkpoint:
        state = {key: torch.from_numpy(checkpoint.read(key).copy()) for key in checkpoint.names()}
    published = published_mobile_sam(state)
    state["mask_decoder.transformer.layers.1.norm4.bias"] += 0.01
    module = mobile_sam.load(mobile_sam.MobileSamDecoder(), state)
    inputs = parity.cases("mobile_sam_decoder", 1)["one point"]

    difference = parity.largest_difference(
        parity.published_outputs(published, "mobile_sam_decoder", inputs),
        parity.module_outputs(module, inputs),
    )

    assert difference > 10 * parity.TOLERANCE


def test_names_the_tensors_that_a_checkpoint_lacks():
    from tensorrt_build.networks import mobile_sam

    with pytest.raises(ValueError, match="the checkpoint lacks .*mask_decoder"):
        mobile_sam.load(mobile_sam.MobileSamDecoder(), {})


def test_reads_the_checkpoint_as_torch_does(manifest, weights_folder):
    import numpy as np
    import torch

    file = weights_folder / manifest.weights["mobile_sam"].file
    expected = torch.load(file, map_location="cpu", weights_only=True)

    with TorchArchive(file) as checkpoint:
        assert checkpoint.names() == list(expected)
        for name, values in expected.items():
            np.testing.assert_array_equal(checkpoint.read(name), values.numpy())
