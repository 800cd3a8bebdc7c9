"""The checked-in graphs in halves: valid, FP32 where it matters, and near to the whole ones."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from tensorrt_build.graph.golden import inputs_of
from tensorrt_build.graph.memory import served_graph
from tensorrt_build.graph.random_weights import GRAPHS, random_model
from tensorrt_build.graph.run_check import onnx_outputs
from tensorrt_build.networks.catalogue import NETWORKS

HALVED = [
    path.stem for path in sorted(GRAPHS.glob("*.onnx")) if NETWORKS[path.stem].precision == "fp16"
]
FLOAT, HALF = TensorProto.FLOAT, TensorProto.FLOAT16


@pytest.fixture(scope="module", params=HALVED)
def halved(request):
    """The specification, the graph in halves, and the type of each of its values."""
    specification = NETWORKS[request.param]
    model = served_graph(GRAPHS / f"{request.param}.onnx", specification)
    model = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    values = (*model.graph.input, *model.graph.output, *model.graph.value_info)
    types = {value.name: value.type.tensor_type.elem_type for value in values}
    types |= {tensor.name: tensor.data_type for tensor in model.graph.initializer}
    return specification, model, types


def test_inputs_and_outputs_keep_their_types(halved):
    specification, model, _ = halved

    for values, tensors in (
        (model.graph.input, specification.inputs),
        (model.graph.output, specification.outputs),
    ):
        found = {
            value.name: helper.tensor_dtype_to_np_dtype(value.type.tensor_type.elem_type)
            for value in values
        }
        assert found == {tensor.name: np.dtype(tensor.dtype) for tensor in tensors}


def test_no_operator_mixes_types_and_the_named_ones_are_fp32(halved):
    specification, model, types = halved

    for node in model.graph.node:
        if node.op_type in ("Cast", "Resize"):
            continue
        kinds = {types[name] for name in node.input if types.get(name) in (FLOAT, HALF)}
        assert len(kinds) <= 1, node.name
        kept = any(part in node.name for part in specification.float32_nodes)
        if kinds and (kept or node.op_type in specification.float32_operators):
            assert kinds == {FLOAT}, node.name


def test_nearly_all_weights_of_filters_are_halves(halved):
    specification, model, _ = halved
    filters = [t for t in model.graph.initializer if len(t.dims) >= 2 and "/fu" not in t.name]

    halves = sum(np.prod(t.dims) for t in filters if t.data_type == HALF)

    assert halves > (0.8 if specification.name == "lama" else 0.98) * sum(
        np.prod(t.dims) for t in filters
    )


@pytest.mark.parametrize(
    "network", [pytest.param("lama", marks=pytest.mark.parity), "taesd_decoder"]
)
def test_halves_give_nearly_the_same(tmp_path, network):
    inputs = inputs_of(network)
    found = []
    for precision in ("fp32", "fp16"):
        random_model(network, tmp_path / "model.onnx", 3, precision)
        (output,) = onnx_outputs(tmp_path / "model.onnx", inputs).values()
        found.append(output)

    whole, halves = found
    assert 0 < np.abs(whole - halves).max() < 0.02 * np.abs(whole).max()
