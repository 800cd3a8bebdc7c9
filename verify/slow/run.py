"""Others must not notice 300 slow uploads, 300 idle streams and readers that take nothing.

./chatbrush verify slow            # three minutes
./chatbrush verify slow --short    # 40 seconds
"""

import argparse
import resource
import statistics
import sys
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Callable

import cv2
import numpy as np

from bench.client import Editor, Session
from verify.figures import Figures
from verify.load import FAILURES
from verify.slow import kinds
from verify.slow.clients import SlowClients
from verify.stack import add_arguments, running

UPLOADS = 300
FROM_ONE = 300
STREAMS = 300
OF_EACH_BODY = 10
READERS = 20
PATIENCE = 10  # chatbrush.access.body.patience, …connection.header-timeout
PER_CLIENT = 64  # chatbrush.access.body.unfinished-per-client
ANSWER = 30  # seconds that others wait
STROKE = {"points": [[9, 9], [40, 30]], "radius": 5, "erase": False}


class Others:
    """What everybody else does: look at the state, click, bring a small photo."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.photo = noise(64)
        self.session = editor.upload(self.photo, "others.png")
        self.failed = 0

    def work(self, seconds: float) -> dict[str, list[float]]:
        """Go on for that long. Returns the milliseconds of each call, by kind."""
        took: dict[str, list[float]] = defaultdict(list)
        calls: dict[str, Callable[[], object]] = {
            "status": lambda: self.editor.call("GET", "/api/status"),
            "click": lambda: self.session.select(points=[{"x": 20, "y": 20}]),
            "upload": lambda: self.editor.upload(self.photo, "others.png"),
        }
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, call in calls.items():
                start = time.perf_counter()
                try:
                    call()
                except FAILURES as failure:
                    print(f"others: {name}: {failure}"[:300], flush=True)
                    self.failed += 1
                took[name].append((time.perf_counter() - start) * 1000)
                time.sleep(0.02)
        return took


def noise(side: int) -> bytes:
    """Return a PNG that no encoder makes small."""
    picture = np.random.default_rng(7).integers(0, 256, (side, side, 3), dtype=np.uint8)
    done, file = cv2.imencode(".png", picture)
    assert done
    return bytes(file.tobytes())


def hang_on(editor: Editor, listened: Session) -> SlowClients:
    """Return all slow clients, not yet connected."""
    large = editor.upload(noise(2000), "large.png")
    clients = SlowClients(urllib.parse.urlsplit(editor.address).port or 80)
    clients.add(kinds.upload("upload"), UPLOADS)
    for kind in kinds.bodies(listened.path):
        clients.add(kind, OF_EACH_BODY)
    clients.add(kinds.stream(listened.path), STREAMS)
    clients.add(kinds.reader(large.path), READERS)
    clients.add(kinds.upload("from one"), FROM_ONE, source="127.0.2.1")
    return clients


def all_hear(clients: SlowClients, listened: Session, seconds: float) -> int:
    """Change something and return how many streams heard of it in time."""
    try:
        listened.select(strokes=[STROKE])
    except FAILURES as failure:
        print(f"change: {failure}", flush=True)
        return 0
    end = time.monotonic() + seconds
    while clients.tallies["stream"].told < STREAMS and time.monotonic() < end:
        time.sleep(0.1)
    return clients.tallies["stream"].told


def judge_others(
    figures: Figures, alone: dict[str, list[float]], beside: dict[str, list[float]], short: bool
) -> None:
    """Put down what others noticed; the short version, on a busy machine, judges freezes only."""
    for name in alone:
        figures.note(f"{name} alone: p50", statistics.median(alone[name]), "ms")
    for name in alone:
        ratio = statistics.median(beside[name]) / statistics.median(alone[name])
        label = f"{name} beside the slow ones: p50, times as long as alone"
        if short:
            figures.note(label, ratio)
        else:
            figures.at_most(label, ratio, 1.5)
    rounds = [sum(statistics.median(calls[name]) for name in calls) for calls in (alone, beside)]
    figures.at_most("the three together, times as long", rounds[1] / rounds[0], 8 if short else 1.5)
    figures.note("longest call of others", max(max(times) for times in beside.values()), "ms")


def judge_slow(figures: Figures, clients: SlowClients) -> None:
    """Put down what became of the slow ones."""
    rest = ("stream", "reader", "from one")
    bodies = {name: tally for name, tally in clients.tallies.items() if name not in rest}
    ended = sum(tally.ended for tally in bodies.values())
    cut = sum(tally.answers["408"] for tally in bodies.values())
    figures.at_least("slow bodies and headers cut", ended, UPLOADS + OF_EACH_BODY * 5)
    figures.at_least("of these told so, 408", 100 * cut / max(1, ended), 95, "%")
    longest = max(tally.longest for tally in bodies.values())
    figures.at_most("longest life of one", longest, 2 * PATIENCE + 5, "s")
    one = clients.tallies["from one"]
    figures.at_least(
        "uploads too many of one address, 429", one.answers["429"], FROM_ONE - PER_CLIENT
    )
    figures.equals("idle streams that were cut", clients.tallies["stream"].ended, 0)
    readers = clients.tallies["reader"].ended
    figures.at_least("readers that took nothing, cut", readers, READERS)


def main() -> int:
    """Run the proof. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    quiet, busy = (4, 25) if options.short else (20, 150)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
    figures = Figures("slow")
    with running(options.home) as stack:
        editor = Editor(stack.address, timeout=ANSWER)
        others = Others(editor)
        others.work(2)
        alone = others.work(quiet)
        listened = editor.upload(others.photo, "listened.png")
        clients = hang_on(editor, listened)
        clients.start()
        try:
            beside = others.work(busy)
            judge_others(figures, alone, beside, options.short)
            judge_slow(figures, clients)
            figures.equals(
                "streams that hear of a change", all_hear(clients, listened, 10), STREAMS
            )
        finally:
            clients.stop()
        figures.equals("calls of others that failed", others.failed, 0)
    return figures.finish()


if __name__ == "__main__":
    sys.exit(main())
