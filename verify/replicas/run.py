"""Several gateways on one PostgreSQL and S3: one history, wherever it is made and looked at.

./chatbrush verify replicas            # 5,000 operations by 32 people at two gateways and at three
./chatbrush verify replicas --short    # 200
"""

import argparse
import math
import os
import statistics
import sys
from contextlib import ExitStack

from bench.client import Editor
from launcher.layout import Layout
from launcher.testing.bucket_server import BucketServer
from launcher.testing.postgres import Cluster
from verify.figures import Figures
from verify.load import quantile
from verify.replicas import across, crowd, deaths, throughput
from verify.replicas.gateway import Gateway
from verify.stack import Stack, add_arguments, running

SEEN = 300  # milliseconds
PARTS = ["ownership", "hearing", "history"]


def main() -> int:
    """Run the proof on a stack of its own, whose rows are in a PostgreSQL of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--operations", type=int, help="of all people together, at each number")
    parser.add_argument("--people", type=int, default=32)
    parser.add_argument("--deaths", type=int, help="of a gateway that carries out an edit")
    parser.add_argument("--gateways", type=int, nargs="+", default=[2, 3])
    parser.add_argument("--pictures", choices=["s3", "folder"], default="s3")
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=[*PARTS, "throughput"])
    parser.add_argument("--seconds", type=float, default=5,
                        help="of the throughput, for each call and number of people")  # fmt: skip
    parser.add_argument("--minutes", type=float, default=math.inf,
                        help="at most so long at each number of gateways")  # fmt: skip
    options = parser.parse_args()
    operations = options.operations or (200 if options.short else 5000)
    rounds = options.deaths or (2 if options.short else 20)
    with ExitStack() as servers:
        start_servers(servers, options.pictures)
        stack = servers.enter_context(running(None))
        missed = 0
        if "throughput" in options.parts:
            throughput.show(stack, options.seconds)
        if "ownership" in options.parts:
            missed += prove_ownership(stack, rounds)
        if "hearing" in options.parts:
            missed += prove_hearing(stack, rounds)
        for gateways in options.gateways if "history" in options.parts else []:
            seconds = 60 * options.minutes
            missed += prove_history(stack, gateways, operations, options.people, seconds)
        return min(missed, 1)


def start_servers(servers: ExitStack, pictures: str) -> None:
    """Start where gateways keep rows and pictures, and tell them by this process's variables."""
    database = Cluster(Layout.default())
    servers.callback(database.stop)
    database.start()
    os.environ.update(database.variables)
    if pictures == "s3":
        bucket = BucketServer(Layout.default())
        servers.callback(bucket.stop)
        bucket.start()
        (bucket.folder / "pictures").mkdir()
        os.environ.update(bucket.variables("pictures"))


def prove_ownership(stack: Stack, rounds: int) -> int:
    """Start, kill and stop a second gateway while edits run on either."""
    figures = Figures(f"replicas: {rounds} starts, {rounds} deaths, a pause")
    other = Gateway(stack, "second")
    try:
        here = Editor(stack.address)
        lost = sum(not deaths.outlives_a_start(here, other) for _ in range(rounds))
        figures.equals("edits that another's start ended", lost, 0)
        found = [deaths.after_a_death(here, other) for _ in range(rounds)]
        begun = [begun for begun, _ in found]
        figures.note("an edit begins again after a death, median", statistics.median(begun), "s")
        figures.at_most("the same, longest", max(begun), deaths.LEASE + 5, "s")
        figures.equals("of them completed, once", sum(once for _, once in found), rounds)
        told, revisions = deaths.after_a_pause(here, other)
        figures.equals(
            "results stored of one edit by a gateway that was away and another", revisions - 1, 1
        )
        figures.equals("ends of that edit that are told", told, 1)
    finally:
        other.end()
    return figures.finish()


def prove_hearing(stack: Stack, rounds: int) -> int:
    """See, stop and take up at one gateway what happens at another."""
    figures = Figures(f"replicas: {rounds} times seen, stopped and taken up elsewhere")
    other = Gateway(stack, "second")
    try:
        other.start()
        here = Editor(stack.address)
        later = across.seen(here, other.editor, 5 * rounds)
        figures.note("a page sees the other gateway's edit later than its answer, median",
                     statistics.median(later), "ms")  # fmt: skip
        figures.at_most("the same, p95", quantile(later, 0.95), SEEN, "ms")
        stopped = [across.stopped(here, other.editor) for _ in range(rounds)]
        figures.equals(
            "edits stopped through the other gateway", sum(s is not None for s in stopped), rounds
        )
        figures.at_most(
            "longest until such an edit has ended", max(s or 99.0 for s in stopped), 2, "s"
        )
        wrong = [across.taken_up(here, other.editor) for _ in range(rounds)]
        figures.equals("events that a line taken up elsewhere lacks or repeats", sum(wrong), 0)
    finally:
        other.end()
    return figures.finish()


def prove_history(stack: Stack, gateways: int, operations: int, people: int, seconds: float) -> int:
    """Let people work while gateways die, and compare what is there with what was acknowledged."""
    found = crowd.work(stack, gateways, operations, people, seconds)
    found.tally.show()
    figures = Figures(
        f"replicas: {found.asked} operations of {people} people at {gateways} gateways"
    )
    figures.note("seconds that it took", found.seconds, "s")
    figures.note("gateways killed", found.killed)
    figures.note("gateways replaced by a successor beside them", found.replaced)
    figures.equals("operations that were answered", found.done, found.asked)
    figures.equals("lost", len(found.verdict.lost), 0)
    figures.equals("doubled", len(found.verdict.doubled), 0)
    figures.equals("foreign", len(found.verdict.foreign), 0)
    figures.equals("events lost or told twice", len(found.verdict.events), 0)
    figures.note("events told", found.verdict.told)
    figures.note("lines taken up", found.verdict.resumed)
    figures.note("edits begun, of which ended without a result", found.verdict.failed)
    figures.note("an edit's end, median", found.tally.quantile("edit", 0.5) / 1000, "s")
    figures.note("an edit's end, p99", found.tally.quantile("edit", 0.99) / 1000, "s")
    figures.at_most(
        "its end after it was asked for or a gateway died, longest",
        max(found.ends, default=0),
        deaths.LEASE + 5,
        "s",
    )
    for line in found.verdict.lines():
        print(line)
    return figures.finish()


if __name__ == "__main__":
    sys.exit(main())
