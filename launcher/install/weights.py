"""Weights and the Triton repository of the CPU target, through the tensorrt_build package."""

import os
import subprocess
import sys
from collections.abc import Sequence

from launcher.errors import LauncherError
from launcher.layout import Layout


def variables(layout: Layout) -> dict[str, str]:
    """Return the environment in which `python -m tensorrt_build` runs."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONHOME"}
    environment["PYTHONPATH"] = str(layout.repository / "tensorrt-build" / "src")
    environment["PATH"] = f"{layout.environment / 'bin'}:{environment.get('PATH', os.defpath)}"
    return environment


def tool(layout: Layout, arguments: Sequence[str], asks: bool = False) -> int:
    """Run `python -m tensorrt_build` with the terminal, so that its progress is seen.

    asks: whether it may read answers from the terminal.
    """
    sys.stdout.flush()
    command = [str(layout.python), "-m", "tensorrt_build", *arguments]
    return subprocess.run(
        command,
        env=variables(layout),
        cwd=layout.repository,
        stdin=None if asks else subprocess.DEVNULL,
    ).returncode


def pull(layout: Layout, groups: Sequence[str] = ()) -> None:
    """Fetch and verify the default weights, or the groups that are named."""
    layout.weights.mkdir(parents=True, exist_ok=True)
    if tool(layout, ["pull", *groups, "--weights", str(layout.weights)]) != 0:
        raise LauncherError(
            "Fetching the model weights failed; the lines above say why.",
            "run the same ./chatbrush command again: it goes on where it stopped",
        )


def assemble(layout: Layout) -> None:
    """Bring this stack's Triton repository up to date."""
    layout.models.parent.mkdir(parents=True, exist_ok=True)
    arguments = ["assemble", "--target", "cpu", "--source", "triton-model-repo"]
    arguments += ["--weights", str(layout.weights), "--output", str(layout.models)]
    if tool(layout, arguments) != 0:
        raise LauncherError(
            "Assembling the model repository failed; the lines above say why.",
            "./chatbrush models verify",
        )
