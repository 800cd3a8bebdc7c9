"""What a person waits for: each case as whole calls through REST, with a picture of its own."""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np

from bench.client import Editor, Session
from verify.load import PHOTOS, Album

CLICK, FIRST_MASK = "click on an open picture", "upload to first mask"
ERASE = "erase of a 100-px hole"
CLICKS = 15
SIDES = (704, 464)
HOLE = {"points": [[352, 232]], "radius": 50}
PREVIEW = "format=jpeg&maxSide=1600"
# What the page fetches of a large picture: the one on the stage, and one for each card that shows
# it (web/app/api/image-url.ts).
STAGE, IN_HISTORY, IN_CHAT = (f"format=jpeg&maxSide={side}" for side in (2048, 160, 320))


@dataclass(frozen=True)
class Sample:
    """Milliseconds that a person waited, and those of them that the server says a model took."""

    millis: float
    model: float | None = None


Found = tuple[str, Sample]


class Photos:
    """The pictures of one run: new to every server whatever it did before, the same for all."""

    def __init__(self, megapixels: Sequence[int]) -> None:
        chance = np.random.default_rng()
        album = Album(int(chance.integers(2**32)))
        self.opened, self.unseen = (small(chance) for _ in range(2))
        self.large = {size: [album.photo(size) for _ in range(2)] for size in megapixels}


def small(chance: np.random.Generator) -> bytes:
    """Return a PNG of the size that models like best; one pixel makes it a new picture."""
    photo = cv2.resize(cv2.imread(str(PHOTOS / "rocket.jpg")), SIDES, interpolation=cv2.INTER_AREA)
    photo[tuple(chance.integers(8, 456, 2))] = chance.integers(0, 256, 3)
    done, file = cv2.imencode(".png", photo)
    assert done
    return bytes(file.tobytes())


class Calls:
    """One person at one server; `run` yields what each case took."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def run(self, photos: Photos) -> Iterator[Found]:
        """Do everything once."""
        yield from self._small(photos)
        for megapixels, (first, second) in photos.large.items():
            yield from self._large(f"{megapixels} Mpx", first)
            yield from self._page(f"{megapixels} Mpx", second)

    def _small(self, photos: Photos) -> Iterator[Found]:
        session = self._upload(photos.opened)
        settle(session)
        clicks = [click(session, number) for number in range(CLICKS)]
        waited, model = ([parts[name] for parts in clicks] for name in ("client", "model"))
        yield CLICK, Sample(statistics.median(waited), statistics.median(model))
        session.select(strokes=[HOLE])
        yield ERASE, said(session, "erase this")
        settle(session)
        begun = time.perf_counter()
        parts = click(self._upload(photos.unseen), 0)
        both = parts["model"] + parts.get("encode", 0.0)
        yield FIRST_MASK, Sample((time.perf_counter() - begun) * 1000, both)

    def _large(self, size: str, photo: bytes) -> Iterator[Found]:
        begun = time.perf_counter()
        session = self._upload(photo)
        yield f"upload, {size}", Sample((time.perf_counter() - begun) * 1000)
        settle(session)
        yield f"preview of an upload, {size}", fetched(session, 1, PREVIEW)
        yield f"black and white, {size}, first", said(session, "make it black and white")
        settle(session)
        yield f"preview of a look, {size}", fetched(session, 2, PREVIEW)
        session.editor.call("POST", f"{session.path}/undo", b"")
        yield f"black and white, {size}, again", said(session, "make it black and white")

    def _page(self, size: str, photo: bytes) -> Iterator[Found]:
        """At once, while the picture is encoded for the first click, as the page does."""
        session = self._upload(photo)
        yield f"the page's pictures of an upload, {size}", fetched(session, 1, STAGE, IN_HISTORY)
        settle(session)
        said(session, "make it black and white")
        queries = (STAGE, IN_HISTORY, IN_CHAT)
        yield f"the page's pictures of a look, {size}", fetched(session, 2, *queries)
        settle(session)  # the next case waits for none of this one's

    def _upload(self, photo: bytes) -> Session:
        return self._editor.upload(photo, "photo")


def click(session: Session, number: int) -> dict[str, float]:
    """Put one point, elsewhere each time."""
    x, y = place(session.view["revision"]["width"], session.view["revision"]["height"], number)
    return session.select(points=[{"x": x, "y": y, "label": "include"}])[1]


def place(width: int, height: int, number: int) -> tuple[float, float]:
    """Return a point in the middle of a picture, another for each number."""
    return width * (0.3 + 0.4 * (number * 0.37 % 1)), height * (0.3 + 0.4 * (number * 0.61 % 1))


def settle(session: Session) -> None:
    """Wait until the picture is encoded for clicks, which is done in the background."""
    click(session, 0)
    session.editor.call("DELETE", f"{session.path}/selection")


def said(session: Session, text: str) -> Sample:
    """Have something done; the edit's own time is what its recipe says."""
    begun = time.perf_counter()
    outcome = session.say(text)
    millis = (time.perf_counter() - begun) * 1000
    if outcome.get("outcome") != "completed":
        raise RuntimeError(f"{text}: {json.dumps(outcome)[:300]}")
    return Sample(millis, outcome["revisions"][-1]["recipe"]["millis"])


def fetched(session: Session, revision: int, *queries: str) -> Sample:
    """Fetch a revision in these forms at once."""
    fetch: Callable[[str], bytes] = lambda query: session.image(revision, query)  # noqa: E731
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(queries)) as pool:
        list(pool.map(fetch, queries))
    return Sample((time.perf_counter() - begun) * 1000)
