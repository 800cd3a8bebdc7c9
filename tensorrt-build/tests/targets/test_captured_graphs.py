"""Every network of the target `tensorrt` meets a captured CUDA graph, as Triton looks it up.

The two keys are those of tensorrt_backend, src/instance_state.cc: SetCudaGraphShape makes the one
under which a graph is kept, Run and SetBindingDimensions the one that is looked for.
"""

from __future__ import annotations

import ast
import itertools
import math
import re
from collections.abc import Iterator, Sequence

import pytest
from google.protobuf import text_format
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.families import CELL
from tensorrt_build.repository.model_config import PlanFile, read_config, tensorrt_config
from tensorrt_build.targets.tensorrt import config_of_plan, graph_shapes
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest
from tritonclient.grpc.model_config_pb2 import ModelConfig

REPOSITORY = MODULE_FOLDER.parent / "triton-model-repo"
RECIPES = read_manifest().recipes
CONFIGS = {
    path.parent.name: read_config(path) for path in sorted(REPOSITORY.glob("*/config.pbtxt"))
}
PLANS = [name for name, config in CONFIGS.items() if config.is_network and RECIPES[name].tensorrt]
Shapes = dict[str, tuple[int, ...]]


def served(name: str) -> ModelConfig:
    """The config.pbtxt that a plan's folder gets."""
    config, specification = CONFIGS[name], NETWORKS[name]
    plan = PlanFile("some.plan", "9.0", graph_shapes(specification.planned))
    text = tensorrt_config(config_of_plan(config, specification), 1, plan)
    return text_format.Parse(text, ModelConfig())


def captured(config: ModelConfig) -> set[tuple[int, ...]]:
    """Keys under which Triton keeps the graphs that it captures when it loads the network."""
    keys = set()
    if config.optimization.cuda.graphs:
        for spec in config.optimization.cuda.graph_spec:
            batch = [spec.batch_size] if spec.batch_size else []
            dims = [[*batch, *spec.input[tensor.name].dim] for tensor in config.input]
            keys.add((spec.batch_size, *itertools.chain(*dims)))
    return keys


def looked_up(config: ModelConfig, shapes: Shapes) -> tuple[int, ...]:
    """Key that Triton looks for when requests of these shapes, all together, come."""
    pictures = shapes[config.input[0].name][0] if config.max_batch_size else 1
    return (pictures, *itertools.chain(*(shapes[tensor.name] for tensor in config.input)))


def sizes_of(tool: str) -> list[tuple[int, int]]:
    """Width and height of what a diffusion tool works at."""
    text = CONFIGS[tool].parameters["chatbrush.sizes"]
    return [(int(w), int(h)) for w, h in re.findall(r"(\d+)x(\d+)", text)]


def sides_of_lama() -> Sequence[int]:
    """Sides of the windows that LaMa's tool shows it."""
    module = (REPOSITORY / "chatbrush_models" / "erase" / "lama.py").read_text(encoding="utf-8")
    return ast.literal_eval(re.search(r"^SIDES = (\(.*\))$", module, re.MULTILINE)[1])


def asked(name: str) -> Iterator[dict[str, int]]:
    """Sizes of the named axes that a network's callers send, each for every number of pictures."""
    if name.endswith("_decoder") and "points" in NETWORKS[name].sizes:
        # mask-service: eight clicks at most, and beside them a box's corners, or a padding
        yield from ({"points": clicks + beside} for clicks in range(9) for beside in (1, 2))
    elif name == "lama":
        yield from ({"height": side, "width": side} for side in sides_of_lama())
    elif name.startswith("clip_text_encoder"):
        yield {}  # prompt and negative prompt, always together
    elif name.endswith("_unet"):
        tool = "pix2pix" if name == "pix2pix_unet" else "sd_inpaint"
        branches = NETWORKS[name].sizes["branches"][2]
        for width, height in sizes_of(tool):
            yield {
                "latent_height": height // CELL,
                "latent_width": width // CELL,
                "branches": branches,
            }
    elif name in ("vae_encoder", "vae_decoder", "taesd_decoder"):
        cell = 1 if name == "vae_encoder" else CELL
        first, second = sorted(NETWORKS[name].sizes.keys() - {"batch"}, key=lambda a: "width" in a)
        for width, height in {*sizes_of("pix2pix"), *sizes_of("sd_inpaint")}:
            yield {first: height // cell, second: width // cell}
    elif not NETWORKS[name].sizes:
        yield {}
    else:
        pytest.fail(f"{name}: say here what its callers send, or in its specification why not")


@pytest.mark.parametrize("name", PLANS)
def test_what_callers_send_meets_a_captured_graph(name):
    specification = NETWORKS[name].planned
    config = served(name)
    if not specification.captured:
        assert len(specification.uncaptured) > 20, "say why nothing is captured"
        assert not config.optimization.cuda.graphs
        return
    keys, step = captured(config), specification.sizes["batch"][1]

    for sizes in asked(name):
        for batch in range(step, config.max_batch_size + 1, step):
            shapes = specification.shapes({"batch": batch, **sizes})
            if math.prod(shapes.get("point_labels", (1,))) == 1 and "point_labels" in shapes:
                continue  # a padding alone: nobody asks for nothing
            assert looked_up(config, shapes) in keys, (name, shapes)


@pytest.mark.parametrize("name", PLANS)
def test_a_warm_up_meets_one_too(name):
    config, specification = served(name), NETWORKS[name]
    if specification.captured:
        for shapes in config_of_plan(CONFIGS[name], specification).warm_ups:
            if "clip" not in name:  # of one text: callers send two
                assert looked_up(config, shapes) in captured(config)


def test_without_a_batch_axis_none_would_be_found():
    config = served("mobile_sam_decoder")
    shapes = {tensor.name: tuple(tensor.dims) for tensor in config.input}
    config.max_batch_size = 0
    for spec in config.optimization.cuda.graph_spec:
        spec.batch_size = 0

    assert {key[0] for key in captured(config)} == {0}
    assert looked_up(config, shapes)[0] == 1


def test_no_network_captures_what_its_plan_could_not_run():
    for name in PLANS:
        config = served(name)
        assert {key[0] for key in captured(config)} <= set(range(1, config.max_batch_size + 1))
