"""How long a click takes, part by part, and how much memory the stack holds at rest.

    ./chatbrush up --detach
    ./chatbrush bench click              # through the REST interface
    ./chatbrush bench click --service    # at mask-service, many people, beside encodes
    ./chatbrush bench click --parts      # what imaging does, no stack needed

Prints Markdown tables for README.md. The last two need a JDK and a build of mask-service.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Session  # noqa: E402 (found by the line above)

PHOTOS = ROOT / "testdata/photos"
NEW_PICTURES = ("astronaut.jpg", "cat.jpg", "dandelion.jpg", "raccoon.jpg", "rocket.jpg")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--service", action="store_true", help="at mask-service itself")
    parser.add_argument("--parts", action="store_true", help="the parts of imaging")
    parser.add_argument("--mask", default="127.0.0.1:9101", help="mask-service, gRPC")
    parser.add_argument("--metrics", default="127.0.0.1:9001", help="mask-service, HTTP")
    parser.add_argument("--triton", default="127.0.0.1:8000", help="Triton, HTTP")
    parser.add_argument("--no-memory", action="store_true", help="leave out the processes' memory")
    arguments = parser.parse_args()
    if arguments.parts:
        java("PartsBench.java")
    elif arguments.service:
        java("ClickBench.java", arguments.mask, arguments.triton, str(PHOTOS))
    else:
        through_rest(arguments)


def java(source: str, *arguments: str) -> None:
    """Run one of the Java files beside this one with mask-service's libraries."""
    libraries = ROOT / "mask-service/target/quarkus-app/lib/main"
    if not libraries.is_dir():
        raise SystemExit(f"{libraries} is missing: `mvn package -DskipTests` makes it")
    command = ["java", "-cp", f"{libraries}/*", str(Path(__file__).with_name(source)), *arguments]
    subprocess.run(command, check=True)


def through_rest(arguments: argparse.Namespace) -> None:
    """Click as the page does."""
    if not arguments.no_memory:
        print_memory()
    editor = Editor(arguments.address)
    warm_up(editor)
    first = [first_click(editor, name) for name in NEW_PICTURES]
    further = further_clicks(editor, "astronaut.jpg", arguments.clicks)
    large = further_clicks(editor, "dandelion-16mpx.jpg", arguments.clicks)
    before = encodes(arguments.metrics)
    two = alternating(editor, arguments.clicks)
    encoded = encodes(arguments.metrics) - before
    measured = {
        "first click, at once after the upload": first,
        "further clicks on one picture": further,
        "further clicks, 16 megapixels": large,
        "two people, two pictures, in turn": two,
    }
    if editor_erases(editor):
        measured["further clicks while another erases"] = beside_erases(editor, arguments.clicks)
    print_parts(measured)
    print(f"\nEncodes for the {arguments.clicks} clicks of two people in turn: {encoded}")


def encodes(metrics: str) -> int:
    """Return how many pictures mask-service has encoded since it started."""
    with urllib.request.urlopen(f"http://{metrics}/q/metrics", timeout=10) as reply:
        text = reply.read().decode()
    found = re.search(r"^chatbrush_embedding_misses_total\S* ([\d.]+)", text, re.MULTILINE)
    return int(float(found.group(1))) if found else 0


def editor_erases(editor: Editor) -> bool:
    """Whether the stack has a model that erases."""
    body, _ = editor.call("GET", "/api/tools")
    return b"object_erase" in body


def beside_erases(editor: Editor, count: int) -> list[dict[str, float]]:
    """Click while somebody else has one thing after another erased."""
    over = threading.Event()

    def erase() -> None:
        session = editor.open(PHOTOS / "coffee.jpg")
        while not over.is_set():
            session.select(points=[{"x": 366, "y": 290, "label": "include"}])
            session.say("erase this")

    other = threading.Thread(target=erase)
    other.start()
    try:
        return further_clicks(editor, "astronaut.jpg", count)
    finally:
        over.set()
        other.join()


def warm_up(editor: Editor) -> None:
    """Let the JIT compile the way of a click (JDK 17: some hundred calls; 20 show the trend)."""
    session = editor.open(PHOTOS / "coffee.jpg")
    for number in range(20):
        click(session, number)


def first_click(editor: Editor, name: str) -> dict[str, float]:
    """Upload a photo that the stack has not seen and click before anybody could have encoded it."""
    return click(editor.open(PHOTOS / name), 0)


def further_clicks(editor: Editor, photo: str, count: int) -> list[dict[str, float]]:
    """Click on a picture that is encoded already."""
    session = editor.open(PHOTOS / photo)
    click(session, 0)
    return [click(session, number) for number in range(count)]


def alternating(editor: Editor, count: int) -> list[dict[str, float]]:
    """Click on two pictures in turn, as two people at one server do."""
    sessions = [editor.open(PHOTOS / name) for name in ("cat.jpg", "coffee.jpg")]
    return [click(sessions[number % 2], number) for number in range(count)]


def click(session: Session, number: int) -> dict[str, float]:
    """Put one point, elsewhere each time."""
    width, height = session.view["revision"]["width"], session.view["revision"]["height"]
    x = width * (0.3 + 0.4 * (number * 0.37 % 1))
    y = height * (0.3 + 0.4 * (number * 0.61 % 1))
    return session.select(points=[{"x": x, "y": y, "label": "include"}])[1]


def print_parts(measured: dict[str, list[dict[str, float]]]) -> None:
    """Print the median and the 99th percentile of each case, and the median of each part."""
    names = list(dict.fromkeys(part for rows in measured.values() for row in rows for part in row))
    print("\n| milliseconds | p50 | p99 | " + " | ".join(names) + " |")
    print("|---|---|---|" + "---|" * len(names))
    for case, rows in measured.items():
        whole = [row["client"] for row in rows]
        medians = (statistics.median(row.get(name, 0.0) for row in rows) for name in names)
        print(
            f"| {case} | {statistics.median(whole):.0f} | {p99(whole):.0f} | "
            + " | ".join(f"{value:.1f}" for value in medians)
            + " |"
        )


def p99(values: list[float]) -> float:
    """Return the 99th percentile; of fewer than 100 values that is the largest."""
    return sorted(values)[-(len(values) // 100) - 1]


def print_memory() -> None:
    """Print the resident memory of each process, as `./chatbrush status` sees it."""
    reply = subprocess.run(
        [str(ROOT / "chatbrush"), "status", "--json"], capture_output=True, text=True, check=True
    )
    print("| process | resident MiB |\n|---|---|")
    for name, part in json.loads(reply.stdout)["parts"].items():
        print(f"| {name} | {part['rss_bytes'] / 2**20:.0f} |")


if __name__ == "__main__":
    main()
