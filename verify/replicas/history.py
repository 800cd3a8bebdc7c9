"""What one person was told of one picture, to be compared with what is there."""

from dataclasses import dataclass, field
from typing import Any

from bench.client import Session
from verify.replicas.listener import Listener


@dataclass
class Book:
    """A session with one writer: what was acknowledged, in its order."""

    session: Session
    page: Listener
    head: int = 1
    parents: dict[int, int | None] = field(default_factory=lambda: {1: None})
    pictures: dict[int, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """Edits by what was said, each in one book once."""
    outcomes: dict[str, str] = field(default_factory=dict)
    """By edit."""

    def made(self, edit: str, outcome: dict[str, Any]) -> None:
        """Note an edit's end."""
        self.outcomes[edit] = outcome["outcome"]
        for revision in outcome["revisions"]:
            self.parents[revision["number"]] = revision["parent"]
        self.head = outcome["head"]


@dataclass
class Verdict:
    """What is not as it was acknowledged."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    told: int = 0
    resumed: int = 0
    failed: int = 0

    def lines(self) -> list[str]:
        """Return the first of each kind, for who has to find out."""
        kinds = {"lost": self.lost, "doubled": self.doubled}
        kinds |= {"foreign": self.foreign, "events": self.events}
        return [f"- {kind}: {line}" for kind, found in kinds.items() for line in found[:8]]

    def compare(self, book: Book, view: dict[str, Any]) -> None:
        """Compare a book with its session as any gateway tells it."""
        path = book.session.path
        texts = [message["text"] for message in view["messages"] if message["role"] == "user"]
        numbers = [revision["number"] for revision in view["revisions"]]
        self.lost += [f"{path} '{text}'" for text in book.said if text not in texts]
        self.lost += [f"{path} revision {n}" for n in book.parents if n not in numbers]
        if view["head"] != book.head:
            self.lost.append(f"{path} head {view['head']}, acknowledged {book.head}")
        self.doubled += [f"{path} '{text}'" for text in set(texts) if texts.count(text) > 1]
        answers = [m["editId"] for m in view["messages"] if m["role"] == "assistant"]
        self.doubled += [f"{path} end of {e}" for e in set(answers) if answers.count(e) > 1]
        self.lost += [f"{path} end of {edit}" for edit in book.outcomes if edit not in answers]
        self.foreign += [f"{path} '{text}'" for text in texts if text not in book.said]
        for revision in view["revisions"]:
            if book.parents.get(revision["number"], "none") != revision["parent"]:
                self.foreign.append(f"{path} revision {revision['number']}")
        self.failed += sum(outcome == "failed" for outcome in book.outcomes.values())

    def hear(self, book: Book, last: int) -> None:
        """Compare what a page was told with the events that there were, up to that number."""
        resets = [event.data["last"] for event in book.page.heard if event.name == "reset"]
        heard = [e for e in book.page.heard if e.number is not None and e.name != "reset"]
        numbers = [event.number for event in heard]
        if len(resets) != 1 or [*range(resets[0] + 1, last + 1)] != numbers:
            self.events.append(f"{book.session.path} to {last}, told {resets} and {numbers}")
        dones = [event.data["editId"] for event in heard if event.name == "done"]
        if sorted(book.outcomes) != sorted(dones):
            self.events.append(f"{book.session.path} ends {sorted(book.outcomes)}, told {dones}")
        self.told += len(numbers)
        self.resumed += book.page.broken
