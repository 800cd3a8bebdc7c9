"""The gateway's disk is full, takes no writes, and comes back.

    ./chatbrush verify disk            # 10 rounds
    ./chatbrush verify disk --short    # one

A gateway of its own keeps its data on a tmpfs of 64 MB; the parts behind it are those of a stack,
which notices nothing. Somebody undoes and redoes all the while.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from verify.disk.small_disk import Gateway, SmallDisk, enter_own_mounts
from verify.disk.traffic import Hammer, Person, seconds_until, storage
from verify.figures import Figures
from verify.stack import ROOT, add_arguments, running

PHOTO = ROOT / "docs" / "gallery" / "coffee-before.jpg"
FULL_SECONDS = 4
ROUNDS = 10


@dataclass
class Seen:
    """What happened, all rounds together."""

    reads: Counter[int] = field(default_factory=Counter)
    downloads: Counter[int] = field(default_factory=Counter)
    writes: Counter[int] = field(default_factory=Counter)
    undo: Counter[int] = field(default_factory=Counter)
    undo_refused: Counter[int] = field(default_factory=Counter)
    degraded: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    not_ready: int = 0
    lost: int = 0

    def look(self, person: Person) -> None:
        """Look at everything once."""
        statuses = person.read()
        self.reads.update(statuses)
        self.downloads[statuses[3]] += 1

    def write(self, person: Person) -> None:
        """Try to store something new, in each of the ways."""
        for way in (person.upload, person.stroke, person.select, person.edit):
            status = way()
            self.writes[status] += 1
            if status != 507:
                print(f"{way.__name__} was answered with {status}")


def main() -> int:
    """Break the disk in every way, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    mounts = enter_own_mounts(required=not options.short)
    seen = Seen()
    with running(options.home) as stack, small_disk(mounts) as disk:
        gateway = Gateway(disk.folder.parent, stack)
        try:
            gateway.start()
            person = begin(gateway)
            for _ in range(1 if options.short else ROUNDS):
                refused(gateway, person, seen)
                if mounts:
                    full(gateway, disk, person, seen)
                    read_only(gateway, disk, person, seen)
            gateway.kill()
            gateway.start()
            seen.lost = person.lost()
        finally:
            gateway.kill()
        code = judge(seen, len(person.heads), len(person.pictures))
        if code:
            print(gateway.complaints())
    return code


@contextmanager
def small_disk(mounts: bool) -> Iterator[SmallDisk]:
    """Give a small file system that is gone afterwards; without `mounts` just a folder."""
    home = Path(tempfile.mkdtemp(prefix="chatbrush-disk-"))
    disk = SmallDisk(home / "data")
    disk.folder.mkdir()
    if mounts:
        disk.mount()
    try:
        yield disk
    finally:
        if mounts:
            disk.unmount()
        shutil.rmtree(home)


def begin(gateway: Gateway) -> Person:
    """Somebody who has changed a picture."""
    person = Person(gateway.address, PHOTO)
    for doing, wanted in ((person.upload, 201), (person.edit, 200), (person.stroke, 200)):
        status = doing()
        if status != wanted:
            raise RuntimeError(f"{doing.__name__} replies {status} while all is well")
    return person


def full(gateway: Gateway, disk: SmallDisk, person: Person, seen: Seen) -> None:
    """Every byte is taken, somebody goes on, the gateway starts anew there, and room comes back."""
    with hammered(person, seen.undo):
        disk.fill()
        await_word(gateway, "full", seen)
        use(gateway, person, seen, FULL_SECONDS)
    gateway.kill()
    gateway.start()
    with hammered(person, seen.undo):
        use(gateway, person, seen, 1)
        await_back(gateway, disk.free, person, seen)


def refused(gateway: Gateway, person: Person, seen: Seen) -> None:
    """Every write fails under the open database, which that closes; then they work again."""
    with hammered(person, seen.undo_refused):
        gateway.refuse_writes(True)
        await_word(gateway, "read-only", seen)
        use(gateway, person, seen, 2)
        await_back(gateway, lambda: gateway.refuse_writes(False), person, seen)


def read_only(gateway: Gateway, disk: SmallDisk, person: Person, seen: Seen) -> None:
    """Start on a disk that is mounted read-only; then it is not any more."""
    gateway.kill()
    disk.writable(False)
    gateway.start()
    use(gateway, person, seen, 1)
    seen.undo_refused[person.move("undo")] += 1
    await_back(gateway, lambda: disk.writable(True), person, seen)


@contextmanager
def hammered(person: Person, into: Counter[int]) -> Iterator[None]:
    """While this lasts somebody undoes and redoes."""
    hammer = Hammer(person)
    hammer.start()
    try:
        yield
    finally:
        hammer.stop()
        into.update(hammer.seen)


def await_word(gateway: Gateway, word: str, seen: Seen) -> None:
    """Measure how long /api/status takes to say it."""
    seen.degraded.append(seconds_until(lambda: storage(gateway.address) == word, 15))


def await_back(gateway: Gateway, mend: Callable[[], None], person: Person, seen: Seen) -> None:
    """Measure from the mending of the disk until it is said and something new is stored."""
    begun = time.monotonic()
    mend()
    well = seconds_until(lambda: storage(gateway.address) == "ok", 15)
    stored = seconds_until(lambda: person.stroke() == 200, 15)
    seen.back.append(time.monotonic() - begun if max(well, stored) < 15 else float("inf"))


def use(gateway: Gateway, person: Person, seen: Seen, seconds: float) -> None:
    """Look, download and try to store."""
    end = time.monotonic() + seconds
    while True:
        seen.look(person)
        seen.write(person)
        seen.not_ready += not gateway.ready()
        if time.monotonic() > end:
            return


def judge(seen: Seen, sessions: int, pictures: int) -> int:
    """Print what was seen. Returns the exit code."""
    figures = Figures("disk")
    for name, replies, allowed in (
        ("reads that were answered", seen.reads, {200}),
        ("downloads that were answered", seen.downloads, {200}),
        ("undo and redo on a full disk", seen.undo, {200}),
        ("undo on a disk that takes no writes: done or 507", seen.undo_refused, {200, 507}),
        ("new things: refused with 507", seen.writes, {507}),
    ):
        print(f"{name}: {dict(sorted(replies.items()))}")
        right = sum(count for status, count in replies.items() if status in allowed)
        if replies:
            figures.equals(name, 100 * right / replies.total(), 100, "%")
    figures.at_most("until it is degraded, worst", max(seen.degraded), 1, "s")
    figures.at_most("until it is back, worst", max(seen.back), 5, "s")
    figures.equals("readiness was false", seen.not_ready, 0, "times")
    figures.equals(f"lost of {sessions} sessions and {pictures} pictures", seen.lost, 0)
    return figures.finish()


if __name__ == "__main__":
    sys.exit(main())
