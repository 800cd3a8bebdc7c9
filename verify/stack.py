"""A whole detached stack of a proof's own, started by the launcher as an operator starts it."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


class Stack:
    """A stack that runs in its own state folder, from this clone or another."""

    def __init__(self, home: Path, clone: Path = ROOT) -> None:
        self.home = home
        self._clone = clone

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Give the launcher a command for this stack."""
        variables = {**os.environ, "CHATBRUSH_HOME": str(self.home)}
        variables.setdefault("CHATBRUSH_SHARED", str(ROOT / ".chatbrush"))
        return subprocess.run(
            [str(self._clone / "chatbrush"), *words], env=variables, capture_output=True, text=True
        )

    def up(self) -> None:
        """Start what does not run; RuntimeError with the launcher's words when that fails."""
        words = ["up", "--detach", "--no-browser"]
        if not (self.home / "run" / "state.json").exists():
            words += ["--port", str(free_port())]
        reply = self.command(*words)
        if reply.returncode != 0:
            raise RuntimeError(f"The stack does not start:\n{reply.stdout}{reply.stderr}")

    def down(self) -> None:
        """Stop everything."""
        self.command("down")

    def status(self) -> dict[str, Any]:
        """Return what `./chatbrush status --json` says."""
        status: dict[str, Any] = json.loads(self.command("status", "--json").stdout)
        return status

    @property
    def address(self) -> str:
        """The address of the page; RuntimeError where this clone finds no stack there."""
        url = self.status()["url"]
        if url is None:
            raise RuntimeError(
                f"No stack is up in {self.home} as this clone knows it. Start one there with "
                "'./chatbrush up --detach', or give the http:// address of an older one."
            )
        return str(url)

    def kill(self, part: str) -> int:
        """End a part's main process at once, as a crash would. Returns its pid."""
        pid = int(self.status()["parts"][part]["pid"])
        os.kill(pid, signal.SIGKILL)
        return pid


def address_of(stack: str) -> str:
    """Return where the page is of the stack in a state folder; an http:// address is its own."""
    return stack if stack.startswith("http") else Stack(Path(stack).absolute()).address


def free_port() -> int:
    """Return a TCP port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that every proof has."""
    parser.add_argument("--short", action="store_true", help="the version that the tests run")
    parser.add_argument("--home", type=Path, help="use the stack that runs in this state folder")


@contextmanager
def running(home: Path | None) -> Iterator[Stack]:
    """Give the stack in `home`, or one that is started for this and gone afterwards."""
    if home is not None:
        yield Stack(home.absolute())
        return
    folder = Path(tempfile.mkdtemp(prefix="chatbrush-verify-"))
    stack = Stack(folder)
    try:
        stack.up()
        yield stack
    finally:
        stack.down()
        shutil.rmtree(folder, ignore_errors=True)
