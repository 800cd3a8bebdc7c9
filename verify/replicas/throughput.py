"""How much several gateways serve, and how long each call takes, from 1 to 64 people at once."""

import random
import threading
import time
from collections.abc import Callable

from bench.client import Editor, Session
from verify.load import Album, Tally, click, edit
from verify.replicas.gateway import Gateway
from verify.stack import Stack

CLIENTS = (1, 16, 64)
GATEWAYS = (1, 2)
LOOK = "black and white"
KINDS = ("upload", "picture", "click", "look")


class Client:
    """One person, who asks one gateway after another."""

    def __init__(self, editors: list[Editor], album: Album, seed: int) -> None:
        self._editors = editors
        self._album = album
        self._chance = random.Random(seed)
        self._calls = seed
        self._session = self._opened()

    def _editor(self) -> Editor:
        self._calls += 1
        return self._editors[self._calls % len(self._editors)]

    def _opened(self) -> Session:
        return self._editor().upload(self._album.photo(0.3), "photo.jpg")

    def _here(self) -> Session:
        return Session(self._editor(), self._session.view)

    def upload(self) -> None:
        """Open a photo that nobody has seen."""
        self._opened()

    def picture(self) -> None:
        """Fetch the whole picture."""
        self._here().image(1)

    def click(self) -> None:
        """Put one point."""
        click(self._here(), self._chance)

    def look(self) -> None:
        """Have a look laid over the whole picture, and wait for it."""
        self._here().editor.call("DELETE", f"{self._session.path}/selection")
        edit(self._here(), LOOK)


def measure(editors: list[Editor], clients: int, seconds: float) -> list[str]:
    """Let so many people do one thing after another, each for so long; return the table's lines."""
    album = Album(clients * 100 + len(editors))
    people = [Client(editors, album, seed) for seed in range(clients)]
    for person in people[:4]:
        person.click()
    lines = []
    for kind in KINDS:
        tally = Tally()
        took = _together([_repeating(person, kind, tally, seconds) for person in people])
        failed = tally.asked[kind] - tally.answered[kind]
        lines.append(
            f"| {kind} | {len(editors)} | {clients} | {tally.answered[kind] / took:.1f} "
            f"| {tally.quantile(kind, 0.5):.0f} | {tally.quantile(kind, 0.99):.0f} | {failed} |"
        )
        for failure, times in tally.failures.most_common(3):
            print(f"- {times} x {failure}", flush=True)
    return lines


def _repeating(person: Client, kind: str, tally: Tally, seconds: float) -> Callable[[], None]:
    def work() -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            tally.run(kind, lambda: getattr(person, kind)() or True)

    return work


def _together(works: list[Callable[[], None]]) -> float:
    """Do all at once; return the seconds until the last was done."""
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def show(stack: Stack, seconds: float) -> None:
    """Print the table of each kind of call, number of gateways and number of clients."""
    other = Gateway(stack, "second")
    lines = []
    try:
        for gateways in GATEWAYS:
            editors = [Editor(stack.address)]
            if gateways == 2:
                other.start()
                editors.append(other.editor)
            for clients in CLIENTS:
                lines += measure(editors, clients, seconds)
    finally:
        other.end()
    print("\n| call | gateways | clients | calls a second | p50 ms | p99 ms | failed |")
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        print("\n".join(line for line in lines if line.startswith(f"| {kind} |")))
