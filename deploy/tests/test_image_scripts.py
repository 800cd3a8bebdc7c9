"""The scripts that images start with, run with stand-ins for what an image has."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from manifests import of_kind

DEPLOY = Path(__file__).parents[1]
DOCKER = DEPLOY / "docker"
WANTED = "sm90-10.15.1"


def run(script, *words, **variables):
    """Run one with these variables; returns what it did."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run([str(script), *words], capture_output=True, text=True, env=environment)


@pytest.fixture
def gpu(tmp_path):
    """A PATH on which nvidia-smi and ldconfig tell of a GPU and a TensorRT."""
    library = tmp_path / "libnvinfer.so.10.15.1"
    library.write_text("")
    (tmp_path / "libnvinfer.so.10").symlink_to(library)
    programs = {
        "nvidia-smi": "echo 9.0",
        "ldconfig": f"echo '  libnvinfer.so.10 (libc6,x86-64) => {tmp_path}/libnvinfer.so.10'",
    }
    for name, command in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{command}\n")
        (tmp_path / name).chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


def test_the_folder_of_this_gpu_and_tensorrt_is_served(tmp_path, gpu):
    (tmp_path / "models" / WANTED).mkdir(parents=True)
    (tmp_path / "models" / WANTED / ".assembled.json").write_text("{}")

    told = run(
        DOCKER / "plans.sh", "printenv", "CHATBRUSH_MODELS",
        PATH=gpu, CHATBRUSH_PLANS=str(tmp_path / "models"),
    )  # fmt: skip

    assert told.stdout.strip() == str(tmp_path / "models" / WANTED), told.stderr


@pytest.mark.parametrize(
    "there, code, said",
    [
        (None, 1, "there is: nothing"),
        ("sm89-10.15.1", 1, "there is: sm89-10.15.1"),
        ("sm90-10.13.0", 1, "there is: sm90-10.13.0"),
        (WANTED, 0, ""),
    ],
)
def test_the_guard_of_kubernetes_lets_only_models_of_this_gpu_and_tensorrt_be_served(
    tmp_path, gpu, there, code, said
):
    """Its own command, at the place where the image has the script."""
    pod = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"]
    script, *words = pod["initContainers"][0]["command"]
    folder, name = script.rsplit("/", 1)
    copied = re.findall(r"^COPY (.*) (\S+)/$", (DOCKER / "triton-gpu.Dockerfile").read_text(), re.M)
    assert any(f"deploy/docker/{name}" in files and to == folder for files, to in copied)
    if there:
        (tmp_path / "models" / there).mkdir(parents=True)
        (tmp_path / "models" / there / ".assembled.json").write_text("{}")

    told = run(DOCKER / name, *words, PATH=gpu, CHATBRUSH_PLANS=str(tmp_path / "models"))

    assert told.returncode == code, told.stderr
    assert said in told.stderr
    if code:
        sentence, advice = told.stderr.splitlines()
        assert f"No models for {WANTED} (this GPU, this TensorRT)" in sentence
        assert "model-builder.Dockerfile" in advice
    else:
        assert told.stderr == ""


def test_the_builder_is_told_the_folder_before_it_is_there(tmp_path, gpu):
    told = run(
        DOCKER / "plans.sh", "--make", "printenv", "CHATBRUSH_MODELS",
        PATH=gpu, CHATBRUSH_PLANS=str(tmp_path / "none"),
    )  # fmt: skip

    assert told.stdout.strip() == str(tmp_path / "none" / WANTED), told.stderr


def test_no_gpu_is_said_in_a_sentence(tmp_path):
    told = run(DOCKER / "plans.sh", "true", PATH="/usr/bin:/bin", CHATBRUSH_PLANS=str(tmp_path))

    assert told.returncode == 1
    assert "This container sees no NVIDIA GPU" in told.stderr and "--profile cpu" in told.stderr


def test_base_images_are_pinned_where_docker_tells_their_digests(tmp_path):
    root = tmp_path / "repository"
    for folder in ("deploy/docker", "deploy/kubernetes/base"):
        shutil.copytree(DEPLOY.parent / folder, root / folder)
    shutil.copy(DEPLOY.parent / "docker-compose.yml", root)
    docker = tmp_path / "docker"
    docker.write_text(f"#!/bin/sh\necho sha256:{'7' * 64}\n")
    docker.chmod(0o755)

    for _ in range(2):  # again, for newer ones
        path = f"{tmp_path}:{os.environ['PATH']}"
        told = run(root / "deploy/docker/pin.sh", PATH=path)
        assert told.returncode == 0, told.stderr

    files = [*(root / "deploy/docker").glob("*.Dockerfile"), root / "docker-compose.yml"]
    lines = "\n".join(file.read_text() for file in files)
    images = re.findall(r"^FROM (\S+)|^ +image: (\S+)", lines, re.M)
    theirs = [one or other for one, other in images if not other.startswith("chatbrush/")]
    assert len(theirs) >= 9
    assert all(re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:7{64}", image) for image in theirs)
    assert "postgres:16@sha256:7" in (root / "deploy/kubernetes/base/postgres.yaml").read_text()


def test_the_language_of_every_script_is_the_plain_shell(tmp_path):
    for script in (*DEPLOY.rglob("*.sh"),):
        checked = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert os.access(script, os.X_OK), f"{script} cannot be run"
