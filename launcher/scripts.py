"""Runs a script that a folder holds by name: bench/NAME/run.py, verify/NAME/run.py."""

import os
import subprocess
import sys
from pathlib import Path

from launcher.errors import LauncherError
from launcher.install import environment, setup
from launcher.layout import Layout
from launcher.output import Progress, say


def found(folder: Path) -> dict[str, Path]:
    """Name and script of each."""
    return {script.parent.name: script for script in sorted(folder.glob("*/run.py"))}


def purpose(script: Path) -> str:
    """Return the first line of the script's docstring."""
    text = script.read_text().lstrip()
    return text.split('"""')[1].strip().splitlines()[0] if text.startswith('"""') else ""


def show(folder: Path) -> int:
    """List the scripts of a folder."""
    for name, script in found(folder).items():
        say(f"{name:<20} {purpose(script)}")
    say(f"Run one with: ./chatbrush {folder.name} NAME")
    return 0


def run(
    layout: Layout, folder: Path, name: str, arguments: list[str], test_tools: bool = False
) -> int:
    """Run one in the Python environment; it may import what the repository's folders hold.

    test_tools: it needs what the tests need, too.
    """
    scripts = found(folder)
    if name not in scripts:
        there = ", ".join(scripts) or "none"
        raise LauncherError(f"{folder.name} has no {name!r}. There are: {there}.")
    if not environment.is_current(layout):
        setup.prepare_environment(layout, Progress(1))
    if test_tools:
        environment.prepare_development(layout)
    command = [str(layout.python), str(scripts[name]), *arguments]
    sys.stdout.flush()
    return subprocess.run(command, env=variables(layout), cwd=layout.repository).returncode


def variables(layout: Layout) -> dict[str, str]:
    """Return the environment of a script."""
    return {
        **os.environ,
        "CHATBRUSH_HOME": str(layout.home),
        "CHATBRUSH_SHARED": str(layout.shared),
        "PYTHONPATH": str(layout.repository),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
