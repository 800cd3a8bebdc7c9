import numpy as np
import onnx
import pytest
from chatbrush_models.model_config import ModelConfig, TensorSpec
from chatbrush_models.onnx_session import check_signature, open_session
from onnx import TensorProto, helper


def write_graph(folder, element=TensorProto.FLOAT, dims=("n", 3), name="x"):
    node = helper.make_node("Identity", [name], ["y"])
    graph = helper.make_graph(
        [node],
        "copy",
        [helper.make_tensor_value_info(name, element, dims)],
        [helper.make_tensor_value_info("y", element, dims)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "model.onnx")


def config(folder, data_type="TYPE_FP32", dims=(-1, 3), **parameters):
    return ModelConfig(
        "copy",
        (TensorSpec("x", data_type, dims),),
        (TensorSpec("y", data_type, dims),),
        parameters,
        folder,
    )


def test_opens_and_runs_a_graph_that_fits(tmp_path):
    write_graph(tmp_path)
    session = open_session(config(tmp_path))

    check_signature(config(tmp_path), session)

    values = np.ones((2, 3), np.float32)
    assert (session.run(["y"], {"x": values})[0] == values).all()


@pytest.mark.parametrize(
    "wrong",
    [{"data_type": "TYPE_UINT8"}, {"dims": (-1, 4)}, {"dims": (-1, 3, 1)}],
    ids=["type", "size", "rank"],
)
def test_graph_that_differs_is_refused_with_both_sides_named(tmp_path, wrong):
    write_graph(tmp_path)
    session = open_session(config(tmp_path))

    with pytest.raises(ValueError, match="'x' is .* in config.pbtxt but .* in the graph"):
        check_signature(config(tmp_path, **wrong), session)


def test_missing_input_is_named(tmp_path):
    write_graph(tmp_path, name="other")
    session = open_session(config(tmp_path))

    with pytest.raises(ValueError, match="config.pbtxt has input 'x', the graph has"):
        check_signature(config(tmp_path), session)


def test_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(ValueError, match="./chatbrush models pull"):
        open_session(config(tmp_path))


def test_wrong_thread_count_is_named(tmp_path):
    write_graph(tmp_path)

    with pytest.raises(ValueError, match="'chatbrush.threads' .* must be a whole number"):
        open_session(config(tmp_path, **{"chatbrush.threads": "many"}))


def test_tensor_specification_says_how_an_array_differs():
    spec = TensorSpec("x", "TYPE_FP32", (-1, 2))

    assert spec.mismatch(np.zeros((5, 2), np.float32)) is None
    assert "float32" in spec.mismatch(np.zeros((5, 2), np.int32))
    assert "[-1, 2]" in spec.mismatch(np.zeros((5, 3), np.float32))
