"""How the real tritonserver is started on a machine without a GPU, and its shared memory.

The flags that it has everywhere stand in triton-model-repo/server.flags.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from launcher import processes, stamps
from launcher.install.triton import interpreter_of
from launcher.layout import REPOSITORY, Layout
from launcher.run import web
from launcher.run.ports import LOOPBACK

FLAGS = REPOSITORY / "triton-model-repo" / "server.flags"
SHARED_MEMORY = Path("/dev/shm")
# glibc keeps what was freed for the next time: the pixels of the largest picture of the evening, in
# each process. Blocks of that many bytes and more are given back as soon as they are free.
GIVE_MEMORY_BACK = {"MALLOC_MMAP_THRESHOLD_": str(4 << 20), "MALLOC_ARENA_MAX": "2"}
# What OpenCV decodes at most, as the edit contract has it: told by a file's head.
LARGEST_PICTURE = {"OPENCV_IO_MAX_IMAGE_PIXELS": "64000000"}
REGION = "triton_python_backend_shm_region_"


def command(layout: Layout, ports: dict[str, int]) -> list[str]:
    """Return the command line. ports: triton-http, triton-grpc, triton-metrics."""
    return [
        str(layout.triton / "bin" / "tritonserver"),
        f"--model-repository={layout.models}",
        *common_flags(),
        # Of `down`; an image gives what runs as long as a step may take, and so do proofs.
        f"--exit-timeout-secs={os.environ.get('CHATBRUSH_TRITON_EXIT_SECONDS', '5')}",
        f"--backend-directory={layout.triton / 'backends'}",
        f"--backend-config=python,shm-region-prefix-name={_prefix(layout)}",
        "--allow-http=true",
        f"--http-address={LOOPBACK}",
        f"--http-port={ports['triton-http']}",
        f"--grpc-address={LOOPBACK}",
        f"--grpc-port={ports['triton-grpc']}",
        f"--metrics-address={LOOPBACK}",
        f"--metrics-port={ports['triton-metrics']}",
    ]


def common_flags() -> list[str]:
    """Return the flags that launcher and images start the server with."""
    lines = FLAGS.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def variables(layout: Layout) -> dict[str, str]:
    """Return the environment: the models' Python first on the PATH, and the libraries."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONHOME"}
    library = interpreter_of(layout.python).library_folder
    environment["PATH"] = f"{layout.environment / 'bin'}:{environment.get('PATH', os.defpath)}"
    environment["LD_LIBRARY_PATH"] = f"{layout.triton / 'lib'}:{library}"
    environment["PYTHONPATH"] = str(layout.repository / "triton-model-repo")
    environment["PYTHONPYCACHEPREFIX"] = str(layout.run / "pycache")
    environment.update(GIVE_MEMORY_BACK | LARGEST_PICTURE)
    environment["OMP_NUM_THREADS"] = str(len(os.sched_getaffinity(0)))
    return environment


def failed_models(http_port: int) -> list[str]:
    """One line for each model that the server has and cannot run."""
    index = web.read_json(f"http://{LOOPBACK}:{http_port}/v2/repository/index", b"{}")
    if not isinstance(index, list):
        return ["Triton does not say which models it has"]
    return [
        f"{model['name']}: {model.get('reason') or model.get('state', 'not loaded')}"
        for model in index
        if model.get("state") != "READY"
    ]


def shared_regions(members: Iterable[processes.Identity]) -> list[str]:
    """Return the shared memory files of Triton's Python backend that these processes have open."""
    names = set()
    for member in members:
        try:
            lines = Path(f"/proc/{member.pid}/maps").read_text().splitlines()
        except OSError:
            continue  # it ended meanwhile
        for line in lines:
            name = line.rpartition("/")[2].removesuffix(" (deleted)")
            if name.startswith(REGION):
                names.add(name)
    return sorted(names)


def regions_of(layout: Layout) -> list[str]:
    """Return the shared memory of this stack, whoever of its servers made it."""
    return [file.name for file in SHARED_MEMORY.glob(f"{_prefix(layout)}*")]


def _prefix(layout: Layout) -> str:
    return f"{REGION}{stamps.of_text(str(layout.home))[:12]}_"


def hide_regions(names: Iterable[str]) -> None:
    """Make them their owner's alone: pictures pass through, and Triton heeds no umask there."""
    for name in names:
        with suppress(FileNotFoundError):
            (SHARED_MEMORY / name).chmod(0o600)


def remove_regions(names: Iterable[str]) -> None:
    """Give back the shared memory that a killed server left behind."""
    for name in names:
        if name.startswith(REGION) and "/" not in name:
            (SHARED_MEMORY / name).unlink(missing_ok=True)
