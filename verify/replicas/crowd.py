"""People at work at gateways that die: each asks any of them, until one answers."""

import hashlib
import json
import random
import threading
import time
import uuid
from dataclasses import dataclass

from bench.client import Editor, Session
from verify.load import FAILURES, Tally, problem_of
from verify.replicas.fleet import Fleet
from verify.replicas.history import Book, Verdict
from verify.replicas.listener import Listener
from verify.replicas.pictures import flip, unseen
from verify.stack import Stack

PATIENCE = 90.0
PICTURE_OPERATIONS = 40  # then a new picture
AGAIN = (
    "OVERLOADED",
    "INFERENCE_TIMEOUT",
    "EDIT_RUNNING",
    "STORAGE_UNREACHABLE",
    "MODEL_UNAVAILABLE",
    "SERVER_LEAVING",
    "502",
    "503",
)
# In a hundred. A click on a new picture has it encoded first, seconds of the CPUs that all share;
# what is compared in the end are the others.
MIX = {"read": 28, "look": 22, "move": 22, "draw": 10, "click": 1, "edit": 14, "stop": 3}


@dataclass
class Found:
    """What came of it."""

    tally: Tally
    verdict: Verdict
    seconds: float
    killed: int
    replaced: int
    asked: int
    done: int
    ends: list[float]


