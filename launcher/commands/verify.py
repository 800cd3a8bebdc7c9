"""Prove what must hold under load, faults and time. Without a NAME: list what there is.

Each prints its figures beside their limits. Exit code 1 when one of them is missed.
"""

import argparse

from launcher import scripts
from launcher.layout import Layout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="such as --short")


def run(options: argparse.Namespace) -> int:
    """List the proofs, or run one."""
    layout = Layout.default()
    folder = layout.repository / "verify"
    if options.name is None:
        return scripts.show(folder)
    return scripts.run(layout, folder, options.name, options.arguments, test_tools=True)
