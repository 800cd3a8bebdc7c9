"""What of the GPU's images can be tried without a GPU, on a base that only stands in for NVIDIA's.

Tried: what our own lines add to the base. Not tried: anything of NVIDIA's, no plan, no kernel.
"""

import shutil

from verify.figures import Figures
from verify.images import compose
from verify.images.container import Container
from verify.images.engine import Engine

WANTED = "sm90-10.15.1"


def prove(engine: Engine) -> int:
    """Ask both for a sentence without a GPU; then serve the tools where one seems to be there."""
    figures = Figures("images: NVIDIA's, on a stand-in base")
    services = compose.services()
    shutil.rmtree(engine.folder / "volumes" / "models", ignore_errors=True)  # of a run before
    for name in ("model-builder", "triton-gpu"):
        container = Container(engine, f"localhost/chatbrush/{name}:verify", services[name], name)
        container.replaced["NO_GPU"] = "1"
        container.start()
        figures.equals(f"{name}: exit code without a GPU", container.wait_end(60), 1)
        said = "This container sees no NVIDIA GPU" in container.log()
        figures.equals(f"{name}: says that there is none", said, 1)
    server = Container(
        engine, "localhost/chatbrush/triton-gpu:verify", services["triton-gpu"], "triton-gpu"
    )
    server.start()
    figures.equals("triton-gpu: exit code without models", server.wait_end(60), 1)
    figures.equals("triton-gpu: names the folder it wants", WANTED in server.log(), 1)
    _fill(engine)
    server.start()
    try:
        figures.at_most("triton-gpu: healthy after", server.wait_healthy(180), 120, "s")
        figures.at_least("triton-gpu: models ready", _ready(server), 5)
    finally:
        code, seconds = server.stop()
    figures.at_most("triton-gpu: stopped after", seconds, 30, "s")
    figures.equals("triton-gpu: killed for taking longer", code == 137, 0)
    return figures.finish()


def _fill(engine: Engine) -> None:
    """Lay the CPU image's models where the builder would lay plans; the tools among them count."""
    models = engine.root_of("localhost/chatbrush/triton-cpu:verify") / "opt/chatbrush/models"
    volume = engine.folder / "volumes" / "models"
    volume.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(volume / WANTED, ignore_errors=True)
    shutil.copytree(models, volume / WANTED, symlinks=True)


def _ready(server: Container) -> int:
    command = "curl -s -X POST http://127.0.0.1:8000/v2/repository/index"
    return server.inside("sh", "-c", command).stdout.count("READY")
