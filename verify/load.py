"""People at work on one stack: pictures of any size, what each person does, what became of it."""

import http.client
import json
import random
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench.client import Editor, Session

PHOTOS = Path(__file__).resolve().parents[1] / "testdata" / "photos"
SMALL = ("astronaut.jpg", "cat.jpg", "coffee.jpg", "raccoon.jpg", "rocket.jpg")
STAGE_SIDE = 2048  # pixels; larger pictures are shown shrunk
FAILURES = (RuntimeError, OSError, http.client.HTTPException)


class Album:
    """Photos that no two people share: each is a real one, moved and enlarged."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._lock = threading.Lock()
        self._large: dict[int, np.ndarray] = {}

    def photo(self, megapixels: float) -> bytes:
        """Return a JPEG of about so many megapixels whose pixels nobody has sent before."""
        with self._lock:
            picture = self._base(megapixels)
            down, right = self._random.integers(1, 200, 2)
            quality = int(self._random.integers(85, 95))
        moved = np.roll(picture, (int(down), int(right)), (0, 1))
        done, file = cv2.imencode(".jpg", moved, [cv2.IMWRITE_JPEG_QUALITY, quality])
        assert done
        return bytes(file.tobytes())

    def _base(self, megapixels: float) -> np.ndarray:
        name = SMALL[int(self._random.integers(len(SMALL)))]
        if megapixels < 1:
            return cv2.imread(str(PHOTOS / name))
        size = round(megapixels * 1e6)
        if size not in self._large:
            photo = cv2.imread(str(PHOTOS / "dandelion-16mpx.jpg"))
            scale = (size / (photo.shape[0] * photo.shape[1])) ** 0.5
            self._large[size] = cv2.resize(photo, None, fx=scale, fy=scale)
        return self._large[size]


def quantile(values: Sequence[float], share: float) -> float:
    """Return what this share of the values is at most; infinite without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")


class Tally:
    """What was asked, what was answered and how long it took, by kind. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.millis: dict[str, list[float]] = defaultdict(list)
        self.failures: Counter[str] = Counter()

    def run(self, kind: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 (what work gives)
        """Do it and note its outcome. Returns None when it failed."""
        began = time.perf_counter()
        try:
            result = work()
        except FAILURES as failure:
            with self._lock:
                self.asked[kind] += 1
                self.failures[f"{kind}: {problem_of(failure)}"] += 1
            return None
        with self._lock:
            self.asked[kind] += 1
            self.answered[kind] += 1
            self.millis[kind].append((time.perf_counter() - began) * 1000)
        return result

    def share(self, *kinds: str) -> float:
        """Percentage of these that were answered."""
        asked = sum(self.asked[kind] for kind in kinds)
        return 100.0 * sum(self.answered[kind] for kind in kinds) / asked if asked else 0.0

    def quantile(self, kind: str, share: float) -> float:
        """Milliseconds that this share of the answered took at most; infinite without any."""
        return quantile(self.millis[kind], share)

    def show(self) -> None:
        """Print a table of everything."""
        print("\n| what | asked | answered | p50 ms | p99 ms |\n|---|---|---|---|---|")
        for kind in sorted(self.asked):
            p50 = statistics.median(self.millis[kind]) if self.millis[kind] else float("nan")
            p99 = self.quantile(kind, 0.99)
            print(
                f"| {kind} | {self.asked[kind]} | {self.answered[kind]} | {p50:.0f} | {p99:.0f} |"
            )
        for failure, times in self.failures.most_common(12):
            print(f"- {times} x {failure}")


def problem_of(failure: Exception) -> str:
    """Return the code of a problem, or what happened instead."""
    text = str(failure)
    brace = text.find("{")
    if brace >= 0:
        try:
            problem = json.loads(text[brace:])
            return f"{problem.get('status')} {problem.get('code')}"
        except ValueError:
            return text[:120]
    return f"{type(failure).__name__} {text[:120]}"


def upload(editor: Editor, photo: bytes) -> Session:
    """Open a photo."""
    return editor.upload(photo, "photo.jpg")


def click(session: Session, chance: random.Random) -> None:
    """Put one point somewhere in the middle."""
    width, height = session.view["revision"]["width"], session.view["revision"]["height"]
    x, y = width * chance.uniform(0.2, 0.8), height * chance.uniform(0.2, 0.8)
    session.select(points=[{"x": x, "y": y, "label": "include"}])


def stroke(session: Session, chance: random.Random) -> None:
    """Paint a short line; no model is asked."""
    width, height = session.view["revision"]["width"], session.view["revision"]["height"]
    x, y = width * chance.uniform(0.3, 0.6), height * chance.uniform(0.3, 0.6)
    line = [[x + 6 * step, y + 3 * step] for step in range(12)]
    session.select(strokes=[{"points": line, "radius": 12}])


def edit(session: Session, text: str) -> None:
    """Have something done and see that it was."""
    outcome = session.say(text)
    if outcome.get("outcome") != "completed":
        raise RuntimeError(f"{text}: {json.dumps(outcome)[:300]}")


def show(session: Session) -> None:
    """Fetch the current version as the page does: for the stage, the chat and the history."""
    view = json.loads(session.editor.call("GET", session.path)[0])
    revision = view["revision"]
    large = max(revision["width"], revision["height"]) > STAGE_SIDE
    stage = f"format=jpeg&maxSide={STAGE_SIDE}" if large else "format=png"
    for query in (stage, "format=jpeg&maxSide=320", "format=jpeg&maxSide=160"):
        session.image(view["head"], query)


def undo(session: Session) -> None:
    """Go back one step."""
    session.editor.call("POST", f"{session.path}/undo", b"")


class People:
    """Threads that do their part over and over until told to stop."""

    def __init__(self, seed: int) -> None:
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._seed = seed
        self.died: list[str] = []

    def add(self, part: Callable[[random.Random], None], pause: tuple[float, float]) -> None:
        """One more person: does `part`, thinks for a while (seconds from, to), and again."""
        chance = random.Random(self._seed * 1000 + len(self._threads))

        def live() -> None:
            while not self._over.wait(chance.uniform(*pause)):
                try:
                    part(chance)
                except Exception as bug:  # told by `finish`: a thread that died proves nothing
                    self.died.append(repr(bug))
                    return

        self._threads.append(threading.Thread(target=live, daemon=True))

    def work(self, seconds: float, look: Callable[[], None], every: float) -> None:
        """Let all of them work for so long, and look at something now and then."""
        self.begin()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            look()
            time.sleep(min(every, max(0.0, end - time.monotonic())))
        self.finish()

    def begin(self) -> None:
        """Let all of them work."""
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Wait until each has done what it is at."""
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=120)
        if self.died:
            raise RuntimeError("People of this proof failed themselves: " + "; ".join(self.died))
