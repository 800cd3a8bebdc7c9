"""What Triton adds to a diffusion step, edits together against in a row, and a guidance cut short.

`./chatbrush bench diffusion`. Starts a server of its own; prints Markdown tables for README.md.
Needs the weights `clip_vocabulary` (./chatbrush models pull).
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATHS = ("", "triton-model-repo/tests", "tensorrt-build/src", "bench/diffusion")
sys.path[:0] = [str(ROOT / path) for path in PATHS]

from launcher.install import environment  # noqa: E402 (found by the line above)
from launcher.layout import Layout  # noqa: E402

environment.prepare_development(Layout.default())  # tritonclient and onnx, where they lack

import probe  # noqa: E402
import repository  # noqa: E402
from diffusion_requests import TOOLS, largest_difference, request  # noqa: E402
from tiny_server import TinyServer, running  # noqa: E402
from triton_edit import Edit, edit  # noqa: E402


@dataclass(frozen=True)
class Step:
    """Milliseconds of one step: all of it, the UNet's part, its wait for the dynamic batcher."""

    wall: float
    unet: float
    queue: float

    @property
    def overhead(self) -> float:
        """What is neither the UNet's computing nor another's."""
        return self.wall - self.unet


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="edits of each kind; the middle counts")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5, help="of 4 together and 4 in a row")
    arguments = parser.parse_args()
    print(f"load average at the start {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder) / "home", repository.write) as server:
            print_overhead(server, arguments)
            probe.print_parts(server)
            print_late(server, arguments)
            print_together(server, arguments)
    print(f"\nload average at the end {os.getloadavg()[0]:.1f}")


def print_overhead(server: TinyServer, arguments: argparse.Namespace) -> None:
    """Measure steps at 64x64 latents and the real text width with a UNet that costs nothing."""
    print("| 512 x 512, one edit alone | step ms | of it UNet | of it batcher's delay | overhead |")
    print("|---|---|---|---|---|")
    for tool in TOOLS:
        inputs = request(f"{tool}_instant", 512, 512, steps=arguments.steps)
        edit(server.target, f"{tool}_instant", **inputs)
        taken = [measure(server, tool, inputs) for _ in range(arguments.runs)]
        middle = sorted(taken, key=lambda step: step.overhead)[len(taken) // 2]
        worst = max(step.overhead for step in taken)
        print(
            f"| `{tool}` | {middle.wall:.2f} | {middle.unet:.2f} | {middle.queue:.2f} "
            f"| **{middle.overhead:.2f}** (worst run {worst:.2f}) |",
            flush=True,
        )


def measure(server: TinyServer, tool: str, inputs: dict) -> Step:
    """Run one edit and divide the time from its first to its last step."""
    before = server.calls(f"instant_{tool}_unet")
    streamed = Edit(server.target, f"{tool}_instant", **inputs)
    times = []
    while len(times) < inputs["steps"]:
        step, error, _ = streamed.next_step()
        if step is None:
            raise SystemExit(f"the edit failed: {error}")
        times.append(time.perf_counter())
    streamed.outcome()
    made = server.calls(f"instant_{tool}_unet") - before
    wall = (times[-1] - times[0]) * 1000 / (len(times) - 1)
    return Step(wall, made.compute_ms / made.requests, made.queue_ms / made.requests)


def print_late(server: TinyServer, arguments: argparse.Namespace) -> None:
    """Leave out pix2pix's third branch from a share of the steps on: time, change.

    Evaluations of the UNet are computed: the branches are run inside one call of the network.
    """
    print("\n| `pix2pix`, tiny network | evaluations, computed | s | grey levels, mean, most |")
    print("|---|---|---|---|")
    expected = None
    for until in (1, 0.8, 0.65, 0.5):
        inputs = request("pix2pix", 256, 192, steps=arguments.steps, image_guidance_until=until)
        taken = []
        for _ in range(arguments.runs):
            began = time.perf_counter()
            outcome = edit(server.target, "pix2pix", **inputs)
            taken.append(time.perf_counter() - began)
        expected = outcome.image.astype(float) if expected is None else expected
        change = abs(outcome.image - expected)
        three = sum(step / arguments.steps < until for step in range(arguments.steps))
        evaluations = 3 * three + 2 * (arguments.steps - three)
        saved = 1 - evaluations / (3 * arguments.steps)
        print(
            f"| image guidance until {until:.0%} | {evaluations} ({saved:.0%} fewer) "
            f"| {statistics.median(taken):.2f} | {change.mean():.3f}, {change.max():.0f} |",
            flush=True,
        )


def print_together(server: TinyServer, arguments: argparse.Namespace) -> None:
    """Measure four edits at once against the same four in a row, in turn."""
    print("\n| 4 edits | in a row s | together s | ratio | UNet calls | runs of the UNet |")
    print("|---|---|---|---|---|---|")
    kinds = {
        "tiny network, 96 x 72": ("", 96, 72, "{}_unet"),
        "tiny network, 256 x 192": ("", 256, 192, "{}_unet"),
        "sleeping as an H100 at 512 x 512": ("_sleep", 96, 72, "sleep_{}_unet"),
    }
    for title, (suffix, width, height, unet) in kinds.items():
        for tool in TOOLS:
            given = [
                request(tool, width, height, seed=n, prompt=f"winter {n}", steps=arguments.steps)
                for n in range(4)
            ]
            print_case(
                server, f"`{tool}`, {title}", tool + suffix, unet.format(tool), given, arguments
            )


def print_case(
    server: TinyServer,
    title: str,
    model: str,
    unet: str,
    given: list[dict],
    arguments: argparse.Namespace,
) -> None:
    """Print one row; complain where a picture differs by more than a grey level."""
    row, together, calls = [], [], []
    alone = [edit(server.target, model, **inputs).image for inputs in given]
    for _ in range(arguments.rounds):
        began = time.perf_counter()
        for inputs in given:
            edit(server.target, model, **inputs)
        row.append(time.perf_counter() - began)
        before, began = server.calls(unet), time.perf_counter()
        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(lambda i: edit(server.target, model, **i), given))
        together.append(time.perf_counter() - began)
        calls.append(server.calls(unet) - before)
        for outcome, expected in zip(outcomes, alone, strict=True):
            if largest_difference(outcome.image, expected) > 1:
                raise SystemExit(f"{title}: a joined edit differs by more than a grey level")
    one, other = statistics.median(row), statistics.median(together)
    runs = statistics.median(call.executions for call in calls)
    print(
        f"| {title} | {one:.2f} | {other:.2f} | {other / one:.2f} | {calls[0].requests} | {runs} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
