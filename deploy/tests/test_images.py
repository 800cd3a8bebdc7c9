"""What the images say and the launcher says too: the memory of the parts."""

import re
from pathlib import Path

import pytest

from launcher.run.parts import JVM_FLAGS
from launcher.run.triton_server import GIVE_MEMORY_BACK, LARGEST_PICTURE

DOCKER = Path(__file__).parents[1] / "docker"
SIZES = ("-Xms", "-Xmx", "-XX:MaxDirectMemorySize")  # an image takes them from its container


def test_the_services_run_with_the_flags_of_the_launcher():
    text = (DOCKER / "service.Dockerfile").read_text()
    flags = re.search(r'JAVA_TOOL_OPTIONS="([^"]+)"', text).group(1).split()

    wanted = [flag for flag in JVM_FLAGS if not flag.startswith(SIZES)]
    assert set(flags) == {"-XX:MaxRAMPercentage=60", *wanted}


def test_every_module_of_maven_is_copied_for_the_services():
    copied = set(re.findall(r"^COPY ([\w-]+) ", (DOCKER / "service.Dockerfile").read_text(), re.M))
    modules = set(re.findall(r"<module>(.+)</module>", (DOCKER.parents[1] / "pom.xml").read_text()))

    assert modules and modules <= copied


@pytest.mark.parametrize("image", ["service", "triton-cpu", "triton-gpu"])
def test_memory_is_given_back_as_in_the_launcher(image):
    text = (DOCKER / f"{image}.Dockerfile").read_text()
    for name, value in GIVE_MEMORY_BACK.items():
        assert re.search(rf"\b{name}={value}\b", text)


@pytest.mark.parametrize("image", ["triton-cpu", "triton-gpu"])
def test_no_larger_picture_is_decoded_than_in_the_launcher(image):
    text = (DOCKER / f"{image}.Dockerfile").read_text()
    ((name, value),) = LARGEST_PICTURE.items()
    assert re.search(rf"\b{name}={value}\b", text)
