"""A batch axis around a network that has none: the same numbers, one axis more."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.batch_axis import put_batch_axis, with_batch_axis
from tensorrt_build.graph.operator_gate import operator_table, problems_of_file
from tensorrt_build.graph.random_weights import random_model
from tensorrt_build.graph.run_check import onnx_outputs, random_inputs
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification, TensorSpecification


def picture_network() -> onnx.ModelProto:
    """A picture uint8 [4,4,3] cast twice; the sum of both, and the sum of that with itself."""
    nodes = [
        helper.make_node("Cast", ["image"], ["a"], "one", to=TensorProto.FLOAT),
        helper.make_node("Cast", ["image"], ["b"], "two", to=TensorProto.FLOAT),
        helper.make_node("Add", ["a", "b"], ["sum"]),
        helper.make_node("Add", ["sum", "sum"], ["twice"]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [4, 4, 3]) for name in OUTPUTS
    ]
    picture = helper.make_tensor_value_info("image", TensorProto.UINT8, [4, 4, 3])
    graph = helper.make_graph(nodes, "picture", [picture], outputs)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


OUTPUTS = ("sum", "twice")
PICTURE = Specification(
    "picture",
    inputs=(TensorSpecification("image", "UINT8", (4, 4, 3)),),
    outputs=tuple(TensorSpecification(name, "FP32", (4, 4, 3)) for name in OUTPUTS),
    captured=({},),
)


@pytest.fixture(scope="module")
def decoders(tmp_path_factory):
    """A decoder of random weights, without and with the axis."""
    folder = tmp_path_factory.mktemp("decoders")
    plain, axis = folder / "decoder.onnx", folder / "axis.onnx"
    random_model("mobile_sam_decoder", plain)
    axis.write_bytes(plain.read_bytes())
    put_batch_axis(axis, NETWORKS["mobile_sam_decoder"])
    return plain, axis


@pytest.mark.parametrize("points", [2, 66])
def test_a_click_is_computed_as_before(decoders, points):
    plain, axis = decoders
    inputs = random_inputs(NETWORKS["mobile_sam_decoder"], {"points": points})

    expected = onnx_outputs(plain, inputs)
    found = onnx_outputs(axis, {name: values[None] for name, values in inputs.items()})

    assert found["low_res_masks"].shape == (1, 4, 256, 256)
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name][0], values)


def test_tensorrt_takes_what_is_put_around(decoders):
    assert problems_of_file(decoders[1], operator_table()) == []


def test_a_pictures_bytes_are_cast_before_they_are_reshaped(tmp_path):
    file = tmp_path / "model.onnx"
    onnx.save(with_batch_axis(picture_network(), PICTURE), file)
    image = np.arange(48, dtype=np.uint8).reshape(1, 4, 4, 3)

    found = onnx_outputs(file, {"image": image})

    np.testing.assert_array_equal(found["sum"], image * 2.0)
    np.testing.assert_array_equal(found["twice"], image * 4.0)
    readers = [node.op_type for node in onnx.load(file).graph.node if "image" in node.input]
    assert readers == ["Cast", "Cast"]


def test_bytes_that_are_not_cast_are_refused():
    model = picture_network()
    model.graph.node[0].op_type = "Identity"
    del model.graph.node[0].attribute[:]

    with pytest.raises(
        BuildError, match="only casts a UINT8 input, and 'image' goes into Identity"
    ):
        with_batch_axis(model, PICTURE)


def test_two_open_axes_are_refused():
    tensors = (TensorSpecification("sum", "FP32", ("a", "b", 3)),)
    specification = Specification("odd", PICTURE.inputs, tensors, captured=({},))

    with pytest.raises(BuildError, match="more than one axis of any size: \\[1, 'a', 'b', 3\\]"):
        with_batch_axis(picture_network(), specification)


def test_a_network_that_has_the_axis_stays(tmp_path):
    file = tmp_path / "model.onnx"
    onnx.save(picture_network(), file)
    before = file.read_bytes()

    put_batch_axis(file, NETWORKS["lama"])
    put_batch_axis(file, NETWORKS["fast_styles"])

    assert file.read_bytes() == before
