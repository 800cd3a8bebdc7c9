"""Memory, threads and open files of each part of a stack, over time."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

MIB = 1 / 2**20


@dataclass(frozen=True)
class Sample:
    """One part at one time. resident counts pages shared between processes once for each."""

    seconds: float
    resident: float
    proportional: float
    threads: int
    files: int


class Parts:
    """Watches the processes of a stack. pids: of the main process of each part."""

    def __init__(self, pids: dict[str, int]) -> None:
        self._began = time.monotonic()
        self.pids = pids
        self.samples: dict[str, list[Sample]] = {name: [] for name in pids}

    def look(self) -> None:
        """Take a sample of each part; one that is gone has none."""
        at = time.monotonic() - self._began
        for name, pid in self.pids.items():
            family = [one for one in with_children(pid) if Path(f"/proc/{one}/status").exists()]
            if family:
                self.samples[name].append(sample(at, family))

    def total(self, kind: str) -> float:
        """MiB of all parts in the last sample. kind: resident or proportional."""
        return sum(getattr(found[-1], kind) for found in self.samples.values() if found)

    def seconds(self) -> float:
        """Time since the first look."""
        return time.monotonic() - self._began

    def slope(self, name: str, since: float, until: float) -> float:
        """MiB a minute by which a part's resident memory grew between two moments, in seconds.

        Source: Theil and Sen, the median of all pairs' slopes; a single collection or a large
        picture at the end does not turn it.
        """
        found = [one for one in self.samples[name] if since <= one.seconds <= until]
        slopes = [
            (b.resident - a.resident) / (b.seconds - a.seconds) * 60
            for i, a in enumerate(found)
            for b in found[i + 1 :]
        ]
        return sorted(slopes)[len(slopes) // 2] if slopes else 0.0


def sample(at: float, family: list[int]) -> Sample:
    """Add up a process and its children."""
    resident = proportional = 0.0
    threads = files = 0
    for pid in family:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            resident += field(rollup, "Rss") / 1024
            proportional += field(rollup, "Pss") / 1024
            threads += len(os.listdir(f"/proc/{pid}/task"))
            files += len(os.listdir(f"/proc/{pid}/fd"))
        except OSError:
            continue  # it ended meanwhile
    return Sample(at, resident, proportional, threads, files)


def field(text: str, name: str) -> int:
    """Return a field of a file of /proc, in KiB."""
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    return int(found.group(1)) if found else 0


def with_children(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            parents[int(entry)] = int(text.rpartition(")")[2].split()[1])
    family = [root]
    for pid in family:
        family += [child for child, parent in parents.items() if parent == pid]
    return family
