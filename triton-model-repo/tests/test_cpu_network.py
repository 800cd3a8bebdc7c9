"""Each engine opens a graph, holds it against config.pbtxt and computes the same."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import onnx
import pytest
from chatbrush_models import onnx_session, openvino_network
from chatbrush_models.cpu_network import ENGINES, open_network
from chatbrush_models.model_config import ModelConfig, TensorSpec
from onnx import TensorProto, helper, numpy_helper

SERVERS_VARIABLES = os.environ | {"MALLOC_MMAP_THRESHOLD_": "4194304", "MALLOC_ARENA_MAX": "2"}


def write_graph(folder, element=TensorProto.FLOAT, dims=("n", 3), name="x"):
    save(folder, [helper.make_node("Identity", [name], ["y"])], (name, element, dims), dims)


def save(folder, nodes, given, dims, constants=()):
    name, element, given_dims = given
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info(name, element, given_dims)],
        [helper.make_tensor_value_info("y", element, dims)],
        list(constants),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "model.onnx")


def config(folder, engine=ENGINES[0], data_type="TYPE_FP32", dims=(-1, 3), **parameters):
    return ModelConfig(
        "copy",
        (TensorSpec("x", data_type, dims),),
        (TensorSpec("y", data_type, dims),),
        {"chatbrush.engine": engine, **parameters},
        folder,
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_opens_and_runs_a_graph_that_fits(tmp_path, engine):
    write_graph(tmp_path)
    network = open_network(config(tmp_path, engine))

    for rows in (2, 5):
        values = np.arange(rows * 3, dtype=np.float32).reshape(rows, 3)
        assert (network.run(["y"], {"x": values})[0] == values).all()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "wrong",
    [{"data_type": "TYPE_UINT8"}, {"dims": (-1, 4)}, {"dims": (-1, 3, 1)}],
    ids=["type", "size", "rank"],
)
def test_graph_that_differs_is_refused_with_both_sides_named(tmp_path, engine, wrong):
    write_graph(tmp_path)

    with pytest.raises(ValueError, match="'x' is .* in config.pbtxt but .* in the graph"):
        open_network(config(tmp_path, engine, **wrong))


@pytest.mark.parametrize("engine", ENGINES)
def test_missing_input_is_named(tmp_path, engine):
    write_graph(tmp_path, name="other")

    with pytest.raises(ValueError, match="config.pbtxt has input 'x', the graph has"):
        open_network(config(tmp_path, engine))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("element", [TensorProto.UINT8, TensorProto.FLOAT16, TensorProto.INT64])
def test_types_are_those_of_the_graph(tmp_path, engine, element):
    names = {2: "TYPE_UINT8", 10: "TYPE_FP16", 7: "TYPE_INT64"}
    write_graph(tmp_path, element)
    values = np.array([[1, 2, 3]], onnx.helper.tensor_dtype_to_np_dtype(element))

    network = open_network(config(tmp_path, engine, names[element]))

    found = network.run(["y"], {"x": values})[0]
    assert found.dtype == values.dtype
    assert (found == values).all()


def test_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(ValueError, match="./chatbrush models pull"):
        open_network(config(tmp_path))


def test_wrong_thread_count_is_named(tmp_path):
    write_graph(tmp_path)

    with pytest.raises(ValueError, match="'chatbrush.threads' .* must be a whole number"):
        open_network(config(tmp_path, **{"chatbrush.threads": "many"}))


def test_an_engine_that_is_none_is_named_with_those_there_are(tmp_path):
    write_graph(tmp_path)

    with pytest.raises(ValueError, match="must be one of onnxruntime, .*, got 'steam'"):
        open_network(config(tmp_path, "steam"))


def test_half_the_digits_are_half_the_digits(tmp_path):
    """BF16 keeps eight bits: products must show it, or another precision was measured."""
    columns = np.random.default_rng(3).normal(0, 1, (64, 64)).astype(np.float32)
    product = helper.make_node("MatMul", ["x", "columns"], ["y"])
    given = ("x", TensorProto.FLOAT, ("n", 64))
    save(tmp_path, [product], given, ("n", 64), [numpy_helper.from_array(columns, "columns")])
    values = np.random.default_rng(4).normal(0, 1, (64, 64)).astype(np.float32)

    exact, same, near = (
        open_network(config(tmp_path, engine, dims=(-1, 64))).run(["y"], {"x": values})[0]
        for engine in ENGINES
    )

    assert np.abs(same - exact).max() < 1e-4
    assert np.abs(near - exact).max() < 0.2
    if "avx512_bf16" in Path("/proc/cpuinfo").read_text():
        assert np.abs(near - exact).max() > 1e-3


SQUEEZED = [
    # Axes that depend on a size: a graph whose rank nobody knows until the sizes are fixed.
    helper.make_node("Shape", ["x"], ["sizes"]),
    helper.make_node("Gather", ["sizes", "zero"], ["count"]),
    helper.make_node("Sub", ["count", "count"], ["axes"]),
    helper.make_node("Unsqueeze", ["x", "axes"], ["wide"]),
    helper.make_node("Squeeze", ["wide", "axes"], ["y"]),
]


def test_a_graph_with_a_usual_size_takes_others_too_and_keeps_the_last(tmp_path):
    zero = numpy_helper.from_array(np.array([0], np.int64), "zero")
    save(tmp_path, SQUEEZED, ("x", TensorProto.FLOAT, ("n", 3)), ("m", 3), [zero])
    network = open_network(config(tmp_path, "openvino-fp32", **{"chatbrush.usual_size": "4"}))

    for rows in (4, 2, 4, 7, 9, 2):
        values = np.full((rows, 3), rows, np.float32)
        assert (network.run(["y"], {"x": values})[0] == values).all()
    assert len(network._compiled) == openvino_network.KEPT_SHAPES


@pytest.mark.parametrize("engine", ["onnxruntime", "openvino-fp32"])
def test_memory_of_a_run_goes_back_when_nothing_comes(tmp_path, monkeypatch, engine):
    module = onnx_session if engine == "onnxruntime" else openvino_network
    monkeypatch.setattr(module, "REST_SECONDS", 1.0)
    given = threading.Semaphore(0)
    write_graph(tmp_path)
    network = open_network(config(tmp_path, engine))
    monkeypatch.setattr(module, "give_back", given.release)
    values = np.ones((2, 3), np.float32)
    for _ in range(3):
        network.run(["y"], {"x": values})

    assert given.acquire(timeout=5)
    assert not given.acquire(timeout=1.5), "once, not for each run"
    assert (network.run(["y"], {"x": values})[0] == values).all()
    assert given.acquire(timeout=5)


FREED = """
import sys, resource
import numpy as np
from pathlib import Path
from chatbrush_models.freed_memory import give_back
from chatbrush_models.onnx_session import OnnxNetwork
network = OnnxNetwork(Path(sys.argv[1]), 1)
feed = {"x": np.ones((1 << 20, 3), np.float32)}
def faults(runs):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(runs):
        network.run(["y"], feed)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
