"""LaMa as its authors' TorchScript wrapper has it: each module one level deeper."""

from __future__ import annotations

import math

import numpy as np
import onnx
from checkpoints import Global, NewObject, pickled, storage_id, tensor, write_archive
from tensorrt_build.graph.fill import fill, weightless
from tensorrt_build.graph.random_weights import GRAPHS
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.weights.checkpoint import open_checkpoint

GRAPH = GRAPHS / "lama.onnx"


def jit_wrapper(path, tensors):
    """Write TorchScript of JITWrapper(model): model.generator.model.…, all on one storage."""
    largest = max(math.prod(each.dims) for each in tensors)
    root: dict = {}
    for each in tensors:
        *modules, name = each.name.split(".")
        place = root
        for module in ("model", *modules):
            place = place.setdefault(module, {})
        strides = [math.prod(each.dims[at + 1 :]) for at in range(len(each.dims))]
        storage = storage_id("0", "FloatStorage", largest)
        place[name] = tensor(storage, 0, tuple(each.dims), tuple(strides))
    data = np.linspace(-1, 1, largest, dtype=np.float32).tobytes()
    return write_archive(path, pickled(_as_modules(root)), {"data/0": data})


def _as_modules(place):
    if not isinstance(place, dict):
        return place
    attributes = {name: _as_modules(inner) for name, inner in place.items()}
    return NewObject(Global("__torch__.some.where", "Module"), attributes)


def test_a_wrapped_lama_fills(tmp_path):
    tensors = weightless(onnx.load(GRAPH, load_external_data=False))
    archive = jit_wrapper(tmp_path / "big-lama.pt", tensors)

    with open_checkpoint(archive) as checkpoint:
        assert all(name.startswith("model.generator.model.") for name in checkpoint.names())
        extra = fill(GRAPH, checkpoint, tmp_path / "lama.onnx", specification=NETWORKS["lama"])

    assert extra == []
    filled = onnx.load(tmp_path / "lama.onnx")
    assert weightless(filled) == []
    assert {each.name for each in tensors} <= {each.name for each in filled.graph.initializer}
