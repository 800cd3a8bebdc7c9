"""Run a measured comparison of bench/. Without a NAME: list what is there."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from launcher.errors import LauncherError
from launcher.install import environment, setup
from launcher.layout import Layout
from launcher.output import Progress, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed to the benchmark")


def benchmarks(layout: Layout) -> dict[str, Path]:
    """Name and script of each benchmark."""
    return {
        script.parent.name: script
        for script in sorted((layout.repository / "bench").glob("*/run.py"))
    }


def purpose(script: Path) -> str:
    """Return the first line of the script's docstring."""
    text = script.read_text().lstrip()
    return text.split('"""')[1].strip().splitlines()[0] if text.startswith('"""') else ""


def run(options: argparse.Namespace) -> int:
    """List the benchmarks, or run one in the Python environment."""
    layout = Layout.default()
    found = benchmarks(layout)
    if options.name is None:
        for name, script in found.items():
            say(f"{name:<20} {purpose(script)}")
        say("Run one with: ./chatbrush bench NAME" if found else "There are no benchmarks yet.")
        return 0
    if options.name not in found:
        there = ", ".join(found) or "none"
        raise LauncherError(f"There is no benchmark {options.name!r}. There are: {there}.")
    if not environment.is_current(layout):
        setup.prepare_environment(layout, Progress(1))
    command = [str(layout.python), str(found[options.name]), *options.arguments]
    sys.stdout.flush()
    variables = {**os.environ, "CHATBRUSH_HOME": str(layout.home)}
    return subprocess.run(command, env=variables, cwd=layout.repository).returncode
