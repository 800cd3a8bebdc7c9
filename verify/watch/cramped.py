"""Another mask-service beside a stack's own, whose heap is too small for what it always holds."""

import subprocess
from pathlib import Path

from launcher.processes import MARK
from verify.stack import Stack, free_port

# The last of two that contradict each other counts.
HEAP = ("-XX:+UseSerialGC", "-XX:-UseG1GC", "-Xms14m", "-Xmx14m")


class Cramped:
    """A process that shares the stack's models; nobody asks it for anything."""

    def __init__(self, stack: Stack) -> None:
        pid = int(stack.status()["parts"]["mask-service"]["pid"])
        java, *words = _zero_separated(Path(f"/proc/{pid}/cmdline"))
        variables = dict(e.split("=", 1) for e in _zero_separated(Path(f"/proc/{pid}/environ")))
        variables.pop(MARK, None)  # or the launcher ends it with the stack's own
        port = free_port()
        own = [f"-Dquarkus.http.port={port}", f"-Dquarkus.grpc.server.port={free_port()}"]
        at = words.index("-jar")
        self.target = f"127.0.0.1:{port}"
        with (stack.home / "cramped.log").open("wb") as log:
            self._process = subprocess.Popen(
                [java, *words[:at], *HEAP, *own, *words[at:]],
                env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def end(self) -> None:
        """End it, as who gives it more memory does first."""
        self._process.kill()
        self._process.wait()


def _zero_separated(file: Path) -> list[str]:
    return [part.decode() for part in file.read_bytes().split(b"\0") if part]