class Person:
    """One who edits pictures one after another."""

    def __init__(self, fleet: Fleet, tally: Tally, verdict: Verdict, seed: int) -> None:
        self._fleet = fleet
        self._tally = tally
        self._verdict = verdict
        self._chance = random.Random(seed)
        self._name = f"person {seed}"
        self._said = 0
        self.books: list[Book] = []
        self.asked = 0
        self.done = 0
        self.ends: list[float] = []
        """Seconds from asking, or from the last death, to the end of an edit."""

    def work(self, operations: int, end: float) -> None:
        """Do so many things, or what can be done until then (of time.monotonic)."""
        kinds, weights = list(MIX), list(MIX.values())
        for number in range(operations):
            if time.monotonic() > end:
                return
            self.asked += 1
            if number % PICTURE_OPERATIONS == 0:
                self.leave()
                kind = "upload"
            else:
                kind = self._chance.choices(kinds, weights)[0]
            work = getattr(self, f"_{kind}")
            if self._tally.run(kind, lambda work=work: work() or True):
                self.done += 1

    def leave(self) -> None:
        """Compare what the page of the last picture was told, and close it."""
        if not self.books or self.books[-1].page.closed:
            return
        book = self.books[-1]
        with Listener(self._where, book.session.path) as anew:
            last = int(anew.until("reset", patience=PATIENCE).data["last"])
        end = time.monotonic() + PATIENCE
        while (book.page.last or 0) < last and time.monotonic() < end:
            time.sleep(0.05)
        book.page.close()
        self._verdict.hear(book, last)

    def _where(self) -> Editor:
        return self._fleet.any(self._chance)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
        """Ask one gateway after another under one key, until there is an answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Idempotency-Key"] = uuid.uuid4().hex
        accept = named.pop("Accept", "application/json")
        kind = named.pop("Content-Type", "application/json")
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._where().call(method, path, body, kind, accept, named)[0]
            except FAILURES as failure:
                problem = problem_of(failure)
                again = not isinstance(failure, RuntimeError) or any(w in problem for w in AGAIN)
                if not again or time.monotonic() > end:
                    raise
                time.sleep(self._chance.uniform(0.05, 0.3))

    def _upload(self) -> None:
        boundary = uuid.uuid4().hex
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="image"; filename="a.png"'
        body = f"{head}\r\nContent-Type: image/png\r\n\r\n".encode() + unseen()
        body += f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        view = json.loads(self.ask("POST", "/api/sessions", body, Content_Type=kind))
        page = Listener(self._where, f"/api/sessions/{view['id']}")
        page.until("reset", patience=PATIENCE)
        self.books.append(Book(Session(Editor(), view), page))

    @property
    def _book(self) -> Book:
        return self.books[-1]

    def _read(self) -> None:
        view = json.loads(self.ask("GET", self._book.session.path))
        if (view["head"], len(view["revisions"])) != (self._book.head, len(self._book.parents)):
            raise RuntimeError(f"{view['head']} of {len(view['revisions'])} is no state of ours")

    def _look(self) -> None:
        number = self._chance.choice(list(self._book.parents))
        path = f"{self._book.session.path}/revisions/{number}/image?format=png"
        seen = hashlib.sha256(self.ask("GET", path, Accept="image/*")).hexdigest()
        if self._book.pictures.setdefault(number, seen) != seen:
            raise RuntimeError(f"revision {number} is another picture")

    def _move(self) -> None:
        parent = self._book.parents[self._book.head]
        where = 1 if parent is None else parent
        body = json.dumps({"number": where}).encode()
        way = ("POST", "undo", b"") if parent is not None else ("PUT", "head", body)
        reply = self.ask(way[0], f"{self._book.session.path}/{way[1]}", way[2])
        if json.loads(reply)["head"] != where:
            raise RuntimeError(f"at {json.loads(reply)['head']}, not at {where}")
        self._book.head = where

    def _click(self) -> None:
        x, y = self._chance.uniform(40, 200), self._chance.uniform(30, 150)
        drawn = {"points": [{"x": x, "y": y, "label": "include"}]}
        self.ask("PUT", f"{self._book.session.path}/selection", json.dumps(drawn).encode())

    def _draw(self) -> None:
        x, y = self._chance.uniform(40, 200), self._chance.uniform(30, 150)
        line = {"points": [[x, y], [x + 9, y + 5]], "radius": 6}
        path = f"{self._book.session.path}/selection"
        mask = json.loads(self.ask("PUT", path, json.dumps({"strokes": [line]}).encode()))
        if not 0 < mask["area"] < 1000:
            raise RuntimeError(f"{mask['area']} pixels are no such line")

    def _begin(self) -> str:
        self._said += 1
        text = f"{self._name}, {self._said}"
        path = f"{self._book.session.path}/messages"
        reply = self.ask("POST", path, flip(text), Prefer="respond-async")
        edit = str(json.loads(reply)["editId"])
        self._book.said[text] = edit
        return edit

    def _end(self, edit: str) -> str:
        outcome = None
        while outcome is None:
            path = f"{self._book.session.path}/edits/{edit}"
            outcome = json.loads(self.ask("GET", path, Prefer="wait=5"))["outcome"]
        self._book.made(edit, outcome)
        return str(outcome["outcome"])

    def _edit(self) -> None:
        begun = time.monotonic()
        outcome = self._end(self._begin())
        ended = time.monotonic()
        self.ends.append(ended - max(begun, self._fleet.last_death(ended)))
        if outcome == "cancelled":
            raise RuntimeError("an edit was stopped that nobody wanted stopped")

    def _stop(self) -> None:
        edit = self._begin()
        try:
            self.ask("POST", f"{self._book.session.path}/edits/{edit}/cancel", b"")
        except RuntimeError as refused:
            if "EDIT_FINISHED" not in str(refused):
                raise
        self._end(edit)


def work(stack: Stack, gateways: int, operations: int, people: int, seconds: float) -> Found:
    """Let people do so many things together, or for so long, while gateways die, and compare."""
    fleet, tally, verdict = Fleet(stack, gateways), Tally(), Verdict()
    crowd = [Person(fleet, tally, verdict, seed) for seed in range(people)]
    shares = [operations // people + (seed < operations % people) for seed in range(people)]
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=person.work, args=(share, end), daemon=True)
        for person, share in zip(crowd, shares, strict=True)
    ]
    try:
        fleet.begin()
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        fleet.quiet()
        for person in crowd:
            person.leave()
            for book in person.books:
                verdict.compare(book, json.loads(person.ask("GET", book.session.path)))
    finally:
        fleet.end()
    if fleet.faults:
        raise RuntimeError(f"not all gateways came back: {fleet.faults}")
    asked, done = sum(person.asked for person in crowd), sum(person.done for person in crowd)
    ends = [end for person in crowd for end in person.ends]
    return Found(tally, verdict, took, fleet.killed, fleet.replaced, asked, done, ends)