faults(60)
print(min(faults(10) for _ in range(6)))
give_back()
print(faults(1))
"""


def test_what_a_run_freed_is_there_for_the_next(tmp_path):
    """12 MiB a run, with the variables that the server has: pages would fault 30,000 times.

    The best of six tens: now and then something small splits what is kept, for a while.
    """
    write_graph(tmp_path)
    code = [sys.executable, "-c", FREED, str(tmp_path / "model.onnx")]
    models = Path(openvino_network.__file__).parents[1]

    done = subprocess.run(
        code, check=True, cwd=models, capture_output=True, text=True, env=SERVERS_VARIABLES
    )

    kept, given_back = map(int, done.stdout.split())
    assert kept < 20_000
    assert given_back > 2000


def test_openvino_is_not_loaded_for_nothing():
    """It costs each of Triton's processes 20 MB."""
    code = "import sys, chatbrush_models.cpu_network; assert 'openvino' not in sys.modules"
    models = Path(openvino_network.__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=models)


def test_tensor_specification_says_how_an_array_differs():
    spec = TensorSpec("x", "TYPE_FP32", (-1, 2))

    assert spec.mismatch(np.zeros((5, 2), np.float32)) is None
    assert "float32" in spec.mismatch(np.zeros((5, 2), np.int32))
    assert "[-1, 2]" in spec.mismatch(np.zeros((5, 3), np.float32))
