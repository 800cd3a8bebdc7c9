"""The script that the images start the real server with, while models change below it."""

import os
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import tiny_server
import tritonclient.grpc as triton
from tensorrt_build.repository.folder import Stamp
from tensorrt_build.repository.plans import problems_of_server

pytestmark = pytest.mark.triton

CONFIG = """name: "{name}"
backend: "python"
max_batch_size: 0
input [ {{ name: "asked" data_type: TYPE_INT32 dims: [ 1 ] }} ]
output [ {{ name: "answer" data_type: TYPE_INT32 dims: [ 1 ] }} ]
instance_group [ {{ kind: KIND_CPU count: 1 }} ]
version_policy {{ specific {{ versions: [ {version} ] }} }}
"""
CODE = """import numpy as np
import triton_python_backend_utils as pb_utils

class TritonPythonModel:
    def initialize(self, args):
        {fault}

    def execute(self, requests):
        answer = pb_utils.Tensor("answer", np.array([{version}], np.int32))
        return [pb_utils.InferenceResponse([answer]) for _ in requests]
"""
FAULT = "raise pb_utils.TritonModelException('out of memory, say')"
PATIENCE = 30.0


def publish(models: Path, name: str, version: int, fault: str = "pass") -> None:
    """Put a model's version in its place and the configuration that has it served, whole."""
    fresh = models.with_name(f"{name}.new")
    if (models / name).exists():
        shutil.copytree(models / name, fresh)
    (fresh / str(version)).mkdir(parents=True)
    code = CODE.format(version=version, fault=fault)
    (fresh / str(version) / "model.py").write_text(code)
    (fresh / "config.pbtxt").write_text(CONFIG.format(name=name, version=version))
    shutil.rmtree(models / name, ignore_errors=True)
    fresh.rename(models / name)


def first_models(folder: Path, _vocabulary: Path) -> None:
    publish(folder, "steady", 1)
    publish(folder, "faulty", 1, FAULT)


def as_an_image_does(command: list[str]) -> list[str]:
    """Start the same server by deploy/docker/serve.sh, which finds the flags in its own file."""
    common = tiny_server.triton_server.common_flags()
    own = [w for w in command[1:] if w not in common and not w.startswith("--model-repository")]
    models = next(w for w in command if w.startswith("--model-repository")).partition("=")[2]
    script = tiny_server.ROOT / "deploy/docker/serve.sh"
    server = Path(command[0]).parent
    return [
        "/usr/bin/env",
        f"CHATBRUSH_MODELS={models}",
        f"CHATBRUSH_FLAGS={tiny_server.triton_server.FLAGS}",
        f"PATH={server}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        str(script),
        *own,
        "--repository-poll-secs=1",  # the last one holds
    ]


def recorded(models: Path) -> None:
    """Note the models as `assemble` does, for what asks the server about them."""
    stamp = Stamp.read(models)
    for name in ("steady", "faulty"):
        stamp.record(name, models / name, 1, {"1": "inputs"})
    stamp.write(models)


def answer(client: triton.InferenceServerClient) -> int:
    asked = triton.InferInput("asked", [1], "INT32")
    asked.set_data_from_numpy(np.zeros(1, np.int32))
    return int(client.infer("steady", [asked]).as_numpy("answer")[0])


def wait(found) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, "the server did not come to it"
        time.sleep(0.2)


def test_a_version_that_does_not_load_is_never_served(tmp_path):
    home = tmp_path / "home"
    with tiny_server.running(home, first_models, as_an_image_does, all_load=False) as server:
        client = server.client()
        assert client.is_server_ready(), "one model that does not load is no fault of the server"
        assert answer(client) == 1
        assert not client.is_model_ready("faulty")

        models = home / "models" / "cpu"
        recorded(models)
        wait(lambda: "out of memory" in "".join(problems_of_server(models, server.http)))
        (told,) = problems_of_server(models, server.http)
        assert told.startswith("faulty: the server does not run it: ")
        publish(models, "steady", 2, FAULT)
        wait(lambda: "failed to load 'steady' version 2" in server.log.read_text())

        assert answer(client) == 1, "the version before goes on"
        assert client.is_server_ready()

        publish(models, "steady", 3)
        wait(lambda: answer(client) == 3)
