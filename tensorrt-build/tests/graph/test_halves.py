"""An FP16 fill computes in halves where the specification allows it, and nowhere else."""

from __future__ import annotations

import dataclasses

import numpy as np
import onnx
import pytest
from checkpoints import save_checkpoint
from onnx import TensorProto, helper, numpy_helper
from small_networks import strip_weights
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.fill import fill
from tensorrt_build.graph.run_check import onnx_outputs
from tensorrt_build.networks.specification import Specification
from tensorrt_build.weights.checkpoint import open_checkpoint

HALF = Specification("net", (), (), precision="fp16", float32_operators=("Softmax",))
X = np.random.default_rng(0).normal(size=(4, 8)).astype(np.float32)
WEIGHTS = {
    "a.weight": np.random.default_rng(1).normal(size=(8, 8)).astype(np.float32),
    "b.weight": np.random.default_rng(2).normal(size=(8, 3)).astype(np.float32),
}


@pytest.fixture
def graph(tmp_path):
    """y = softmax((x @ a + 0.5) * z) @ b, where z = x + x is an output too."""
    nodes = [
        helper.make_node("Constant", [], ["half"], value=numpy_helper.from_array(np.float32(0.5))),
        helper.make_node("MatMul", ["x", "a.weight"], ["xa"], "/first/MatMul"),
        helper.make_node("Add", ["xa", "half"], ["sum"], "/first/Add"),
        helper.make_node("Add", ["x", "x"], ["z"], "/second/Add"),
        helper.make_node("Mul", ["sum", "z"], ["product"], "/second/Mul"),
        helper.make_node("Softmax", ["product"], ["soft"], "/Softmax", axis=-1),
        helper.make_node("MatMul", ["soft", "b.weight"], ["y"], "/last/MatMul"),
    ]
    values = {"x": (4, 8), "y": (4, 3), "z": (4, 8)}
    info = {n: helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in values.items()}
    initializers = [numpy_helper.from_array(array, name) for name, array in WEIGHTS.items()]
    model = helper.make_model(
        helper.make_graph(nodes, "net", [info["x"]], [info["y"], info["z"]], initializers),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    path = tmp_path / "graph.onnx"
    onnx.save(strip_weights(model), path)
    return path


def filled(tmp_path, graph, specification, precision="fp16", weights=WEIGHTS):
    target = tmp_path / f"{precision}.onnx"
    with open_checkpoint(save_checkpoint(tmp_path / "net.pt", weights)) as checkpoint:
        fill(graph, checkpoint, target, precision, specification)
    onnx.checker.check_model(onnx.load(target), full_check=True)
    return target


def types_of_inputs(path):
    """Element types of each named node's inputs."""
    model = onnx.shape_inference.infer_shapes(onnx.load(path))
    graph = model.graph
    types = {
        v.name: v.type.tensor_type.elem_type
        for v in (*graph.value_info, *graph.input, *graph.output)
    }
    types |= {t.name: t.data_type for t in graph.initializer}
    return {node.name: {types[name] for name in node.input} for node in graph.node if node.input}


def test_gives_about_the_same_numbers_with_the_same_tensors(tmp_path, graph):
    whole = onnx_outputs(filled(tmp_path, graph, HALF, "fp32"), {"x": X})

    halves = onnx_outputs(filled(tmp_path, graph, HALF), {"x": X})

    for name, values in whole.items():
        assert halves[name].dtype == np.float32
        np.testing.assert_allclose(halves[name], values, atol=0.02)
    assert not np.array_equal(halves["y"], whole["y"])


def test_keeps_the_named_operators_in_fp32(tmp_path, graph):
    found = types_of_inputs(filled(tmp_path, graph, HALF))

    assert found["/Softmax"] == {TensorProto.FLOAT}
    assert found["/first/MatMul"] == found["/last/MatMul"] == {TensorProto.FLOAT16}


def test_keeps_the_named_nodes_in_fp32(tmp_path, graph):
    rules = dataclasses.replace(HALF, float32_nodes=("/first/",))

    found = types_of_inputs(filled(tmp_path, graph, rules))

    assert found["/first/MatMul"] == found["/first/Add"] == {TensorProto.FLOAT}
    assert found["/second/Mul"] == {TensorProto.FLOAT16}


def test_halves_only_the_operators_that_may_be(tmp_path, graph):
    rules = dataclasses.replace(HALF, float16_operators=("MatMul",))

    found = types_of_inputs(filled(tmp_path, graph, rules))

    assert found["/last/MatMul"] == {TensorProto.FLOAT16}
    assert found["/first/Add"] == found["/second/Mul"] == {TensorProto.FLOAT}


def test_refuses_halves_where_they_are_wrong(tmp_path, graph):
    with pytest.raises(BuildError, match="net stays in FP32"):
        filled(tmp_path, graph, dataclasses.replace(HALF, precision="fp32"))


def test_refuses_numbers_that_halves_do_not_reach(tmp_path, graph):
    weights = WEIGHTS | {"b.weight": WEIGHTS["b.weight"] * 1e6}

    with pytest.raises(BuildError, match=r"'b.weight' holds numbers that float16 does not reach"):
        filled(tmp_path, graph, HALF, weights=weights)
