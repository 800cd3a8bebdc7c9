"""How long a click takes, part by part, and how much memory the stack holds at rest.

Needs a running stack: `./chatbrush up --detach`, then `./chatbrush bench click`.
Prints Markdown tables for bench/README.md.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Session  # noqa: E402 (found by the line above)

PHOTOS = ROOT / "testdata/photos"
NEW_PICTURES = ("astronaut.jpg", "cat.jpg", "dandelion.jpg", "raccoon.jpg", "rocket.jpg")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--clicks", type=int, default=30)
    arguments = parser.parse_args()
    print_memory()
    editor = Editor(arguments.address)
    warm_up(editor)
    measured = {
        "first click, at once after the upload": [first_click(editor, name) for name in NEW_PICTURES],
        "further clicks on one picture": further_clicks(editor, arguments.clicks),
        "two people, two pictures, in turn": alternating(editor, arguments.clicks),
    }
    print_parts(measured)


def warm_up(editor: Editor) -> None:
    """Let the JIT compile the way of a click (JDK 17: some hundred calls; 20 show the trend)."""
    session = editor.open(PHOTOS / "coffee.jpg")
    for number in range(20):
        click(session, number)


def first_click(editor: Editor, name: str) -> dict[str, float]:
    """Upload a photo that the stack has not seen and click before anybody could have encoded it."""
    return click(editor.open(PHOTOS / name), 0)


def further_clicks(editor: Editor, count: int) -> list[dict[str, float]]:
    """Click on a picture that is encoded already."""
    session = editor.open(PHOTOS / "astronaut.jpg")
    click(session, 0)
    return [click(session, number) for number in range(count)]


def alternating(editor: Editor, count: int) -> list[dict[str, float]]:
    """Click on two pictures in turn, as two people at one server do."""
    sessions = [editor.open(PHOTOS / name) for name in ("cat.jpg", "coffee.jpg")]
    for session in sessions:
        click(session, 0)
    return [click(sessions[number % 2], number) for number in range(count)]


def click(session: Session, number: int) -> dict[str, float]:
    """Put one point, elsewhere each time."""
    width, height = session.view["revision"]["width"], session.view["revision"]["height"]
    x = width * (0.3 + 0.4 * (number * 0.37 % 1))
    y = height * (0.3 + 0.4 * (number * 0.61 % 1))
    return session.select(points=[{"x": x, "y": y, "label": "include"}])[1]


def print_parts(measured: dict[str, list[dict[str, float]]]) -> None:
    """Print the median and the worst of each case, and the median of each part."""
    names = list(dict.fromkeys(part for rows in measured.values() for row in rows for part in row))
    print("\n| milliseconds | median | worst | " + " | ".join(names) + " |")
    print("|---|---|---|" + "---|" * len(names))
    for case, rows in measured.items():
        whole = [row["client"] for row in rows]
        medians = (statistics.median(row.get(name, 0.0) for row in rows) for name in names)
        print(
            f"| {case} | {statistics.median(whole):.0f} | {max(whole):.0f} | "
            + " | ".join(f"{value:.1f}" for value in medians)
            + " |"
        )


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
