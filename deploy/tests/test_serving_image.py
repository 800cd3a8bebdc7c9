"""The image of the GPU server has what the tools import: tried with what its own lines install."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from launcher import stamps  # noqa: E402 (found just above)
from launcher.install import interpreter  # noqa: E402
from launcher.layout import Layout  # noqa: E402
from launcher.run.triton_server import common_flags  # noqa: E402

DOCKERFILE = ROOT / "deploy/docker/triton-gpu.Dockerfile"
LINES = DOCKERFILE.read_text().splitlines()
SITE = "/usr/local/lib/python3.12/dist-packages/"
MODELS = sorted(ROOT.glob("triton-model-repo/*/1/model.py"))
# Triton's own process brings this module; the tests' stand-in takes its place here.
IMPORT = """import importlib.util, sys
sys.path.append(sys.argv[1])
import fake_triton_backend
fake_triton_backend.install()
specification = importlib.util.spec_from_file_location("model", sys.argv[2])
module = importlib.util.module_from_spec(specification)
specification.loader.exec_module(module)
print(module.TritonPythonModel.__name__)
"""


def copied():
    """Sources of the COPY lines by where they lie in the image."""
    places = {}
    for line in LINES:
        if line.startswith("COPY "):
            *sources, target = line.split()[1:]
            for source in sources:
                at = target + Path(source).name if target.endswith("/") else target
                places[at] = ROOT / source
    return places


@pytest.fixture(scope="session")
def bare():
    """An interpreter with what the Dockerfile's lines install, and nothing else."""
    (install,) = (line for line in LINES if line.startswith("RUN pip install "))
    arguments = [str(copied().get(word, word)) for word in shlex.split(install)[2:]]
    lock = Path(arguments[-1])
    found = interpreter.find(("3.12",))[0] or interpreter.require()
    folder = Layout.default().shared / "serving"
    python = folder / "bin" / "python"
    stamp, wanted = folder / "chatbrush.stamp", stamps.of_text(install, lock.read_text())
    if stamps.read(stamp) != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([str(found.executable), "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", *arguments, "-q"], check=True)
        stamps.write(stamp, wanted)
    (site,) = folder.glob("lib/python3.*/site-packages")
    for place, source in copied().items():
        if place.startswith(SITE):
            target = site / place.removeprefix(SITE)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    return python


def test_there_are_models_to_try():
    assert len(MODELS) >= 8


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.parts[-3])
def test_a_model_finds_all_that_it_imports(bare, model):
    stand_in = ROOT / "triton-model-repo/tests"
    done = subprocess.run(
        [str(bare), "-I", "-B", "-c", IMPORT, str(stand_in), str(model)],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "TritonPythonModel"


def test_the_versions_are_those_that_the_models_are_tested_with():
    names = ("requirements-serving.lock", "requirements.lock")
    pinned = [
        set(re.findall(r"^([\w-]+==\S+.*) \\$", (ROOT / "tensorrt-build" / name).read_text(), re.M))
        for name in names
    ]

    assert pinned[0] <= pinned[1]


@pytest.mark.parametrize("image", ["triton-cpu", "triton-gpu"])
def test_a_server_is_started_by_the_one_script(image):
    text = (ROOT / f"deploy/docker/{image}.Dockerfile").read_text()
    entry = text[text.index("ENTRYPOINT") :]

    assert '"/opt/chatbrush/serve.sh"' in entry
    assert not any(flag in text for flag in common_flags()), "said in server.flags alone"
    assert "CHATBRUSH_FLAGS=/opt/chatbrush/server.flags" in text


@pytest.mark.parametrize("image", ["triton-cpu", "triton-gpu"])
def test_a_server_that_is_stopped_may_end_a_step(image):
    config = (ROOT / "docs/config.md").read_text()
    step = re.search(r"`chatbrush.chat.step-timeout` \| `(\d+)s`", config).group(1)

    text = (ROOT / f"deploy/docker/{image}.Dockerfile").read_text()

    assert f'"--exit-timeout-secs={step}"' in text[text.index("ENTRYPOINT") :]


def test_deployments_say_no_flag_of_the_server_again():
    texts = [ROOT / "docker-compose.yml", *(ROOT / "deploy/kubernetes").rglob("*.yaml")]
    for path in texts:
        assert "--model-" not in path.read_text(), path
        assert "--exit-on-error" not in path.read_text(), path


def test_nobody_outside_loads_models_and_one_that_fails_ends_nothing():
    flags = common_flags()

    assert "--model-control-mode=poll" in flags, "by request, anybody on the network could load"
    assert {"--exit-on-error=false", "--strict-readiness=false"} <= set(flags)
    assert "--disable-auto-complete-config" in flags


def test_the_server_and_the_builder_are_of_the_same_month():
    from tensorrt_build.engine.package import IMAGE

    (base,) = (line.split()[1] for line in LINES if line.startswith("FROM "))
    assert base.rpartition(":")[2] == IMAGE.rpartition(":")[2]
    year, month = base.rpartition(":")[2].split("-")[0].split(".")
    assert (int(year), int(month)) >= (26, 7), "older ones have known critical holes"
