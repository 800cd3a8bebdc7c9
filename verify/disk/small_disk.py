"""A gateway of its own whose data lie on a small disk, beside the other parts of a stack."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from launcher import processes
from launcher.layout import Layout
from launcher.run import parts, state, web
from verify.stack import ROOT, Stack, free_port

SIZE_MB = 64
KEEP_FREE = "16M"


def enter_own_mounts(required: bool) -> bool:
    """Run this script again where it may mount and nobody else sees it.

    Where that is refused it returns False, or ends with what to type where it is required.
    """
    if os.environ.get("CHATBRUSH_OWN_MOUNTS"):
        return True
    for ways in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        tried = subprocess.run(
            [*ways, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True
        )
        if tried.returncode == 0:
            os.environ["CHATBRUSH_OWN_MOUNTS"] = "1"
            os.execvp(ways[0], [*ways, sys.executable, *sys.argv])
    refused = (
        "This proof mounts a small file system, and nobody may do that here: "
        f"{tried.stderr.decode().strip()}. Run it as root: "
        f"sudo ./chatbrush verify {Path(sys.argv[0]).parent.name}"
    )
    if required:
        sys.exit(refused)
    print(f"{refused}\nOnly writes that are refused are proven.")
    return False


class SmallDisk:
    """A tmpfs that can be filled, made read-only, and given back its room."""

    def __init__(self, folder: Path, size_mb: int = SIZE_MB) -> None:
        self.folder = folder
        self.filling = folder / "filling"
        self._size_mb = size_mb

    def mount(self) -> None:
        """Put it over its folder."""
        self._mount(f"size={self._size_mb}m,mode=700")

    def _mount(self, options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        subprocess.run(command, check=True)

    def fill(self) -> None:
        """Take every byte that is left."""
        with self.filling.open("ab", buffering=0) as file:
            for piece in (1 << 20, 4096, 1):
                try:
                    while True:
                        file.write(bytes(piece))
                except OSError:
                    continue

    def free(self) -> None:
        """Give the room back."""
        self.filling.unlink()

    def grow(self) -> None:
        """Make it four times as large, as one does with a volume."""
        self._mount(f"remount,size={4 * self._size_mb}m")

    def writable(self, yes: bool) -> None:
        """Mount it anew, read-only or not. A process that was just killed still has files open."""
        command = ["mount", "-o", f"remount,{'rw' if yes else 'ro'}", str(self.folder)]
        for _ in range(50):
            if subprocess.run(command, capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        subprocess.run(command, check=True)

    def unmount(self) -> None:
        """Let go of it."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


class Gateway:
    """A gateway started as the launcher starts it, with the other parts of `stack` behind it."""

    def __init__(self, home: Path, stack: Stack) -> None:
        known = state.load(stack.home / "run" / "state.json")
        if known is None:
            sys.exit(f"No stack runs in {stack.home}.")
        self.home = home
        layout = Layout(ROOT, home, Layout.default().shared)
        layout.run.mkdir(parents=True)
        layout.logs.mkdir()
        layout.apps.symlink_to(stack.home / "apps")
        settings = state.Settings(port=free_port())
        ports = {**known.ports, "editor-gateway-management": free_port()}
        made = parts.make(layout, settings, ports)
        self.part = next(part for part in made if part.name == parts.GATEWAY)
        self.log = layout.log(parts.GATEWAY)
        self.address = f"http://127.0.0.1:{settings.port}"
        self.process: processes.Identity | None = None

    def start(self, seconds: float = 90) -> float:
        """Start it and wait until it is ready. Returns the seconds it took."""
        begin = time.monotonic()
        variables = {**self.part.variables, "CHATBRUSH_STORAGE_KEEP_FREE": KEEP_FREE}
        # Through a pipe, or what it logs would be refused with its other writes.
        pipe = self.home / "log"
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
        with self.log.open("ab") as log:
            subprocess.Popen(["cat", str(pipe)], stdout=log)
        self.process = processes.start(self.part.command, variables, pipe, self.home, self.home)
        while not web.answers(self.part.health):
            if not self.process.alive() or time.monotonic() - begin > seconds:
                raise RuntimeError(f"The gateway does not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.1)
        return time.monotonic() - begin

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process is not None and self.process.alive():
            os.kill(self.process.pid, signal.SIGKILL)
            while self.process.alive():
                time.sleep(0.02)

    def refuse_writes(self, yes: bool) -> None:
        """Let every write of the process fail, into open files too (EFBIG).

        So does a disk that turns read-only after an error. None can be mounted so by hand while
        somebody has a file of it open to write.
        """
        assert self.process is not None
        _, hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0 if yes else hard, hard))

    def complaints(self) -> str:
        """Return what it logged as going wrong, the last of it; it lies on a disk that goes."""
        lines = self.log.read_text().splitlines()
        return "\n".join([line for line in lines if " WARN " in line or " ERROR " in line][-60:])

    def ready(self) -> bool:
        """Whether its readiness is true."""
        return bool(web.answers(self.part.health))
