"""A LoRA in each spelling is fused to what `peft` fuses (tools/golden_lora.py)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from checkpoints import save_checkpoint
from small_networks import MATRIX, make_weights
from tensorrt_build.errors import ArchiveError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.run_check import onnx_outputs
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.lora import FusedCheckpoint

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ABOUT = json.loads((GOLDEN / "lora.json").read_text())
SCALE = ABOUT["alpha"] / ABOUT["rank"]


class Arrays:
    """Tensors in memory."""

    def __init__(self, tensors):
        self.tensors = dict(tensors)

    def names(self):
        return list(self.tensors)

    def shape(self, name):
        return self.tensors[name].shape

    def read(self, name):
        return self.tensors[name].copy()


def part(name):
    with np.load(GOLDEN / "lora.npz") as golden:
        start = f"{name}/"
        return {k.removeprefix(start): golden[k] for k in golden.files if k.startswith(start)}


def peft_keys(lora):
    return lora


def diffusers_keys(lora):
    spelt = {"lora_A": "lora.down", "lora_B": "lora.up"}
    return {f"unet.{renamed(key, spelt)}": values for key, values in lora.items()}


def old_diffusers_keys(lora):
    """Attention alone was spelt so, by its processor."""
    spelt = {".to_q.lora_A": ".processor.to_q_lora.down", ".to_q.lora_B": ".processor.to_q_lora.up"}
    found = {renamed(key, spelt): values for key, values in lora.items()}
    return {f"unet.{key}": values for key, values in found.items()}


def kohya_keys(lora):
    found = {}
    for key, values in lora.items():
        layer, _, factor = key.rpartition(".lora_")
        flat = "lora_unet_" + layer.replace(".", "_")
        found[f"{flat}.lora_{'down' if factor.startswith('A') else 'up'}.weight"] = values
        found[f"{flat}.alpha"] = np.array(ABOUT["alpha"], np.float32)
    return found | {"lora_te_text_model_q.lora_down.weight": np.ones((1, 1), np.float32)}


def renamed(key, spelt):
    for old, new in spelt.items():
        key = key.replace(old, new)
    return key


@pytest.mark.parametrize(
    ("keys", "scale"),
    [
        (peft_keys, SCALE),
        (diffusers_keys, SCALE),
        (old_diffusers_keys, SCALE),
        (kohya_keys, 1.0),  # its file says alpha
    ],
)
def test_fused_weights_are_those_of_peft(keys, scale):
    fused = FusedCheckpoint(Arrays(part("base")), Arrays(keys(part("lora"))), scale)

    changed = 0
    for name, expected in part("fused").items():
        found = fused.read(name)
        assert found.dtype == np.float32 and fused.shape(name) == expected.shape
        assert np.abs(found - expected).max() <= ABOUT["tolerance"]
        changed += not np.array_equal(found, part("base")[name])
    assert changed == 6


def test_halves_are_fused_in_single_precision():
    halves = {name: values.astype(np.float16) for name, values in part("base").items()}

    fused = FusedCheckpoint(Arrays(halves), Arrays(part("lora")), SCALE)

    name = "down.0.to_q.weight"
    expected = part("fused")[name] - part("base")[name] + halves[name].astype(np.float32)
    assert np.abs(fused.read(name) - expected).max() <= 1e-6
    assert fused.read("down.0.rest.weight").dtype == np.float16


def test_a_lora_of_another_network_is_refused_with_its_keys():
    stranger = {"unet.up.7.to_q.lora_A.weight": np.ones((4, 6), np.float32)}

    with pytest.raises(ArchiveError, match=r"1 keys .* unet.up.7.to_q.lora_A.weight"):
        FusedCheckpoint(Arrays(part("base")), Arrays(stranger))
    with pytest.raises(ArchiveError, match="no pair of factors"):
        FusedCheckpoint(Arrays(part("base")), Arrays({}))


@pytest.mark.parametrize("key", ["down.0.to_q.dora_scale", "down.0.to_q.lora_mid.weight"])
def test_what_would_be_fused_wrongly_is_refused(key):
    lora = {**part("lora"), key: np.ones((8, 1), np.float32)}

    with pytest.raises(ArchiveError, match=f"1 keys of the LoRA belong to no weight here: {key}"):
        FusedCheckpoint(Arrays(part("base")), Arrays(lora))


def test_a_lora_of_another_width_is_refused():
    lora = part("lora")
    lora["down.0.to_q.lora_A.weight"] = np.ones((4, 5), np.float32)
    fused = FusedCheckpoint(Arrays(part("base")), Arrays(lora))

    with pytest.raises(ArchiveError, match=r"does not fit \(8, 6\) of 'down.0.to_q.weight'"):
        fused.read("down.0.to_q.weight")


def test_a_network_is_filled_with_the_lora_of_its_recipe_in_it(tmp_path):
    folder = tmp_path / "weights"
    manifest = make_weights(folder)
    factors = {
        "unet.linear.lora_A.weight": np.array([[1, 2]], np.float32),
        "unet.linear.lora_B.weight": np.array([[1], [0], [3]], np.float32),
    }
    lora = save_checkpoint(folder / "lora.pt", factors)
    sha256 = hashlib.sha256(lora.read_bytes()).hexdigest()
    manifest.weights["lora"] = replace(
        manifest.weights["net"], name="lora", file="lora.pt", sha256=sha256
    )
    manifest.recipes["filled"] = replace(manifest.recipes["filled"], lora="lora")
    maker = OnnxMaker(manifest, WeightsFolder(folder))

    maker.make("filled", tmp_path / "model.onnx")

    x = np.eye(3, dtype=np.float32)
    (found,) = onnx_outputs(tmp_path / "model.onnx", {"x": x}).values()
    assert found.tolist() == (MATRIX + np.array([[1, 2], [0, 0], [3, 6]])).tolist()
    assert maker.inputs("filled")["lora"] == sha256
    lora.unlink()
    assert "pull lora" in maker.lacking("filled")
