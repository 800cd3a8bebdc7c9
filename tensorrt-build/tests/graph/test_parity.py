"""Our PyTorch modules, the published code and the filled graphs give the same numbers."""

from __future__ import annotations

import dataclasses
import json

import pytest
from tensorrt_build.graph.export import export
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.weights.checkpoint import ShardedCheckpoint
from tensorrt_build.weights.torch_archive import TorchArchive

pytestmark = [pytest.mark.parity, pytest.mark.weights]
CHEAP = ["mobile_sam_encoder", "mobile_sam_decoder", "taesd_decoder"]


@pytest.mark.parametrize("name", CHEAP)
def test_exporting_again_gives_the_checked_in_graph_and_passes(
    name, manifest, weights_folder, tmp_path
):
    fresh = dataclasses.replace(manifest, graphs_folder=tmp_path)

    report = export(fresh, name, weights_folder)

    committed = json.loads((manifest.graphs_folder / f"{name}.parity.json").read_text())
    assert report["graph_sha256"] == committed["graph_sha256"]
    assert report["cases"].keys() == committed["cases"].keys()


def test_a_module_with_one_changed_tensor_does_not_pass(manifest, weights_folder):
    import torch
    from tensorrt_build.graph import parity
    from tensorrt_build.networks.empty_weights import built_with
    from tensorrt_build.networks.full_size import MODULES
    from tensorrt_build.networks.published import published

    name = "mobile_sam_decoder"
    with TorchArchive(weights_folder / manifest.weights["mobile_sam"].file) as checkpoint:
        module = built_with(MODULES[name], checkpoint)
        run_published = published(name, checkpoint, module)
    inputs = parity.cases(name)["one point"]
    with torch.inference_mode():
        expected = run_published(inputs)
    module.mask_decoder.transformer.layers[1].norm4.bias += 0.01

    gap = parity.difference(name, expected, parity.module_outputs(module, inputs))

    assert gap["relative"] > 10 * NETWORKS[name].tolerance


def test_names_a_tensor_that_a_checkpoint_lacks():
    from tensorrt_build.networks.empty_weights import built_with
    from tensorrt_build.networks.full_size import MODULES

    with pytest.raises(ValueError, match="the checkpoint lacks 'prompt_encoder"):
        built_with(MODULES["mobile_sam_decoder"], ShardedCheckpoint([]))


def test_reads_the_checkpoint_as_torch_does(manifest, weights_folder):
    import numpy as np
    import torch

    file = weights_folder / manifest.weights["mobile_sam"].file
    expected = torch.load(file, map_location="cpu", weights_only=True)

    with TorchArchive(file) as checkpoint:
        assert checkpoint.names() == list(expected)
        for name, values in expected.items():
            np.testing.assert_array_equal(checkpoint.read(name), values.numpy())
