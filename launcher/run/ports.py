"""TCP ports on this machine: which are free, and who has one that is not."""

import os
import socket
from contextlib import suppress
from pathlib import Path

from launcher import processes
from launcher.errors import LauncherError

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Return True when a server can listen on this port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def choose(preferred: int, taken: set[int]) -> int:
    """Return the preferred port, or any free one when somebody has it, and add it to `taken`."""
    if preferred in taken or not is_free(preferred):
        return any_free(taken)
    taken.add(preferred)
    return preferred


def any_free(taken: set[int]) -> int:
    """Return a free port that is not in `taken`, and add it there."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if port not in taken:
            taken.add(port)
            return port


def require(port: int, what: str) -> None:
    """Raise a LauncherError that names the holder when this port is taken."""
    if is_free(port):
        return
    holder = holder_of(port)
    by = f" by {holder}" if holder else " by another program"
    raise LauncherError(
        f"Port {port}, where {what} should listen, is in use{by}.",
        f"./chatbrush up --port {next_free(port)}",
    )


def next_free(port: int) -> int:
    """Return the next free port above this one."""
    return next(p for p in range(port + 1, 65536) if is_free(p))


def holder_of(port: int) -> str | None:
    """Return the program that listens on a port, as `name (pid N)`, None when it cannot be seen."""
    sockets = listening_sockets(port)
    for pid in processes.everyone():
        if sockets & open_files(pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
            return f"{Path(words[0]).name} (pid {pid})"
    return None


def open_files(pid: int) -> set[str]:
    """Return what a process has open, as far as this user may see it."""
    links = set()
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            with suppress(FileNotFoundError):  # closed meanwhile
                links.add(os.readlink(f"/proc/{pid}/fd/{name}"))
    except OSError:
        return links  # it belongs to somebody else, or it ended
    return links


def listening_sockets(port: int) -> set[str]:
    """Return the sockets that listen on a port, in the form of the links in /proc/PID/fd."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if not Path(table).exists():
            continue
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == "0A":
                found.add(f"socket:[{fields[9]}]")
    return found
