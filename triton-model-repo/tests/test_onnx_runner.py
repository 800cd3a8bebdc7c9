"""How the runner of the CPU target answers what Triton's dynamic batcher brings together."""

import json

import fake_triton_backend
import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

fake_triton_backend.install()

from chatbrush_models.onnx_runner import TritonPythonModel  # noqa: E402 (needs the line above)

Request = fake_triton_backend.Request


def make_runner(folder, max_batch_size):
    """Look up a row of ten for each number; a number beyond them is an error of the graph."""
    dims = [-1] if max_batch_size else [-1, -1]
    rows = np.arange(10, dtype=np.float32) * 10
    graph = helper.make_graph(
        [helper.make_node("Gather", ["rows", "numbers"], ["found"])],
        "look_up",
        [helper.make_tensor_value_info("numbers", TensorProto.INT32, ["b", "n"])],
        [helper.make_tensor_value_info("found", TensorProto.FLOAT, ["b", "n"])],
        [helper.make_tensor("rows", TensorProto.FLOAT, [10], rows)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (folder / "1").mkdir()
    onnx.save(model, folder / "1" / "model.onnx")
    config = {
        "name": "look_up",
        "max_batch_size": max_batch_size,
        "input": [{"name": "numbers", "data_type": "TYPE_INT32", "dims": dims}],
        "output": [{"name": "found", "data_type": "TYPE_FP32", "dims": dims}],
    }
    runner = TritonPythonModel()
    arguments = {"model_config": json.dumps(config), "model_version": "1"}
    runner.initialize(arguments | {"model_repository": str(folder)})
    return runner


class CountingSession:
    def __init__(self, session):
        self.session, self.batches = session, []

    def run(self, names, feed):
        self.batches.append(len(feed["numbers"]))
        return self.session.run(names, feed)


@pytest.fixture
def runner(tmp_path):
    runner = make_runner(tmp_path, max_batch_size=12)
    runner.session = CountingSession(runner.session)
    return runner


def numbers(*rows):
    return Request(numbers=np.array(rows, np.int32))


def test_requests_of_one_shape_run_once_and_each_gets_its_rows(runner):
    answers = runner.execute([numbers([1, 2], [3, 4]), numbers([5, 6])])

    assert runner.session.batches == [3]
    assert answers[0].outputs["found"].tolist() == [[10, 20], [30, 40]]
    assert answers[1].outputs["found"].tolist() == [[50, 60]]


def test_requests_of_other_shapes_run_apart(runner):
    answers = runner.execute([numbers([1, 2]), numbers([3]), numbers([4, 5])])

    assert runner.session.batches == [2, 1]
    assert [answer.outputs["found"].tolist() for answer in answers] == [
        [[10, 20]],
        [[30]],
        [[40, 50]],
    ]


def test_only_the_request_that_the_graph_refuses_fails(runner):
    answers = runner.execute([numbers([1]), numbers([99]), numbers([3])])

    assert [answer.error is None for answer in answers] == [True, False, True]
    assert answers[1].error.startswith("MODEL_FAILED: ")
    assert answers[2].outputs["found"].tolist() == [[30]]


def test_request_of_wrong_type_fails_before_the_run(runner):
    wrong = Request(numbers=np.zeros((1, 1), np.float32))

    answers = runner.execute([wrong, Request(), numbers([3])])

    assert answers[0].error.startswith("INPUT_INVALID: 'numbers' must be int32")
    assert answers[1].error.startswith("INPUT_INVALID: input 'numbers' is missing")
    assert answers[2].outputs["found"].tolist() == [[30]]
    assert runner.session.batches == [1]


def test_model_without_a_batch_axis_runs_each_request_alone(tmp_path):
    runner = make_runner(tmp_path, max_batch_size=0)
    runner.session = CountingSession(runner.session)

    answers = runner.execute([numbers([1, 2]), numbers([3, 4])])

    assert runner.session.batches == [1, 1]
    assert answers[1].outputs["found"].tolist() == [[30, 40]]
