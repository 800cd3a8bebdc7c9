"""Every part is replaced in order while people edit: nobody who repeats by key loses an edit.

./chatbrush verify deploys            # each part three times, two gateways on one PostgreSQL
./chatbrush verify deploys --short    # each part once
"""

import argparse
import os
import signal
import sys
import time
import urllib.request

from launcher.layout import Layout
from launcher.testing.postgres import Cluster
from verify.deploys.patient import Work
from verify.figures import Figures
from verify.load import quantile
from verify.replicas.gateway import Gateway
from verify.stack import Stack, add_arguments, running

# As deploy/ sets them.
DEPLOYED = {
    "QUARKUS_SHUTDOWN_DELAY": "2s",
    "CHATBRUSH_CHAT_DRAIN": "180s",
    "CHATBRUSH_CHAT_REACH": "90s",
    "CHATBRUSH_TOOL_DRAIN": "180s",
    "CHATBRUSH_TRITON_EXIT_SECONDS": "180",
}
PARTS = ("mask-service", "agent-service", "triton", "editor-gateway")
BACK = 120.0
GRACE = 210.0


def main() -> int:
    """Run the proof on a stack of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--rounds", type=int, help="how often each part is replaced")
    options = parser.parse_args()
    database = Cluster(Layout.default())
    database.start()
    try:
        os.environ.update(DEPLOYED | database.variables)
        with running(None) as stack:
            return prove(stack, options.rounds or (1 if options.short else 3), options.people)
    finally:
        database.stop()


def prove(stack: Stack, rounds: int, people: int) -> int:
    """Replace each part in turn, so many times."""
    figures = Figures(f"deploys: each part replaced {rounds} times under load")
    other = Gateway(stack, "second")
    other.start()
    own = stack.address
    work = Work(lambda: [own, other.editor.address], people)
    try:
        work.begin()
        time.sleep(5)
        stopped: dict[str, list[float]] = {part: [] for part in PARTS}
        for _ in range(rounds):
            for part in PARTS:
                stopped[part].append(replace(stack, part))
                time.sleep(5)
            other.succeed()
            time.sleep(5)
        work.finish()
    finally:
        other.end()
    for part, seconds in stopped.items():
        figures.at_most(f"{part}: replaced within, longest", max(seconds), GRACE, "s")
    figures.note("edits asked for", work.asked)
    figures.note("calls made again", sum(client.repeated for client in work.clients))
    figures.note("an edit, median", quantile(work.seconds, 0.5), "s")
    figures.note("an edit, longest", max(work.seconds, default=0), "s")
    figures.equals("edits and calls that failed", sum(work.failures.values()), 0)
    figures.at_least("edits completed", len(work.seconds), 5 * rounds)
    for failure, times in work.failures.most_common():
        print(f"- {times} x {failure}")
    if work.failures:
        tell_errors(stack)
    return figures.finish()


def tell_errors(stack: Stack) -> None:
    """Print what the parts logged as errors: nobody keeps this stack."""
    for log in sorted(
        [*(stack.home / "run" / "logs").glob("*.log*"), stack.home / "gateway-second" / "log"]
    ):
        lines = log.read_text(errors="replace").splitlines()
        for number, line in enumerate(lines):
            if " ERROR " in line:
                print(f"{log.name}: " + "\n    ".join(lines[number : number + 12]))


def replace(stack: Stack, part: str) -> float:
    """Ask a part to end, as a deploy does. Returns the seconds until the next one answers."""
    before = stack.status()["parts"][part]
    began = time.monotonic()
    os.kill(int(before["pid"]), signal.SIGTERM)
    while True:
        now = stack.status()["parts"].get(part, {})
        if now.get("pid") not in (None, before["pid"]) and _is_up(stack, part):
            return time.monotonic() - began
        if time.monotonic() - began > GRACE + BACK:
            raise RuntimeError(f"{part} does not come back: {now}")
        time.sleep(0.5)


def _is_up(stack: Stack, part: str) -> bool:
    told = stack.status()["parts"][part]
    address = (
        told["http_address"] + "/v2" if part == "triton" else told["management_address"] + "/q"
    )
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
