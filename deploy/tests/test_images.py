"""What the images say and the launcher says too: the memory of the parts."""

import re
import xml.etree.ElementTree as Xml
from pathlib import Path, PurePosixPath

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


def test_what_modules_read_of_other_folders_is_copied_for_the_services():
    """Maven passes over a folder that is not there; the page or a service would lack it later."""
    text = (DOCKER / "service.Dockerfile").read_text()
    copied = [PurePosixPath(source) for source in re.findall(r"^COPY ([\w./-]+) ", text, re.M)]
    read = list(read_of_other_folders())

    assert len(read) >= 4
    for path in read:
        assert any(path.is_relative_to(source) for source in copied), f"no COPY covers {path}"


def read_of_other_folders():
    """What a POM takes from beside its module: the folder, or its files where they are named."""
    maven = "{http://maven.apache.org/POM/4.0.0}"
    for pom in DOCKER.parents[1].glob("*/pom.xml"):
        for resource in Xml.parse(pom).iter(f"{maven}resource"):
            directory = resource.findtext(f"{maven}directory")
            if directory.startswith("../"):
                folder = PurePosixPath(directory.removeprefix("../"))
                files = [include.text for include in resource.iter(f"{maven}include")]
                named = files and not any("*" in file for file in files)
                yield from (folder / file for file in files) if named else [folder]


def test_every_base_is_pinned_but_the_one_whose_digest_nobody_tells():
    files = [*DOCKER.glob("*.Dockerfile"), DOCKER.parents[1] / "docker-compose.yml"]
    files.append(DOCKER.parent / "kubernetes/base/postgres.yaml")
    text = "\n".join(file.read_text() for file in files)
    images = set(re.findall(r"^FROM (\S+)|^ +(?:- )?image: (\S+)", text, re.M))
    theirs = {one or other for one, other in images if not other.startswith("chatbrush/")}
    pinned = {
        image for image in theirs if re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", image)
    }

    assert len(theirs) == 10
    assert theirs - pinned <= {"nvcr.io/nvidia/tritonserver:26.07-py3"}


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
