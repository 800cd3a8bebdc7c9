"""The models that the measurement runs on: real tools, networks whose time is known."""

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "triton-model-repo/tests"))

import probe  # noqa: E402 (found by the line above)
import tiny_repository  # noqa: E402

TINY_NETWORKS = (
    "clip_text_encoder",
    "vae_encoder",
    "vae_decoder",
    "pix2pix_unet",
    "sd_inpaint_unet",
)
WIDTH = 768
REAL_SIZES: dict[int, int] = {}
# t(b) = FIXED + EACH * b milliseconds for a batch of b: an H100's UNet at 512 x 512, of which one
# figure is published (ONNX Runtime, batch 2) and the split is estimated.
FIXED_MS, EACH_MS = 7.4, 4.0
SLEEPER = f"""import time

import numpy as np
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    def execute(self, requests):
        latents = [pb_utils.get_input_tensor_by_name(r, "latent").as_numpy() for r in requests]
        tables = [pb_utils.get_input_tensor_by_name(r, "branches").as_numpy() for r in requests]
        rows = sum(table.shape[0] * table.shape[1] for table in tables)
        time.sleep(({FIXED_MS} + {EACH_MS} * rows) / 1000)
        return [
            pb_utils.InferenceResponse([pb_utils.Tensor("noise_pred", one * np.float32(0.1))])
            for one in latents
        ]
"""


def write(folder: Path, vocabulary: Path) -> None:
    """Fill an empty folder: each tool on a UNet that costs nothing, a tiny and a sleeping one."""
    for name in TINY_NETWORKS:
        tiny_repository.network(folder, name, tiny_repository.TINY / f"{name}.onnx")
    text = _save(folder, "instant_text", _text_encoder())
    tiny_repository.network(folder, "instant_text", text, "clip_text_encoder", REAL_SIZES)
    for tool, channels in (("pix2pix", 8), ("sd_inpaint", 9)):
        source = f"{tool}_unet"
        graph = _save(folder, f"instant_{source}", _unet(channels))
        tiny_repository.network(folder, f"instant_{source}", graph, source, REAL_SIZES)
        version = tiny_repository.network_config(folder, f"sleep_{source}", source, REAL_SIZES)
        (version / "model.py").write_text(SLEEPER, encoding="utf-8")
        tiny_repository.tool(folder, tool, tool, {}, vocabulary)
        for kind in ("instant", "sleep"):
            networks = {
                "chatbrush.unet": f"{kind}_{source}",
                "chatbrush.text_encoder": "instant_text",
            }
            tiny_repository.tool(folder, f"{tool}_{kind}", tool, networks, vocabulary)
    probe.write(folder)


def _unet(channels: int) -> onnx.ModelProto:
    """Take a tenth of the noise channels: real tensors in and out, hardly any computing.

    Guidance is put around it, as around the real ones.
    """
    shape = ["b", channels, "h", "w"]
    inputs = [
        ("sample", shape),
        ("timestep", ["b", 1]),
        ("encoder_hidden_states", ["b", 77, WIDTH]),
    ]
    nodes = [
        helper.make_node("Slice", ["sample", "from", "to", "axis"], ["noise"]),
        helper.make_node("Mul", ["noise", "tenth"], ["scaled"]),
        helper.make_node("Slice", ["encoder_hidden_states", "zero", "one", "last"], ["word"]),
        helper.make_node("ReduceMean", ["word"], ["mean"], axes=[1, 2], keepdims=1),
        helper.make_node("Unsqueeze", ["mean", "last"], ["mean4"]),
        helper.make_node("Unsqueeze", ["timestep", "both"], ["time4"]),
        helper.make_node("Add", ["mean4", "time4"], ["ignored"]),
        helper.make_node("Mul", ["ignored", "nothing"], ["nought"]),
        helper.make_node("Add", ["scaled", "nought"], ["noise_pred"]),
    ]
    numbers = {"from": [0], "to": [4], "axis": [1], "zero": [0], "one": [1], "last": [2]}
    constants = [helper.make_tensor(n, TensorProto.INT64, [1], v) for n, v in numbers.items()]
    constants.append(helper.make_tensor("both", TensorProto.INT64, [2], [2, 3]))
    for name, value in (("tenth", 0.1), ("nothing", 0.0)):
        constants.append(helper.make_tensor(name, TensorProto.FLOAT, [], [value]))
    return _model(nodes, inputs, TensorProto.FLOAT, ("noise_pred", ["b", 4, "h", "w"]), constants)


def _text_encoder() -> onnx.ModelProto:
    """Token numbers, scaled, in each of the real width's columns."""
    nodes = [
        helper.make_node("Cast", ["input_ids"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["numbers", "small"], ["scaled"]),
        helper.make_node("Unsqueeze", ["scaled", "last"], ["column"]),
        helper.make_node("Expand", ["column", "width"], ["text_embeddings"]),
    ]
    constants = [
        helper.make_tensor("small", TensorProto.FLOAT, [], [1e-5]),
        helper.make_tensor("last", TensorProto.INT64, [1], [2]),
        helper.make_tensor("width", TensorProto.INT64, [3], [1, 1, WIDTH]),
    ]
    output = ("text_embeddings", ["b", 77, WIDTH])
    return _model(nodes, [("input_ids", ["b", 77])], TensorProto.INT32, output, constants)


def _model(
    nodes: list[onnx.NodeProto],
    inputs: list[tuple[str, list]],
    input_type: int,
    output: tuple[str, list],
    constants: list[onnx.TensorProto],
) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "instant",
        [helper.make_tensor_value_info(name, input_type, shape) for name, shape in inputs],
        [helper.make_tensor_value_info(output[0], TensorProto.FLOAT, output[1])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def _save(folder: Path, name: str, model: onnx.ModelProto) -> Path:
    path = folder.with_name(f"{name}.onnx")
    onnx.save(model, path)
    return path
