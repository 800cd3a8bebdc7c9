from __future__ import annotations

import subprocess
import sys

import numpy as np
import onnx
import pytest
from checkpoints import save_checkpoint
from onnx import helper, numpy_helper
from small_networks import MATRIX, linear_model, strip_weights
from tensorrt_build.errors import BuildError
from tensorrt_build.graph import fill as fill_module
from tensorrt_build.graph.fill import fill
from tensorrt_build.networks.specification import Checkpoint, Specification
from tensorrt_build.weights.checkpoint import open_checkpoint
from tensorrt_build.weights.manifest import MODULE_FOLDER
from tensorrt_build.weights.torch_archive import TorchArchive


@pytest.fixture
def graph(tmp_path):
    path = tmp_path / "graph.onnx"
    onnx.save(strip_weights(linear_model(MATRIX)), path)
    return path


def filled(tmp_path, graph, tensors):
    with TorchArchive(save_checkpoint(tmp_path / "net.pt", tensors)) as checkpoint:
        fill(graph, checkpoint, tmp_path / "model.onnx")
    return onnx.load(tmp_path / "model.onnx")


def test_a_weightless_graph_holds_no_numbers(graph):
    initializer = onnx.load(graph, load_external_data=False).graph.initializer[0]

    assert not initializer.raw_data
    assert list(initializer.dims) == [3, 2]


def test_filling_undoes_stripping(tmp_path, graph):
    model = filled(tmp_path, graph, {"linear.weight": MATRIX})

    assert model.SerializeToString() == linear_model(MATRIX).SerializeToString()
    np.testing.assert_array_equal(numpy_helper.to_array(model.graph.initializer[0]), MATRIX)


def test_names_a_tensor_of_another_shape(tmp_path, graph):
    values = np.ascontiguousarray(MATRIX.T)

    with pytest.raises(
        BuildError, match=r"'linear.weight': the graph needs \[3, 2\], the checkpoint has \[2, 3\]"
    ):
        filled(tmp_path, graph, {"linear.weight": values})


def test_names_a_tensor_that_the_checkpoint_lacks(tmp_path, graph):
    with pytest.raises(BuildError, match="not of this network: it lacks linear.weight"):
        filled(tmp_path, graph, {"other": MATRIX})


def test_lists_every_tensor_that_is_missing_or_misshapen(tmp_path):
    graph = weightless_file(tmp_path, {"a": (2, 3), "b": (4,), "c": (5,)})
    checkpoint = save_checkpoint(tmp_path / "net.pt", {"b": np.zeros((4, 1), np.float32)})

    with pytest.raises(BuildError, match=r"it lacks a, c; of another shape are 'b': .*\[4, 1\]"):
        with open_checkpoint(checkpoint) as opened:
            fill(graph, opened, tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


def test_finds_tensors_under_a_prefix_and_by_their_older_names(tmp_path):
    naming = Checkpoint(prefixes=("", "model."), aliases=((".to_q.", ".query."),), unused=("gan.",))
    graph = weightless_file(tmp_path, {"a.to_q.weight": (2,), "b": (3,)})
    tensors = {
        "model.a.query.weight": np.array([1, 2], np.float32),
        "model.b": np.array([3, 4, 5], np.float32),
        "model.gan.x": np.zeros(1, np.float32),
        "model.n.num_batches_tracked": np.zeros((), np.int64),
        "surprise": np.zeros(1, np.float32),
    }

    with open_checkpoint(save_checkpoint(tmp_path / "net.pt", tensors)) as checkpoint:
        specification = Specification("net", (), (), checkpoint=naming)
        extra = fill(graph, checkpoint, tmp_path / "model.onnx", specification=specification)

    assert extra == ["surprise"]
    found = {t.name: numpy_helper.to_array(t) for t in initializers(tmp_path / "model.onnx")}
    np.testing.assert_array_equal(found["a.to_q.weight"], [1, 2])
    np.testing.assert_array_equal(found["b"], [3, 4, 5])


def test_puts_what_is_large_into_a_file_beside_the_model(tmp_path, monkeypatch):
    monkeypatch.setattr(fill_module, "LARGEST_SINGLE_FILE", 1000)
    random = np.random.default_rng(0)
    tensors = {name: random.normal(size=(30, 11)).astype(np.float32) for name in ("a", "b")}
    graph = weightless_file(tmp_path, {name: values.shape for name, values in tensors.items()})

    with open_checkpoint(save_checkpoint(tmp_path / "net.pt", tensors)) as checkpoint:
        fill(graph, checkpoint, tmp_path / "model.onnx")

    assert (tmp_path / "model.onnx").stat().st_size < 1000
    model = onnx.load(tmp_path / "model.onnx")
    for tensor in model.graph.initializer:
        np.testing.assert_array_equal(numpy_helper.to_array(tensor), tensors[tensor.name])
    places = [
        int({e.key: e.value for e in t.external_data}["offset"])
        for t in initializers(tmp_path / "model.onnx")
    ]
    assert [place % 4096 for place in places] == [0, 0]


def test_needs_the_memory_of_one_tensor_not_of_the_network(tmp_path):
    shapes = {f"t{number}": (1024, 4096) for number in range(20)}  # 16 MiB each, 320 MiB in all
    graph = weightless_file(tmp_path, shapes)

    with_fill, without = (
        peak_memory(f"{code}\n{MEASURE}", graph, tmp_path / "model.onnx") for code in (FILL, "pass")
    )

    assert (tmp_path / "model.onnx.data").stat().st_size >= 320 << 20
    assert with_fill - without < 100 << 20


FILL = """
import sys
from pathlib import Path
from tensorrt_build.graph.fill import fill
from tensorrt_build.graph.random_weights import RandomCheckpoint
fill(Path(sys.argv[1]), RandomCheckpoint(Path(sys.argv[1]), 0), Path(sys.argv[2]))
"""
MEASURE = """
import resource, tensorrt_build.graph.random_weights
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def peak_memory(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {"PYTHONPATH": str(MODULE_FOLDER / "src")}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return int(done.stdout)


def weightless_file(tmp_path, shapes):
    """A graph of nothing but weights."""
    tensors = [numpy_helper.from_array(np.zeros((0,), np.float32), name) for name in shapes]
    for tensor, shape in zip(tensors, shapes.values(), strict=True):
        tensor.dims[:] = shape
    graph = helper.make_graph([], "net", [], [], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(strip_weights(model), tmp_path / "weightless.onnx")
    return tmp_path / "weightless.onnx"


def initializers(path):
    return onnx.load(path, load_external_data=False).graph.initializer


def test_widens_halves(tmp_path, graph):
    model = filled(tmp_path, graph, {"linear.weight": MATRIX.astype(np.float16)})

    found = numpy_helper.to_array(model.graph.initializer[0])
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, MATRIX)
