from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from tensorrt_build.errors import ArchiveError
from tensorrt_build.graph.fill import CHECKPOINT, fill, places
from tensorrt_build.weights.raw_tensors import Place, RawTensors


def test_a_tensor_is_read_from_its_place(tmp_path):
    file = tmp_path / "weights"
    np.arange(10, dtype="<f4").tofile(file)
    tensors = RawTensors(file, {"filter": Place(8, (2, 3))})

    assert tensors.names() == ["filter"]
    assert tensors.shape("filter") == (2, 3)
    np.testing.assert_array_equal(tensors.read("filter"), [[2, 3, 4], [5, 6, 7]])


def test_a_file_that_is_cut_off_is_told(tmp_path):
    file = tmp_path / "weights"
    np.arange(3, dtype="<f4").tofile(file)

    with pytest.raises(ArchiveError, match="ends within the tensor 'filter'"):
        RawTensors(file, {"filter": Place(4, (4,))}).read("filter")


def test_a_graph_that_knows_the_places_is_filled(tmp_path):
    bias = TensorProto(name="bias", data_type=TensorProto.FLOAT, dims=[2])
    bias.data_location = TensorProto.EXTERNAL
    bias.external_data.add(key="location", value=CHECKPOINT)
    bias.external_data.add(key="offset", value="4")
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "bias"], ["y"])],
        "add",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [2])],
        [bias],
    )
    onnx.save(helper.make_model(graph), tmp_path / "graph.onnx")
    np.array([9, 1, 2], "<f4").tofile(tmp_path / "weights")

    found = places(tmp_path / "graph.onnx")
    fill(tmp_path / "graph.onnx", RawTensors(tmp_path / "weights", found), tmp_path / "model.onnx")

    filled = onnx.load(tmp_path / "model.onnx").graph.initializer[0]
    np.testing.assert_array_equal(onnx.numpy_helper.to_array(filled), [1, 2])
