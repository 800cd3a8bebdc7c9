"""A Triton repository of the diffusion tools with the tiny networks in place of the real ones."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import onnx
import own_editor
from config_text import REPOSITORY, read_config
from google.protobuf import text_format
from onnx import TensorProto, helper
from tensorrt_build.graph.guided import guided
from tritonclient.grpc import model_config_pb2

TINY = Path(__file__).parent / "tiny"
VOCABULARY = "clip_bpe_simple_vocab_16e6.txt.gz"
TINY_WIDTH = 16
# Sizes in the real configurations, and what they are for the tiny networks: the width of the text,
# and the sides that models are warmed up with.
TINY_SIZES = {768: TINY_WIDTH, 1024: TINY_WIDTH, 64: 8, 512: 64}
RUNNER = "from chatbrush_models.onnx_runner import TritonPythonModel  # noqa: F401\n"
# Further networks: name, graph and configuration.
COPIES = (
    ("clip_text_encoder_sd2", "clip_text_encoder", "clip_text_encoder_sd2"),
    ("sd2_inpaint_unet", "sd_inpaint_unet", "sd2_inpaint_unet"),
    ("sd_inpaint_fast_unet", "sd_inpaint_unet", "sd_inpaint_fast_unet"),
    ("taesd_decoder", "vae_decoder", "taesd_decoder"),
    ("spare_unet", "pix2pix_unet", "pix2pix_unet"),
)
PLAIN = tuple(
    (name, name, {}) for name in ("pix2pix", "sd_inpaint", "lama_erase", "picture_behind")
)
# Tools that stand on other networks: name, whose code it has, and its own parameters.
SIZED = "sd_inpaint_sized"  # works at the sizes of its configuration, as it is deployed
VARIANTS = (
    ("photo_basics", "photo_basics", {"chatbrush.paints_steps": "2"}),
    (SIZED, "sd_inpaint", {}),
    ("pix2pix_broken", "pix2pix", {"chatbrush.unet": "broken_unet"}),
    (
        "pix2pix_spare",
        "pix2pix",
        {"chatbrush.unet": "spare_unet", "chatbrush.concurrency": "1", "chatbrush.queue": "2"},
    ),
    (
        "sd2_inpaint",
        "sd_inpaint",
        {
            "chatbrush.unet": "sd2_inpaint_unet",
            "chatbrush.text_encoder": "clip_text_encoder_sd2",
            "chatbrush.padding_id": "0",
            "chatbrush.fast_unet": "",
            "chatbrush.sampler": "plms",
            "chatbrush.keep_known": "1",
        },
    ),
)


def write(folder: Path, vocabulary: Path) -> None:
    """Fill an empty folder."""
    for graph in sorted(TINY.glob("*.onnx")):
        network(folder, graph.stem, graph)
    for name, graph, source in COPIES:
        network(folder, name, TINY / f"{graph}.onnx", source)
    network(folder, "broken_unet", _broken_unet(folder), "pix2pix_unet")
    for name, source, parameters in (*PLAIN, *VARIANTS):
        tool(folder, name, source, parameters, vocabulary)
    own_editor.write(folder)


def network(
    folder: Path,
    name: str,
    graph: Path,
    source: str | None = None,
    sizes: Mapping[int, int] = TINY_SIZES,
) -> None:
    """Put a graph behind the configuration of `source`, in its form for the CPU.

    A UNet's graph, which predicts for each branch by itself, gets its guidance here.
    """
    version = network_config(folder, name, source or name, sizes)
    if name.endswith("_unet"):
        onnx.save(guided(onnx.load(graph)), version / "model.onnx")
    else:
        shutil.copyfile(graph, version / "model.onnx")
    (version / "model.py").write_text(RUNNER, encoding="utf-8")


def network_config(folder: Path, name: str, source: str, sizes: Mapping[int, int]) -> Path:
    """Write the configuration of `source` for the Python backend. Returns the version folder."""
    config = read_config(REPOSITORY / source / "config.pbtxt")
    config.name, config.platform, config.backend = name, "", "python"
    tensors = (*config.input, *config.output)
    given = [tensor for warmup in config.model_warmup for tensor in warmup.inputs.values()]
    for tensor in (*tensors, *given):
        tensor.dims[:] = [sizes.get(size, size) for size in tensor.dims]
    for group in config.instance_group:
        group.kind = model_config_pb2.ModelInstanceGroup.KIND_CPU
    return _write_config(folder, config)


def tool(
    folder: Path, name: str, source: str, parameters: dict[str, str], vocabulary: Path
) -> None:
    """Copy a tool, under another name and with other parameters where they are given."""
    config = read_config(REPOSITORY / source / "config.pbtxt")
    config.name = name
    if "chatbrush.sizes" in config.parameters and name != SIZED:
        del config.parameters["chatbrush.sizes"]  # the tests send small pictures of many sizes
        parameters = {"chatbrush.largest_side": "768", **parameters}
    for key, value in parameters.items():
        config.parameters[key].string_value = value
    version = _write_config(folder, config)
    shutil.copyfile(REPOSITORY / source / "1" / "model.py", version / "model.py")
    shutil.copyfile(vocabulary, version / VOCABULARY)


def _broken_unet(folder: Path) -> Path:
    """Make a network that answers well until the timestep falls under 500, then with NaN."""
    latents, text = ["batch", 8, "height", "width"], ["batch", 77, TINY_WIDTH]
    nodes = [
        helper.make_node("Less", ["timestep", "limit"], ["late"]),
        helper.make_node("Where", ["late", "nan", "zero"], ["fault"]),
        helper.make_node("Unsqueeze", ["fault", "axes"], ["fault4"]),
        helper.make_node("Split", ["sample", "halves"], ["noise", "picture"], axis=1),
        helper.make_node("ReduceMean", ["encoder_hidden_states"], ["mean"], axes=[1, 2]),
        helper.make_node("Unsqueeze", ["mean", "mean_axes"], ["mean4"]),
        helper.make_node("Mul", ["mean4", "zero"], ["nothing"]),
        helper.make_node("Add", ["noise", "fault4"], ["spoilt"]),
        helper.make_node("Add", ["spoilt", "nothing"], ["noise_pred"]),
    ]
    constants = [
        helper.make_tensor("limit", TensorProto.FLOAT, [], [500.0]),
        helper.make_tensor("nan", TensorProto.FLOAT, [], [float("nan")]),
        helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0]),
        helper.make_tensor("axes", TensorProto.INT64, [2], [2, 3]),
        helper.make_tensor("mean_axes", TensorProto.INT64, [1], [3]),
        helper.make_tensor("halves", TensorProto.INT64, [2], [4, 4]),
    ]
    graph = helper.make_graph(
        nodes,
        "broken",
        [
            helper.make_tensor_value_info("sample", TensorProto.FLOAT, latents),
            helper.make_tensor_value_info("timestep", TensorProto.FLOAT, ["batch", 1]),
            helper.make_tensor_value_info("encoder_hidden_states", TensorProto.FLOAT, text),
        ],
        [helper.make_tensor_value_info("noise_pred", TensorProto.FLOAT, [latents[0], 4, "h", "w"])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    path = folder.with_name("broken_unet.onnx")
    onnx.save(model, path)
    return path


def _write_config(folder: Path, config: model_config_pb2.ModelConfig) -> Path:
    version = folder / config.name / "1"
    version.mkdir(parents=True)
    text = text_format.MessageToString(config, as_utf8=True)
    version.with_name("config.pbtxt").write_text(text, encoding="utf-8")
    return version
