"""What the supervisor saw and does: run/supervision.json, for `status` and for the gateway."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from launcher import shell
from launcher.layout import Layout
from launcher.processes import Identity
from launcher.run import files

KILLED = "killed"
EXITED = "exited"
MEMORY = "memory"
HUNG = "hung"
# The last line of a JVM with -XX:+ExitOnOutOfMemoryError.
OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError"
LONGEST_LINE = 200


@dataclass
class PartRecord:
    """One part. The reason is the last restart's: a word for programs, a sentence's end for people.

    restarting: it is down, and is being started or waits for its turn. process: whose end was
    noted last. at: when, in seconds since 1970; seconds: from then until it answered.
    """

    restarting: bool = False
    restarts: int = 0
    reason: str = ""
    detail: str = ""
    process: str = ""
    at: float = 0.0
    seconds: float | None = None


@dataclass
class Record:
    """The whole file. pid: whoever reads it looks whether this process lives."""

    pid: int = 0
    parts: dict[str, PartRecord] = field(default_factory=dict)

    def of(self, name: str) -> PartRecord:
        """Return what is known of a part."""
        return self.parts.setdefault(name, PartRecord())

    def knows(self, name: str, process: str) -> bool:
        """Return True when the end of this process was noted."""
        part = self.of(name)
        return part.restarting and part.process == process

    def down(self, name: str, process: str, reason: str, detail: str) -> None:
        """Note that a part is down and why."""
        restarts = self.of(name).restarts + 1
        self.parts[name] = PartRecord(True, restarts, reason, detail, process, time.time())

    def back(self, name: str) -> None:
        """Note that a part answers again."""
        part = self.of(name)
        part.restarting = False
        part.seconds = round(time.time() - part.at, 2)


def file(layout: Layout) -> Path:
    """Where it lies."""
    return layout.run / "supervision.json"


def load(layout: Layout) -> Record:
    """Return what was written last; an empty one where nothing was, or something older."""
    try:
        raw = json.loads(file(layout).read_text())
        return Record(raw["pid"], {name: PartRecord(**part) for name, part in raw["parts"].items()})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return Record()


def save(layout: Layout, record: Record) -> None:
    """Replace it whole."""
    files.replace(file(layout), json.dumps(asdict(record), indent=2))


def ending(identity: Identity, log: Path) -> tuple[str, str]:
    """Return why a process is gone: reason and detail."""
    last = shell.tail(log, 3)
    if OUT_OF_MEMORY in last:
        return MEMORY, "ran out of memory"
    code = identity.exit_code()
    if code is not None and code < 0:
        return KILLED, identity.ending()
    line = last.rpartition("\n")[2].strip()[:LONGEST_LINE]
    return EXITED, f"{identity.ending()}, its last line: {line}" if line else identity.ending()
