"""What people were told is stored, to be compared with what is there in the end."""

import hashlib
import json
import random
import threading
import time
from dataclasses import dataclass, field

from bench.client import Editor, Session
from verify.load import FAILURES, Album, Tally, click, upload

ERASE = "지워줘"
LOOKS = ("흑백으로 바꿔줘", "make it a pencil sketch")


@dataclass
class Book:
    """One picture: bytes by acknowledged revision (none where a kill came between), and its head.

    head: None after a call that was not answered; it may have been done or not.
    """

    session: Session
    revisions: dict[int, str | None] = field(default_factory=dict)
    head: int | None = 1

    def edit(self, text: str) -> None:
        """Have something done; what is answered as done counts as acknowledged."""
        self.head = None
        outcome = self.session.say(text)
        if outcome.get("outcome") != "completed":
            raise RuntimeError(f"{text}: {json.dumps(outcome)[:300]}")
        for revision in outcome["revisions"]:
            self.revisions[revision["number"]] = None
        self.head = outcome["head"]

    def undo(self) -> None:
        """Go back one step."""
        self.head = None
        reply, _ = self.session.editor.call("POST", f"{self.session.path}/undo", b"")
        self.head = json.loads(reply)["head"]

    def look(self) -> None:
        """Remember the bytes of what was acknowledged and not looked at yet."""
        for number, known in list(self.revisions.items()):
            if known is None:
                self.revisions[number] = self.hash(number)

    def hash(self, number: int) -> str:
        """Return the SHA-256 of a revision's picture as it is served."""
        return hashlib.sha256(self.session.image(number)).hexdigest()


@dataclass
class Loss:
    """What is not as it was acknowledged. Nothing of it may happen."""

    revisions: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


class Ledger:
    """All pictures of all people. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.books: list[Book] = []

    def person(self, editor: Editor, album: Album, tally: Tally, chance: random.Random) -> None:
        """Bring a picture, click, edit and undo for a while."""
        session = tally.run("upload", lambda: upload(editor, album.photo(0.3)))
        if session is None:
            return
        book = Book(session, {1: None})
        with self._lock:
            self.books.append(book)
        for _ in range(chance.randint(2, 5)):
            tally.run("look", lambda: book.look() or True)
            selected = tally.run("click", lambda: click(session, chance) or True)
            text = ERASE if selected and chance.random() < 0.5 else chance.choice(LOOKS)
            tally.run("edit", lambda said=text: book.edit(said) or True)
            if chance.random() < 0.4:
                tally.run("undo", lambda: book.undo() or True)
            time.sleep(chance.uniform(0.2, 1.0))

    def compare(self) -> Loss:
        """Ask for everything that was acknowledged."""
        loss = Loss()
        for book in self.books:
            path = book.session.path
            try:
                view = json.loads(book.session.editor.call("GET", path)[0])
            except FAILURES as failure:
                loss.missing.append(f"{path}: {failure}")
                continue
            if book.head not in (None, view["head"]):
                loss.moved.append(f"{path}: head {view['head']}, acknowledged {book.head}")
            for number, known in book.revisions.items():
                loss.revisions += 1
                try:
                    found = book.hash(number)
                except FAILURES as failure:
                    loss.missing.append(f"{path} revision {number}: {failure}")
                    continue
                if known not in (None, found):
                    loss.changed.append(f"{path} revision {number}")
        return loss
