"""Run a measured comparison of bench/. Without a NAME: list what is there."""

import argparse

from launcher import scripts
from launcher.layout import Layout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed to the benchmark")


def run(options: argparse.Namespace) -> int:
    """List the benchmarks, or run one."""
    layout = Layout.default()
    folder = layout.repository / "bench"
    if options.name is None:
        return scripts.show(folder)
    return scripts.run(layout, folder, options.name, options.arguments)
