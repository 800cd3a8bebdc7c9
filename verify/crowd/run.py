"""A person waiting comes first: sixteen people at once, clicks and strokes are answered.

./chatbrush verify crowd            # five minutes
./chatbrush verify crowd --short    # half a minute
"""

import argparse
import random
import sys

from bench.client import Editor, Session
from verify.figures import Figures
from verify.load import Album, People, Tally, click, edit, stroke, undo, upload
from verify.stack import add_arguments, running

ALONE = 100
SEED = 7


def main() -> int:
    """Measure one person alone, then the crowd."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    with running(options.home) as stack:
        editor = Editor(stack.address)
        album = Album(SEED)
        alone = clicks_alone(editor, album)
        tally = Tally()
        crowd(editor, album, tally, 30.0 if options.short else 300.0)
    tally.show()
    figures = Figures("crowd")
    figures.at_least(
        "clicks answered", tally.share("click", "click, large", "first click"), 99, "%"
    )
    figures.at_least("strokes answered", tally.share("stroke"), 100, "%")
    figures.at_least("uploads answered", tally.share("upload"), 99, "%")
    figures.at_least("edits answered", tally.share("erase", "look"), 99, "%")
    figures.note("p99 of a click alone", alone.quantile("click", 0.99), "ms")
    figures.note("p50 of a click in the crowd", tally.quantile("click", 0.5), "ms")
    ratio = tally.quantile("click", 0.99) / alone.quantile("click", 0.99)
    # Waiting is judged where an idle machine can be had; the tests judge that people are answered.
    if options.short:
        figures.note("p99 of a click, times as long as alone", ratio)
    else:
        figures.at_most("p99 of a click, times as long as alone", ratio, 4)
    return figures.finish()


def clicks_alone(editor: Editor, album: Album) -> Tally:
    """Click on one picture with nobody else there, after the JIT had its look."""
    chance = random.Random(SEED)
    session = upload(editor, album.photo(0.3))
    for _ in range(30):
        click(session, chance)
    tally = Tally()
    for _ in range(ALONE):
        tally.run("click", lambda: click(session, chance))
    return tally


def crowd(editor: Editor, album: Album, tally: Tally, seconds: float) -> None:
    """Sixteen people: four bring large photos, five click, three paint, the rest edit and look."""
    people = People(SEED)
    for _ in range(4):
        people.add(lambda chance: bring(editor, album, tally, chance), (2, 6))
    for _ in range(5):
        people.add(repeated("click", click, opened(editor, album), tally), (0.4, 1.5))
    for _ in range(3):
        people.add(repeated("stroke", stroke, opened(editor, album), tally), (0.4, 1.5))
    for _ in range(2):
        session = opened(editor, album)
        people.add(lambda chance, one=session: erase(one, tally, chance), (2, 5))
    large = upload(editor, album.photo(12))
    people.add(lambda chance: look(large, tally), (4, 8))
    people.add(lambda chance: preview(large, tally, chance), (1, 3))
    people.work(seconds, lambda: None, 1.0)


def opened(editor: Editor, album: Album) -> Session:
    """Return a small picture that was clicked once."""
    session = upload(editor, album.photo(0.3))
    click(session, random.Random(SEED))
    return session


def repeated(kind, act, session, tally):  # noqa: ANN001, ANN201 (a part for People.add)
    """Return the part of somebody who does one thing over and over."""
    return lambda chance: tally.run(kind, lambda: act(session, chance))


def bring(editor: Editor, album: Album, tally: Tally, chance: random.Random) -> None:
    """Upload a photo of 12 or 35 megapixels and click on it at once, then twice more."""
    photo = album.photo(35 if chance.random() < 0.25 else 12)
    session = tally.run("upload", lambda: upload(editor, photo))
    if session is not None:
        tally.run("first click", lambda: click(session, chance))
        for _ in range(2):
            tally.run("click, large", lambda: click(session, chance))


def erase(session: Session, tally: Tally, chance: random.Random) -> None:
    """Paint over something small, have it erased, take it back."""
    if tally.run("stroke", lambda: stroke(session, chance) or True):
        if tally.run("erase", lambda: edit(session, "이거 지워줘") or True):
            tally.run("undo", lambda: undo(session))


def look(session: Session, tally: Tally) -> None:
    """Turn a picture of 12 megapixels black and white and back."""
    if tally.run("look", lambda: edit(session, "흑백으로 바꿔줘") or True):
        tally.run("undo", lambda: undo(session))


def preview(session: Session, tally: Tally, chance: random.Random) -> None:
    """Ask for a smaller picture, as a page does."""
    side = chance.choice((800, 1200, 1600))
    tally.run("preview", lambda: session.image(1, f"format=jpeg&maxSide={side}"))


if __name__ == "__main__":
    sys.exit(main())
