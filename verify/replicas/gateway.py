"""Another gateway beside a stack's own: the same program and settings, on ports of its own."""

from __future__ import annotations

import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.client import Editor
from launcher.processes import MARK
from verify.stack import Stack, free_port

START_SECONDS = 60.0


class Gateway:
    """A process that shares the stack's database, pictures and services."""

    def __init__(self, stack: Stack, name: str) -> None:
        pid = int(stack.status()["parts"]["editor-gateway"]["pid"])
        self._command = _zero_separated(Path(f"/proc/{pid}/cmdline"))
        entries = _zero_separated(Path(f"/proc/{pid}/environ"))
        self._variables = dict(entry.split("=", 1) for entry in entries)
        # Whatever carries it, the launcher ends with the part of the stack that it stands for.
        self._variables.pop(MARK, None)
        self._folder = stack.home / f"gateway-{name}"
        self._folder.mkdir(exist_ok=True)
        self._process: subprocess.Popen[bytes] | None = None
        self.editor = Editor()

    def start(self) -> None:
        """Start it and wait until it answers; RuntimeError with its log's end where it does not."""
        self._process, self.editor = self._begin()

    def succeed(self) -> None:
        """Start a successor beside it, as a rolling update does, and then ask it to end."""
        before = self._process
        self._process, self.editor = self._begin()
        if before is not None:
            before.terminate()
            before.wait()

    def _begin(self) -> tuple[subprocess.Popen[bytes], Editor]:
        port = free_port()
        own = {
            "quarkus.http.port": str(port),
            "quarkus.management.port": str(free_port()),
            "quarkus.http.body.uploads-directory": str(self._folder / f"uploads-{port}"),
        }
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [_with(own, word) for word in self._command], env=self._variables,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        editor = Editor(f"http://127.0.0.1:{port}", timeout=60)
        end = time.monotonic() + START_SECONDS
        while not answers(editor.address):
            if time.monotonic() > end or process.poll() is not None:
                raise RuntimeError(f"no gateway: {(self._folder / 'log').read_text()[-2000:]}")
            time.sleep(0.2)
        return process, editor

    def require_alive(self) -> None:
        """RuntimeError where it has ended though nobody asked it to."""
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"ended by itself: {(self._folder / 'log').read_text()[-2000:]}")

    def send(self, number: signal.Signals) -> None:
        """Kill, stop or continue it."""
        assert self._process is not None
        self._process.send_signal(number)

    def end(self) -> None:
        """Kill it, if it runs, and wait for its end."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def _with(properties: dict[str, str], word: str) -> str:
    """Give a word of the command its own value where it is one of these -D properties."""
    name = word.removeprefix("-D").split("=")[0]
    return f"-D{name}={properties[name]}" if name in properties else word


def _zero_separated(file: Path) -> list[str]:
    return [part.decode() for part in file.read_bytes().split(b"\0") if part]


def answers(address: str) -> bool:
    """Whether a gateway answers there."""
    try:
        with urllib.request.urlopen(f"{address}/api/status", timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False
