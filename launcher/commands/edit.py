"""Edit photos or whole folders, at the stack that runs, at --server, or at one started for it."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from launcher.errors import LauncherError
from launcher.layout import REPOSITORY, Layout
from launcher.run import parts, state

sys.path.append(str(REPOSITORY / "clients/python/src"))

from chatbrush_client import Chatbrush  # noqa: E402 - the path comes first
from chatbrush_client.command import run as edit  # noqa: E402
from chatbrush_client.options import add_arguments  # noqa: E402

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Edit. Results' paths go to stdout, all else to stderr."""
    if options.server:
        return edit(options, Chatbrush(options.server, options.key))
    with _running(Layout.default()) as address:
        return edit(options, Chatbrush(address, options.key))


@contextmanager
def _running(layout: Layout) -> Iterator[str]:
    """Give the address of this clone's stack; one that had to be started is stopped again."""
    address = _address(layout)
    if address is not None:
        yield address
        return
    print("Chatbrush does not run; it is started for this.", file=sys.stderr)
    try:
        _launcher("up", "--detach", "--no-browser")
        address = _address(layout)
        if address is None:
            raise LauncherError("The stack was started, and is gone.", "./chatbrush status")
        yield address
    finally:
        _launcher("down")


def _address(layout: Layout) -> str | None:
    current = state.load(layout.run / "state.json")
    return current.url if current is not None and parts.GATEWAY in current.alive() else None


def _launcher(*arguments: str) -> None:
    line = [sys.executable, str(REPOSITORY / "chatbrush"), *arguments]
    if subprocess.run(line, stdout=sys.stderr, check=False).returncode != 0:
        raise LauncherError("Chatbrush could not be started or stopped.", "./chatbrush doctor")
