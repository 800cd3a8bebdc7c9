"""How long a start takes, and how slow the first calls after it are beside those that follow.

    ./chatbrush bench start                     # starts and stops a stack of its own, 5 times
    ./chatbrush bench start --before CLONE      # in turn with another clone's

Each clone's stack has a folder of its own in which everything is built and assembled before the
first start that counts. Prints one Markdown table for README.md.
"""

import argparse
import re
import statistics
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.calls.cases import HOLE, click, fetched, said, settle, small
from bench.client import Editor
from verify.stack import ROOT, Stack

BEFORE, NOW = "before", "now"
FOLLOWING = 3
REST_SECONDS = 45  # by then each part has given back what the start took
ENCODED = re.compile(r'^chatbrush_segment_part_seconds_count\{part="encode"\} (\S+)', re.MULTILINE)
Found = tuple[str, float]
Measured = dict[str, dict[str, list[float]]]


def main() -> None:
    """Start in turns and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--before", type=Path, metavar="CLONE", help="compared with this clone")
    parser.add_argument("--starts", type=int, default=5, help="of each, after one that builds")
    parser.add_argument("--homes", type=Path, help="keep the stacks' folders here")
    options = parser.parse_args()
    clones = {BEFORE: options.before.absolute()} if options.before else {}
    clones[NOW] = ROOT
    with tempfile.TemporaryDirectory(prefix="chatbrush-start-") as temporary:
        homes = (options.homes or Path(temporary)).absolute()
        stacks = {who: Stack(homes / who, clone) for who, clone in clones.items()}
        show(measure(stacks, options.starts))


def measure(stacks: dict[str, Stack], starts: int) -> Measured:
    """Start each in turn; the first start of each builds, and of it the memory alone counts."""
    measured: Measured = defaultdict(lambda: defaultdict(list))
    for start in range(starts + 1):
        for who, stack in stacks.items():
            begun = time.perf_counter()
            try:
                stack.up()
                ready = time.perf_counter() - begun
                found = (
                    [("s until `up` returns", ready), *first_calls(stack)]
                    if start
                    else at_rest(stack)
                )
            finally:
                stack.down()
            for case, value in found:
                measured[case][who].append(value)
    return measured


def first_calls(stack: Stack) -> Iterator[Found]:
    """Do what a person does, and the same again and again."""
    editor, chance = Editor(stack.address), np.random.default_rng()
    waited: dict[str, list[float]] = defaultdict(list)
    for _ in range(1 + FOLLOWING):
        before = encodes(stack)
        begun = time.perf_counter()
        session = editor.upload(small(chance), "photo.png")
        waited["upload"].append((time.perf_counter() - begun) * 1000)
        await_encoded(stack, before + 1)  # a person looks before they click
        waited["click"].append(click(session, 0)["client"])
        session.select(strokes=[HOLE])
        waited["erase"].append(said(session, "erase this").millis)
        settle(session)
        waited["black and white"].append(said(session, "make it black and white").millis)
        settle(session)
        waited["preview"].append(fetched(session, 3, "format=jpeg&maxSide=320").millis)
    for call, millis in waited.items():
        yield f"first {call}, ms", millis[0]
        yield f"second {call}, ms", millis[1]
        yield f"further {call}, ms", statistics.median(millis[2:])


def await_encoded(stack: Stack, pictures: int) -> None:
    """Wait until mask-service has encoded so many since it started."""
    for _ in range(100):
        if encodes(stack) >= pictures:
            return
        time.sleep(0.2)
    raise RuntimeError("mask-service does not encode what was uploaded")


def encodes(stack: Stack) -> int:
    """Return how many pictures mask-service has encoded since it started."""
    address = stack.status()["parts"]["mask-service"]["metrics_address"]
    with urllib.request.urlopen(address, timeout=10) as reply:
        found = ENCODED.search(reply.read().decode())
    return int(float(found.group(1))) if found else 0


def at_rest(stack: Stack) -> list[Found]:
    """Return the memory of each part that nobody has asked for anything."""
    time.sleep(REST_SECONDS)
    parts = stack.status()["parts"].items()
    return [(f"MiB at rest, {name}", part["rss_bytes"] / 2**20) for name, part in parts]


def show(measured: Measured) -> None:
    """Print medians with their extremes."""
    print("| | before | now | ratio |\n|---|---|---|---|")
    for case, by_clone in measured.items():
        before, now = by_clone[BEFORE], by_clone[NOW]
        ratio = f"{statistics.median(now) / statistics.median(before):.2f}" if before else ""
        print(f"| {case} | {spread(before)} | {spread(now)} | {ratio} |")


def spread(values: list[float]) -> str:
    """Return the median and the extremes; empty without any."""
    if not values:
        return ""
    digits = 1 if max(values) < 100 else 0
    middle = statistics.median(values)
    return f"{middle:.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


if __name__ == "__main__":
    main()
