"""What finding things by their names adds: to `up`, to memory at rest, to a click, and in use.

Needs a stack that was just started (`./chatbrush up --detach`), of which nobody has asked anything:

    python bench/named/cost.py [--idle]

Memory is what a process has for itself (its proportional set size). A click is a selection by a
point on a photo that was opened before. The names are asked for twice, the picture opened anew:
what was found is remembered by the picture. --idle waits until the networks are given back (two
minutes) and looks again.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from bench.client import Editor, Session  # noqa: E402 (found by the line above)
from verify.memory import sample  # noqa: E402 (found by the line above)

DETECTORS = ("coco_objects", "photo_parts")
NAMES = ("face", "sky", "text", "cup")
PHOTO = ROOT / "testdata/photos/coffee.jpg"
CLICKS = 30
IDLE_SECONDS = 150
LOADED = re.compile(r"I\d{4} (\d\d:\d\d:\d\d\.\d+) .*successfully loaded '(\w+)'")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--idle", action="store_true")
    arguments = parser.parse_args()
    processes = stubs()
    log = next(iter(processes.values())).repository.parents[1] / "run/logs/triton.log"
    print(f"After all other models {later(log.read_text(errors='replace')):.1f} s of `up`.\n")
    editor = Editor(arguments.address)
    session = editor.open(PHOTO)
    session.select(points=[point(300)])  # waits until it is encoded
    print("| | coco_objects | photo_parts | a click, ms |\n|---|---|---|---|")
    line("at rest, unused", processes, clicks(session))
    seconds = {name: asked(editor, name, processes) for name in NAMES}
    line("after use", processes, clicks(session))
    if arguments.idle:
        time.sleep(IDLE_SECONDS)
        line("given back", processes, clicks(session))
    print("\n| name | seconds | same picture again | processor | again |\n|---|---|---|---|---|")
    for name, ((first, first_cpu), (again, again_cpu)) in seconds.items():
        print(f"| {name} | {first:.2f} | {again:.2f} | {first_cpu:.2f} | {again_cpu:.2f} |")
    print(f"\nload average {os.getloadavg()[0]:.1f}")


class Stub:
    """A detector's process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        model = Path((folder / "cmdline").read_bytes().split(b"\0")[1].decode())
        self.name = model.parents[1].name
        self.repository = model.parents[2]

    def mebibytes(self) -> float:
        """Its proportional set size."""
        return sample(0, [int(self._folder.name)]).proportional

    def processor_seconds(self) -> float:
        """Time of a processor that it has taken."""
        fields = (self._folder / "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stubs() -> dict[str, Stub]:
    """Find the detectors' processes of the one stack that runs."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"triton_python_backend_stub" in command.split(b"\0")[0]:
            stub = Stub(folder)
            home = os.environ.get("CHATBRUSH_HOME", str(ROOT / ".chatbrush"))
            if stub.name in DETECTORS and stub.repository.is_relative_to(home):
                found[stub.name] = stub
    if len(found) < len(DETECTORS):
        raise SystemExit("no stack of this copy runs with both detectors: ./chatbrush up --detach")
    return found


def later(log: str) -> float:
    """Seconds between the last other model's loading and the last detector's, 0 if it was later."""
    ends: dict[bool, list[datetime]] = {True: [], False: []}
    for moment, name in LOADED.findall(log):
        ends[name in DETECTORS].append(datetime.strptime(moment, "%H:%M:%S.%f"))
    return max(0.0, (max(ends[True]) - max(ends[False])).total_seconds())


def clicks(session: Session) -> list[float]:
    """Milliseconds of some clicks, each somewhere else."""
    millis = []
    for number in range(CLICKS):
        begun = time.monotonic()
        session.select(points=[point(200 + 5 * number)])
        millis.append((time.monotonic() - begun) * 1000)
    return millis


def point(x: int) -> dict[str, float | str]:
    """Include what is there, in the cup's row."""
    return {"x": x + 0.5, "y": 130.5, "label": "include"}


def asked(editor: Editor, name: str, processes: dict[str, Stub]) -> list[tuple[float, float]]:
    """Seconds, and processor seconds of the detectors, of the first time and the second."""
    found = []
    for _ in range(2):
        session = editor.open(PHOTO)
        session.select(points=[point(300)])
        begun, before = time.monotonic(), total(processes)
        try:
            session.select(text=name)
        except RuntimeError as none:
            if "NAME_NOT_FOUND" not in str(none):
                raise
        found.append((time.monotonic() - begun, total(processes) - before))
    return found


def total(processes: dict[str, Stub]) -> float:
    """Processor seconds of all."""
    return sum(stub.processor_seconds() for stub in processes.values())


def line(case: str, processes: dict[str, Stub], millis: list[float]) -> None:
    """Print memory in MiB and the median of clicks."""
    held = " | ".join(f"{processes[name].mebibytes():.0f}" for name in DETECTORS)
    print(f"| {case} | {held} | {statistics.median(millis):.0f} |", flush=True)


if __name__ == "__main__":
    main()
