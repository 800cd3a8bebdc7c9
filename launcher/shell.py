"""Runs tools with their whole output in a log, and tells their faults in one sentence."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher import processes
from launcher.errors import LauncherError

NETWORK_WORDS = (
    "temporary failure in name resolution",
    "connection refused",
    "connection reset",
    "connection timed out",
    "network is unreachable",
    "max retries exceeded",
    "read timed out",
    "unknown host",
    "no matching distribution found",
    "incompleteread",
    "connection broken",
)


def run_logged(
    command: list[str],
    log: Path,
    mark: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    on_line: Callable[[str], None] | None = None,
) -> int:
    """Run a tool in its own session, its output into `log` and line by line to `on_line`.

    Returns the exit code. When this process is interrupted the tool and its children are stopped.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    base = dict(os.environ if environment is None else environment)
    with log.open("a", encoding="utf-8") as record:
        record.write(f"$ {' '.join(command)}\n")
        record.flush()
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**base, processes.MARK: str(mark)},
            cwd=folder,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as tool:
            root = processes.Identity.of(tool.pid)
            try:
                for line in tool.stdout or ():
                    record.write(line)
                    record.flush()
                    if on_line is not None:
                        on_line(line.rstrip("\n"))
                return tool.wait()
            except BaseException:
                if root is not None:
                    processes.stop(processes.family(root), patience=5.0)
                raise


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log."""
    try:
        text = log.read_text(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def fault(title: str, log: Path, again: str) -> LauncherError:
    """Return the error for a tool that failed: names the cause when the log shows a common one."""
    text = tail(log, 400).lower()
    if "no space left on device" in text:
        return LauncherError(f"{title}: the disk is full.", f"free some space, then {again}")
    if "do not match the hashes" in text:
        return LauncherError(
            f"{title}: a downloaded file has another SHA-256 than the lock file says, so it was "
            f"not used. See {log}.",
            f"{again}; if it happens again, the download is being changed on its way",
        )
    if any(word in text for word in NETWORK_WORDS):
        return LauncherError(
            f"{title}: a download failed. Is this machine online? See {log}.", again
        )
    return LauncherError(f"{title} failed. The end of {log}:\n{tail(log)}", again)


def rotate(log: Path, keep: int = 3) -> None:
    """Move name.log to name.1.log and so on before a part starts; the oldest goes."""
    for age in range(keep, 0, -1):
        older = log.with_suffix(f".{age}.log")
        newer = log if age == 1 else log.with_suffix(f".{age - 1}.log")
        if newer.exists():
            newer.replace(older)
    log.parent.mkdir(parents=True, exist_ok=True)


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.1) -> bool:
    """Ask again and again until it is true or the time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
