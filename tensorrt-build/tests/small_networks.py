"""A repository of small models and the weights for them, made from code."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import onnx
from checkpoints import save_checkpoint
from onnx import TensorProto, helper, numpy_helper
from tensorrt_build.graph.fill import CHECKPOINT
from tensorrt_build.networks.specification import Specification, TensorSpecification
from tensorrt_build.weights.manifest import Manifest, Recipe, Weights

REPOSITORY = Path(__file__).resolve().parents[2]
CONTRACT = REPOSITORY / "triton-model-repo" / "chatbrush_models" / "edit_contract.json"
NETWORK = """\
name: "{name}"
platform: "tensorrt_plan"
max_batch_size: 0
input [ {{ name: "x" data_type: TYPE_FP32 dims: [ -1, 3 ] }} ]
output [ {{ name: "y" data_type: TYPE_FP32 dims: [ -1, 2 ] }} ]
instance_group [ {{ kind: KIND_GPU count: 1 }} ]
dynamic_batching {{ max_queue_delay_microseconds: 100 }}
parameters {{ key: "chatbrush.role" value: {{ string_value: "network" }} }}
parameters {{ key: "chatbrush.nice" value: {{ string_value: "5" }} }}
"""
TOOL = """\
name: "tool"
model_transaction_policy { decoupled: true }
backend: "python"
parameters { key: "chatbrush.role" value: { string_value: "tool" } }
parameters { key: "chatbrush.requires" value: { string_value: "whole" } }
"""
MATRIX = np.arange(6, dtype=np.float32).reshape(3, 2)
SMALL = Specification(
    "filled",
    inputs=(TensorSpecification("x", "FP32", ("n", 3)),),
    outputs=(TensorSpecification("y", "FP32", ("n", 2)),),
    sizes={"n": (1, 2, 4)},
    example={"n": 3},
)


def linear_model(matrix: np.ndarray) -> onnx.ModelProto:
    """y = x @ matrix, with the matrix named `linear.weight`."""
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "linear.weight"], ["y"])],
        "linear",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(matrix, "linear.weight")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def make_source(folder: Path) -> Path:
    """Two networks, `whole` and `filled`, and one tool."""
    for name in ("whole", "filled"):
        (folder / name).mkdir(parents=True)
        (folder / name / "config.pbtxt").write_text(NETWORK.format(name=name))
    (folder / "tool" / "1" / "__pycache__").mkdir(parents=True)
    (folder / "tool" / "config.pbtxt").write_text(TOOL)
    (folder / "tool" / "1" / "model.py").write_text("class TritonPythonModel: ...\n")
    (folder / "tool" / "1" / "__pycache__" / "model.pyc").write_text("")
    (folder / "chatbrush_models").mkdir()
    (folder / "chatbrush_models" / "__init__.py").write_text("")
    shutil.copy(CONTRACT, folder / "chatbrush_models")
    return folder


def make_weights(folder: Path) -> Manifest:
    """whole.onnx, net.pt and the weightless graph that it fills."""
    graphs = folder / "graphs"
    graphs.mkdir(parents=True)
    onnx.save(linear_model(MATRIX), folder / "whole.onnx")
    onnx.save(strip_weights(linear_model(MATRIX)), graphs / "filled.onnx")
    save_checkpoint(folder / "net.pt", {"linear.weight": MATRIX, "unused": np.zeros(3, np.float32)})
    entries = {name: _entry(name, folder / file) for name, file in FILES.items()}
    recipes = {
        "whole": Recipe("whole", "whole"),
        "filled": Recipe("filled", "net", "filled.onnx"),
    }
    return Manifest(entries, recipes, graphs)


FILES = {"whole": "whole.onnx", "net": "net.pt"}


def _entry(name: str, path: Path) -> Weights:
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Weights(name, ("default",), "", path.name, len(data), sha256, "MIT", ())


def strip_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Turn `model` into its weightless graph, in place. The inverse of `fill`."""
    for tensor in model.graph.initializer:
        for field in ("raw_data", "float_data", "int32_data", "int64_data", "double_data"):
            tensor.ClearField(field)
        tensor.data_location = TensorProto.EXTERNAL
        del tensor.external_data[:]
        tensor.external_data.add(key="location", value=CHECKPOINT)
    return model
