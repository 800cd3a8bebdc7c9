from __future__ import annotations

import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tensorrt_build import cli
from tensorrt_build.graph.operator_gate import operator_table, problems_of_file, problems_of_model
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest

TABLE = operator_table()
ELSEWHERE = {recipe.graph for recipe in read_manifest().recipes.values() if not recipe.tensorrt}
GRAPHS = [
    graph
    for graph in sorted((MODULE_FOLDER / "graphs").glob("*.onnx"))
    if graph.name not in ELSEWHERE
]


def model(
    *nodes: onnx.NodeProto,
    constants: dict | None = None,
    kind: int = TensorProto.FLOAT,
    opset: int = 17,
    output: int = TensorProto.FLOAT,
) -> onnx.ModelProto:
    """x of the given type to y, with initialisers."""
    graph = helper.make_graph(
        list(nodes),
        "net",
        [helper.make_tensor_value_info("x", kind, [1, 4, 4, 2])],
        [helper.make_tensor_value_info("y", output, None)],
        [numpy_helper.from_array(values, name) for name, values in (constants or {}).items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])


def node(kind: str, *inputs: str, name: str = "odd", **attributes: object) -> onnx.NodeProto:
    return helper.make_node(kind, list(inputs) or ["x"], ["y"], name=name, **attributes)


def problems(*nodes: onnx.NodeProto, **options: object) -> list[str]:
    return problems_of_model(model(*nodes, **options), TABLE)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda path: path.stem)
def test_every_graph_of_the_repository_passes(graph):
    assert problems_of_file(graph, TABLE) == []


def test_an_ordinary_network_passes():
    assert problems(node("Relu")) == []


def test_a_fourier_transform_is_caught():
    assert problems(node("DFT", axis=1)) == [
        "DFT 'odd': TensorRT 10.15 does not take this operator"
    ]


@pytest.mark.parametrize("kind", ["NonZero", "NonMaxSuppression"])
def test_outputs_of_unknown_size_are_caught(kind):
    assert f"{kind} 'odd': the size of its output depends on the data" in problems(node(kind))


def test_an_operator_of_another_vendor_is_caught():
    fused = node("FusedConv", domain="com.microsoft")

    found = problems(fused)

    assert "FusedConv 'odd': it is an operator of com.microsoft, not of ONNX" in found
    assert found[0].startswith("the types of its tensors cannot be told")


def test_bytes_may_only_be_cast():
    moved = node("Transpose", "x", perm=[0, 3, 1, 2])
    cast = helper.make_node("Cast", ["x"], ["wide"], to=TensorProto.FLOAT)

    assert problems(moved, kind=TensorProto.UINT8, output=TensorProto.UINT8) == [
        "Transpose 'odd': its tensor 'x' is UINT8, taken are BF16, BOOL, FP16, FP32, INT32, INT64"
    ]
    assert problems(cast, node("Relu", "wide"), kind=TensorProto.UINT8) == []


def test_doubles_are_caught():
    assert problems(node("Exp"), kind=TensorProto.DOUBLE, output=TensorProto.DOUBLE) == [
        "Exp 'odd': its tensor 'x' is FP64, taken are BF16, FP16, FP32"
    ]


def test_the_branches_of_an_if_are_searched():
    branch = helper.make_graph(
        [helper.make_node("Det", ["x"], ["inner"], name="hidden")],
        "branch",
        [],
        [helper.make_tensor_value_info("inner", TensorProto.FLOAT, None)],
    )
    choice = node("If", "flag", then_branch=branch, else_branch=branch)
    flag = onnx.numpy_helper.to_array(helper.make_tensor("f", TensorProto.BOOL, [1], [True]))

    assert "Det 'hidden': TensorRT 10.15 does not take this operator" in problems(
        choice, constants={"flag": flag}
    )


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        (node("Resize", "x", "", "sizes", mode="cubic"), "mode cubic is not taken"),
        (
            node("Resize", "x", coordinate_transformation_mode="tf_crop_and_resize"),
            "coordinate_transformation_mode tf_crop_and_resize is not taken",
        ),
        (node("Resize", "x", antialias=1), "antialias is not taken"),
        (
            node("Resize", "x", keep_aspect_ratio_policy="not_larger"),
            "keep_aspect_ratio_policy must be stretch",
        ),
        (node("ScatterND", "x", "i", "u", reduction="add"), "reduction must be none"),
        (node("MaxPool", kernel_shape=[2, 2], dilations=[2, 2]), "dilations must all be 1"),
        (node("CumSum", "x", "x"), "its axis ('x') must be known when the plan is built"),
        (node("OneHot", "i", "x", "v"), "its depth ('x') must be known when the plan is built"),
        (
            helper.make_node("LayerNormalization", ["x", "x"], ["y", "mean"], name="odd"),
            "its further output (mean, deviation) is not taken",
        ),
    ],
    ids=lambda value: value.op_type if isinstance(value, onnx.NodeProto) else "",
)
def test_restrictions_of_the_parser_are_known(odd, sentence):
    found = problems_of_model(model(odd, opset=18), TABLE)

    assert f"{odd.op_type} 'odd': {sentence}" in "\n".join(found)


def test_an_opset_that_the_parser_does_not_know_is_caught():
    assert problems(node("Relu"), opset=8) == ["opset 8: the parser takes 9 to 24"]


def test_the_command_names_file_and_operator(tmp_path, capsys):
    onnx.save(model(node("DFT", axis=1)), tmp_path / "bad.onnx")
    onnx.save(model(node("Relu")), tmp_path / "good.onnx")

    assert cli.main(["gate", str(tmp_path / "good.onnx")]) == 0
    assert cli.main(["gate", str(tmp_path / "good.onnx"), str(tmp_path / "bad.onnx")]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].endswith("bad.onnx: refused")
    assert lines[-1] == "  DFT 'odd': TensorRT 10.15 does not take this operator"


def test_the_list_names_its_source():
    text = (MODULE_FOLDER / "operators" / "tensorrt-10.15.toml").read_text()

    assert "docs/operators.md of onnx/onnx-tensorrt at " in text
    assert len(TABLE.types) > 120
    assert "DFT" not in TABLE.types
