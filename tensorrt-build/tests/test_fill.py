from __future__ import annotations

import numpy as np
import onnx
import pytest
from checkpoints import save_checkpoint
from onnx import numpy_helper
from small_networks import MATRIX, linear_model
from tensorrt_build.errors import ArchiveError, BuildError
from tensorrt_build.fill import fill, strip_weights
from tensorrt_build.torch_archive import TorchArchive


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


@pytest.mark.parametrize(
    ("values", "found"), [(MATRIX.T, r"float32 \[2, 3\]"), (MATRIX.astype("f2"), "float16")]
)
def test_names_a_tensor_of_another_shape_or_type(tmp_path, graph, values, found):
    values = np.ascontiguousarray(values)

    with pytest.raises(
        BuildError, match=rf"'linear.weight': the graph needs float32 \[3, 2\], .* has {found}"
    ):
        filled(tmp_path, graph, {"linear.weight": values})


def test_names_a_tensor_that_the_checkpoint_lacks(tmp_path, graph):
    with pytest.raises(ArchiveError, match="holds no tensor 'linear.weight'"):
        filled(tmp_path, graph, {"other": MATRIX})
