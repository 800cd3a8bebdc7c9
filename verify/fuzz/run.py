"""Whatever comes in is answered as described: generated calls, and pictures broken in every way.

./chatbrush verify fuzz            # five minutes
./chatbrush verify fuzz --short    # a minute, always the same calls
"""

import argparse
import sys
import time
from typing import Any

import described
import numpy as np
from door import Door, Judged
from pictures import malformed
from whole import encoded

from bench.client import Editor
from verify.figures import Figures
from verify.memory import Parts
from verify.stack import Stack, add_arguments, running

SEED = 13
WIDTH, HEIGHT = 96, 64
WARM_UP = 300
REST = 40


def main() -> int:
    """Let schemathesis try what is described, then send broken pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    figures = Figures("fuzz")
    with running(options.home) as stack:
        report = described.run(stack.address, described.SHORT if options.short else described.WHOLE)
        calls(figures, report)
        pictures(figures, stack, options.short)
        well_afterwards(figures, stack)
    return figures.finish()


def calls(figures: Figures, report: dict[str, Any]) -> None:
    """Judge what schemathesis reports."""
    figures.note("calls generated", report["test_cases"]["generated"])
    operations = report["operations"]
    figures.note("operations tried", operations["tested"])
    figures.equals("operations left out", operations["total"] - operations["tested"], 2)
    figures.equals("unique failures", report["test_cases"]["unique_failures"], 0)
    figures.equals("operations that could not be tried", len(report["errors"]), 0)


def pictures(figures: Figures, stack: Stack, short: bool) -> None:
    """Send broken pictures to both doors."""
    editor = Editor(stack.address)
    photo = encoded(".png", np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
    door = Door(stack.address, editor.upload(photo, "a.png").path)
    door.send(malformed(WARM_UP, SEED, WIDTH, HEIGHT), people=4)
    parts = Parts({name: part["pid"] for name, part in stack.status()["parts"].items()})
    rest(parts, short)
    before = parts.total("proportional")
    if not short:
        door.send(malformed(10_000 - WARM_UP, SEED + 1, WIDTH, HEIGHT), people=4)
        rest(parts, short)
    grown = parts.total("proportional") - before
    tell(figures, door.judged)
    if not short:
        figures.at_most("memory grown after the first 300", grown, 400, "MiB")


def rest(parts: Parts, short: bool) -> None:
    """Take memory when what is given back after a burst of work was given back."""
    time.sleep(0 if short else REST)
    parts.look()


def tell(figures: Figures, judged: Judged) -> None:
    """Judge what became of the pictures."""
    figures.note("pictures sent", judged.sent)
    figures.note("of them taken, and shown again", judged.taken)
    for code, times in sorted(judged.refused.items()):
        figures.note(f"refused as {code}", times)
    figures.equals("answers of 5xx", judged.faults["5xx"], 0)
    figures.equals("no answer", judged.faults["no answer"], 0)
    figures.equals("refused otherwise than documented", judged.faults["wrong"], 0)
    figures.equals("refused for want of room", judged.refused["OVERLOADED"], 0)


def well_afterwards(figures: Figures, stack: Stack) -> None:
    """Judge that everything still works."""
    editor = Editor(stack.address)
    session = editor.upload(encoded(".png", np.full((HEIGHT, WIDTH, 3), 200, np.uint8)), "a.png")
    selection, _ = session.select(points=[{"x": 20, "y": 20, "label": "include"}])
    figures.equals("a click afterwards answers", selection["sequence"], 1)
    ok = stack.status()["status"] == "ok"
    figures.equals("the stack says ok", int(ok), 1)


if __name__ == "__main__":
    sys.exit(main())
