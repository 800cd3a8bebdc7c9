"""The simplified graph computes the same with less."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from tensorrt_build.graph.simplify import simplify

INTS = np.array([1, 2], np.int64)


def constant(name, values):
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(values))


def model_of(*nodes, weights=()):
    x, y = (helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n", 2]) for n in "xy")
    graph = helper.make_graph(list(nodes), "net", [x], [y], list(weights))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def operators(model):
    return [node.op_type for node in model.graph.node]


def test_computes_what_is_constant_and_keeps_the_result():
    model = model_of(
        constant("a", INTS),
        constant("b", INTS),
        helper.make_node("Add", ["a", "b"], ["c"]),
        helper.make_node("Cast", ["c"], ["d"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["x", "d"], ["y"]),
    )
    x = np.ones((3, 2), np.float32)
    expected = ReferenceEvaluator(model).run(None, {"x": x})[0]

    simplify(model)

    assert operators(model) == ["Constant", "Mul"]
    np.testing.assert_array_equal(ReferenceEvaluator(model).run(None, {"x": x})[0], expected)


def test_joins_what_is_equal():
    model = model_of(
        helper.make_node("Relu", ["x"], ["a"], "/one/Relu"),
        helper.make_node("Relu", ["x"], ["b"], "/two/Relu"),
        helper.make_node("Add", ["a", "b"], ["y"]),
    )

    assert operators(simplify(model)) == ["Relu", "Add"]
    assert list(model.graph.node[1].input) == ["a", "a"]


def test_drops_what_no_output_needs():
    model = model_of(
        helper.make_node("Relu", ["x"], ["y"]), helper.make_node("Sigmoid", ["x"], ["unused"])
    )

    assert operators(simplify(model)) == ["Relu"]


def test_never_computes_with_weights():
    weight = numpy_helper.from_array(np.ones((2, 2), np.float32), "weight")
    model = model_of(
        helper.make_node("Transpose", ["weight"], ["t"], perm=[1, 0]),
        helper.make_node("MatMul", ["x", "t"], ["y"]),
        weights=[weight],
    )

    assert operators(simplify(model)) == ["Transpose", "MatMul"]
    assert [tensor.name for tensor in model.graph.initializer] == ["weight"]


def test_keeps_equal_outputs_apart():
    model = model_of(
        helper.make_node("Relu", ["x"], ["a"]),
        helper.make_node("Relu", ["x"], ["y"]),
    )
    model.graph.output.add(name="a", type=model.graph.output[0].type)

    simplify(model)

    results = ReferenceEvaluator(model).run(None, {"x": np.ones((1, 2), np.float32)})
    np.testing.assert_array_equal(*results)
