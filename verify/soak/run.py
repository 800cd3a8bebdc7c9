"""An evening long: memory, threads and files stay flat, every part stays alive.

    ./chatbrush verify soak            # 43 minutes
    ./chatbrush verify soak --short    # a minute

First one person's pace, pictures of 12 megapixels among small ones, until every cache is as full as
it gets, and from then on without growing; then eight people who each bring 12 and 35 megapixels;
then quiet, when memory must have come back.
"""

import argparse
import random
import sys
import time

from bench.client import Editor
from verify.crowd.run import bring
from verify.figures import Figures
from verify.load import Album, People, Tally, click, edit, show, stroke, undo, upload
from verify.memory import Parts
from verify.stack import Stack, add_arguments, running

SEED = 11
LARGE_SHARE = 0.4
MANY = 80  # small pictures: more than mask-service keeps embeddings of
SETTLED = 45.0  # seconds
MEMORY_AFTER = 2.2  # GiB
MEMORY_AFTER_A_MINUTE = 2.8  # it was 3.5 when nothing was given back
GIB = 1024


def main() -> int:
    """Run the evening and judge it."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    with running(options.home) as stack:
        return evening(stack, options.short)


def evening(stack: Stack, short: bool) -> int:
    """One person, eight people, quiet. Returns the exit code."""
    # What the start itself took goes back when nothing happened for a while.
    time.sleep(0 if short else SETTLED)
    before = stack.status()["parts"]
    parts = Parts({name: int(part["pid"]) for name, part in before.items()})
    parts.look()
    rest = {kind: parts.total(kind) for kind in ("resident", "proportional")}
    tally, album, editor = Tally(), Album(SEED), Editor(stack.address)
    fill(editor, album, tally, 3 if short else MANY)
    person(editor, album, tally, parts, 5.0 if short else 480.0)
    full = parts.seconds()
    person(editor, album, tally, parts, 15.0 if short else 1200.0)
    evening_end = parts.seconds()
    crowd = People(SEED)
    for _ in range(3 if short else 8):
        crowd.add(lambda chance: bring(editor, album, tally, chance), (1, 4))
    crowd.work(20.0 if short else 300.0, parts.look, 5.0)
    rested = quiet(parts, 60.0 if short else 300.0, short)
    tally.show()
    after = stack.status()
    figures = Figures("soak")
    judge(figures, parts, tally, rest, short)
    if not short:
        flat(figures, parts, full, evening_end)
    figures.note("quiet before memory was looked at", rested, "s")
    dead = [name for name, part in after["parts"].items() if part["pid"] != before[name]["pid"]]
    figures.equals("parts that died", len(dead), 0)
    figures.equals("state is ok", float(after["status"] == "ok"), 1)
    return figures.finish()


def fill(editor: Editor, album: Album, tally: Tally, pictures: int) -> None:
    """Open small pictures, one after another, and click each once."""
    chance = random.Random(SEED)
    for _ in range(pictures):
        photo = album.photo(0.3)
        session = tally.run("upload", lambda one=photo: upload(editor, one))
        if session is not None:
            tally.run("first click", lambda one=session: click(one, chance))


def person(editor: Editor, album: Album, tally: Tally, parts: Parts, seconds: float) -> None:
    """Open one picture after another, click, paint, erase and look, at a person's pace."""
    chance = random.Random(SEED)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        photo = album.photo(12 if chance.random() < LARGE_SHARE else 0.3)
        session = tally.run("upload", lambda one=photo: upload(editor, one))
        if session is None:
            continue
        tally.run("shown", lambda one=session: show(one))
        for _ in range(3):
            tally.run("click", lambda one=session: click(one, chance))
        tally.run("stroke", lambda one=session: stroke(one, chance))
        if tally.run("erase", lambda one=session: edit(one, "지워줘") or True):
            tally.run("undo", lambda one=session: undo(one))
        tally.run("look", lambda one=session: edit(one, "make it black and white"))
        tally.run("shown", lambda one=session: show(one))
        parts.look()
        time.sleep(chance.uniform(1, 3))


def quiet(parts: Parts, longest: float, short: bool) -> float:
    """Wait, in short no longer than until memory is back. Returns the seconds waited."""
    began = time.monotonic()
    while time.monotonic() < began + longest:
        parts.look()
        if short and parts.total("proportional") / GIB <= MEMORY_AFTER:
            break
        time.sleep(5.0)
    return time.monotonic() - began


def judge(
    figures: Figures, parts: Parts, tally: Tally, rest: dict[str, float], short: bool
) -> None:
    """Say what must hold."""
    figures.at_least("clicks answered", tally.share("click", "first click"), 99, "%")
    figures.at_least("strokes answered", tally.share("stroke"), 100, "%")
    figures.at_least("edits answered", tally.share("erase", "look"), 99, "%")
    figures.at_least("versions shown", tally.share("shown"), 100, "%")
    if not short:
        figures.at_most("memory of all parts at rest", rest["proportional"] / GIB, 1.1, "GiB")
    figures.note("at rest, shared pages counted in each process", rest["resident"] / GIB, "GiB")
    after = parts.total("proportional") / GIB
    limit = MEMORY_AFTER_A_MINUTE if short else MEMORY_AFTER
    figures.at_most("memory of all parts after it", after, limit, "GiB")
    figures.note(
        "after it, shared pages counted in each process", parts.total("resident") / GIB, "GiB"
    )
    for name, found in parts.samples.items():
        figures.note(f"{name} at the end", found[-1].resident, "MiB")
        figures.note(f"{name} at its largest", max(one.resident for one in found), "MiB")


def flat(figures: Figures, parts: Parts, full: float, end: float) -> None:
    """Say what must hold from `full` on, in seconds: until `end` one person works."""
    for name, found in parts.samples.items():
        first = next(one for one in found if one.seconds >= full)
        figures.at_most(f"{name} grows", parts.slope(name, full, end), 1, "MiB/min")
        figures.at_most(f"{name} files grown", found[-1].files - first.files, 20)
        figures.at_most(f"{name} threads grown", found[-1].threads - first.threads, 20)


if __name__ == "__main__":
    sys.exit(main())
