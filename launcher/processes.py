"""Processes by identity: a recycled pid is never taken for one of ours, and none is left behind.

Every process that the launcher starts leads a session of its own and carries a mark in its
environment, which its children inherit. Thus Triton's Python stubs and whatever else a part
started are found again even after a crash.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MARK = "CHATBRUSH_PART_OF"
PAGE = os.sysconf("SC_PAGE_SIZE")
EXIT_CODES: dict["Identity", int] = {}


@dataclass(frozen=True)
class Identity:
    """A process: its pid and when it started (clock ticks since boot, with the boot's id)."""

    pid: int
    started: str

    @staticmethod
    def of(pid: int) -> "Identity | None":
        """Return the identity of a live process, None when there is none (a zombie is none)."""
        fields = _stat(pid)
        if fields is None or fields[0] == "Z":
            return None
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return Identity(pid, f"{boot}:{fields[19]}")

    def alive(self) -> bool:
        """Return True while exactly this process lives; reap it if it is a dead child."""
        try:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
        except ChildProcessError:
            pid, status = 0, 0  # another launcher started it: /proc alone decides
        if pid == self.pid:
            EXIT_CODES[self] = os.waitstatus_to_exitcode(status)
        return Identity.of(self.pid) == self

    def exit_code(self) -> int | None:
        """Exit code or negative signal of a dead child of this process, None of others."""
        return EXIT_CODES.get(self)

    def ending(self) -> str:
        """How a process that this launcher started ended, as far as it is known."""
        code = self.exit_code()
        if code is None:
            return "ended"
        if code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"


def _stat(pid: int) -> list[str] | None:
    """Return the fields of /proc/PID/stat from field 3 (state) on, None without a process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()


def start(
    command: list[str], environment: Mapping[str, str], log: Path, mark: Path, folder: Path
) -> Identity:
    """Start a part in its own session with its output in `log`, marked as belonging to `mark`."""
    with log.open("ab") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**environment, MARK: str(mark)},
            cwd=folder,
            start_new_session=True,
        )
    child.returncode = 0  # Identity.alive reaps it; Popen need not warn that it still runs
    identity = Identity.of(child.pid)
    return identity or Identity(child.pid, "ended at once")


def everyone() -> list[int]:
    """All pids of this machine (or container)."""
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit()]


def marked(mark: Path) -> list[Identity]:
    """Every live process that carries this mark, children of parts included."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for pid in everyone():
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            continue  # it ended meanwhile, or belongs to somebody else
        identity = Identity.of(pid) if wanted in environment else None
        if identity is not None and pid != os.getpid():
            found.append(identity)
    return found


def family(root: Identity) -> list[Identity]:
    """Return a process and all that descend from it or share its session."""
    if not root.alive():
        return []
    stats = {pid: fields for pid in everyone() if (fields := _stat(pid)) is not None}
    members = {pid for pid, fields in stats.items() if int(fields[3]) == root.pid} | {root.pid}
    grown = True
    while grown:
        fresh = {p for p, fields in stats.items() if int(fields[1]) in members} - members
        members |= fresh
        grown = bool(fresh)
    return [identity for pid in members if (identity := Identity.of(pid)) is not None]


def resident_bytes(members: Iterable[Identity]) -> int:
    """Memory of these processes in bytes; pages they share are counted once each process."""
    total = 0
    for member in members:
        try:
            total += int(Path(f"/proc/{member.pid}/statm").read_text().split()[1]) * PAGE
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def kill(members: list[Identity]) -> None:
    """SIGKILL, also to what is stopped or hangs. Does not wait for their end."""
    _signal(members, signal.SIGKILL)


def stop(members: list[Identity], patience: float = 15.0) -> None:
    """SIGTERM, wait, SIGKILL. patience: seconds. Returns when none of them lives."""
    _signal(members, signal.SIGTERM)
    if not _gone(members, patience):
        kill(members)
        _gone(members, 10.0)


def _signal(members: list[Identity], number: signal.Signals) -> None:
    for member in members:
        if member.alive():
            try:
                os.kill(member.pid, number)
            except ProcessLookupError:
                continue  # it ended between the look and the call


def _gone(members: list[Identity], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while any([member.alive() for member in members]):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
