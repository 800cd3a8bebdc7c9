"""What a person waits for, as whole calls through REST: before and after in turn.

    ./chatbrush up --detach
    ./chatbrush bench calls                      # this clone's stack
    ./chatbrush bench calls --before FOLDER      # in turn with another stack that is up
    ./chatbrush bench calls --iopaint ADDRESS    # and with an IOPaint that is up

FOLDER is the state folder (CHATBRUSH_HOME) of a stack; an http:// address will do, too.
"""

import argparse
import os
import statistics
from collections import defaultdict

from bench.calls.cases import CLICK, ERASE, Calls, Found, Photos, Sample
from bench.calls.iopaint import IOPaint
from bench.client import Editor
from verify.stack import ROOT, address_of

# Milliseconds that a call should take at most, on two idle cores.
GOALS = {
    CLICK: 60,
    ERASE: 800,
    "black and white, 12 Mpx, first": 500,
    "black and white, 12 Mpx, again": 500,
    "black and white, 35 Mpx, first": 1300,
    "black and white, 35 Mpx, again": 1300,
    "upload, 12 Mpx": 400,
    "upload, 35 Mpx": 900,
    "preview of an upload, 12 Mpx": 60,
    "preview of a look, 12 Mpx": 60,
    "preview of an upload, 35 Mpx": 120,
    "preview of a look, 35 Mpx": 120,
}
BEFORE, NOW, PEER = "before", "now", "IOPaint"
Samples = dict[str, dict[str, list[Sample]]]


def main() -> None:
    """Measure in turns and print one Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    home = os.environ.get("CHATBRUSH_HOME", str(ROOT / ".chatbrush"))
    parser.add_argument("--home", default=home, metavar="FOLDER", help="the stack of now")
    parser.add_argument("--before", metavar="FOLDER", help="the stack that it is compared with")
    parser.add_argument(
        "--iopaint", metavar="ADDRESS", help="an IOPaint, such as http://127.0.0.1:8090"
    )
    parser.add_argument("--runs", type=int, default=5, help="after one that only warms up")
    parser.add_argument("--megapixels", type=int, nargs="*", default=[12, 35])
    options = parser.parse_args()
    people: dict[str, Calls | IOPaint] = {}
    if options.before:
        people[BEFORE] = Calls(Editor(address_of(options.before)))
    people[NOW] = Calls(Editor(address_of(options.home)))
    if options.iopaint:
        people[PEER] = IOPaint(options.iopaint)
    samples: Samples = defaultdict(lambda: defaultdict(list))
    try:
        measure(samples, people, options.runs, options.megapixels)
    except KeyboardInterrupt:
        print("Broken off; what was seen until then:\n")
    show(samples)


def measure(
    samples: Samples, people: dict[str, Calls | IOPaint], runs: int, megapixels: list[int]
) -> None:
    """Let each do everything in turn, and add what it took; the first round only warms up."""
    for run in range(runs + 1):
        photos = Photos(megapixels)
        for who, person in people.items():
            found: list[Found] = list(person.run(photos))
            for case, sample in found if run else ():
                samples[case][who].append(sample)


def show(samples: Samples) -> None:
    """Print medians with their extremes, and what of the present ones is the model's."""
    print(
        f"| milliseconds | before | now | of it the model | ratio | goal | {PEER} | ours to its |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for case, by_person in samples.items():
        before, now, peer = by_person[BEFORE], by_person[NOW], by_person[PEER]
        if not now:
            continue
        models = [sample.model for sample in now if sample.model is not None]
        cells = [
            spread(before),
            spread(now),
            f"{statistics.median(models):.0f}" if models else "",
            ratio(now, before),
            f"≤ {GOALS[case]}" if case in GOALS else "",
            spread(peer),
            ratio(now, peer),
        ]
        print(f"| {case} | " + " | ".join(cells) + " |")


def ratio(some: list[Sample], others: list[Sample]) -> str:
    """Return what share of the others' median some take; empty without others."""
    return f"{middle(some) / middle(others):.2f}" if others else ""


def middle(samples: list[Sample]) -> float:
    """Return the median of what was waited."""
    return statistics.median(sample.millis for sample in samples)


def spread(samples: list[Sample]) -> str:
    """Return the median and the extremes; empty without any."""
    if not samples:
        return ""
    waited = [sample.millis for sample in samples]
    return f"{middle(samples):.0f} ({min(waited):.0f}-{max(waited):.0f})"


if __name__ == "__main__":
    main()
