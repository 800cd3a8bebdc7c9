"""List, pull or verify model weights. NAME is one that `models list` shows."""

import argparse

from launcher import environment, setup, weights
from launcher.layout import Layout
from launcher.output import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=("list", "pull", "verify"))
    parser.add_argument("names", nargs="*", metavar="NAME", help="weights to pull")
    parser.add_argument("--json", action="store_true", help="print JSON (list only)")


def run(options: argparse.Namespace) -> int:
    """Hand over to tensorrt_build in the Python environment, which is made first if needed."""
    layout = Layout.default()
    if not environment.is_current(layout):
        setup.prepare_environment(layout, Progress(1))
    layout.weights.mkdir(parents=True, exist_ok=True)
    arguments = [options.action, "--weights", str(layout.weights)]
    if options.action == "pull":
        arguments[1:1] = options.names
    if options.action == "list" and options.json:
        arguments.append("--json")
    if options.action == "verify" and layout.models.exists():
        arguments += ["--repository", str(layout.models)]
    return weights.tool(layout, arguments)
