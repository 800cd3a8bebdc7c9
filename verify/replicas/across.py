"""What happens at one gateway, seen, stopped and taken up at another."""

import json
import time

from bench.client import Editor
from verify.replicas import deaths
from verify.replicas.listener import Listener
from verify.replicas.pictures import FLIP, small

TAKEN_UP = 6  # edits while nobody listens


def seen(here: Editor, there: Editor, times: int) -> list[float]:
    """Return by how many milliseconds a page here is told later than who asks there is answered."""
    session = small(there)
    later = []
    with Listener(here, session.path) as page:
        page.until("reset")
        for _ in range(times):
            reply, _ = there.call("POST", f"{session.path}/messages", FLIP)
            answered = time.monotonic()
            done = page.until("done", editId=json.loads(reply)["editId"])
            later.append((done.heard - answered) * 1000)
    return later


def stopped(here: Editor, there: Editor) -> float | None:
    """Stop an edit of the other gateway through this one.

    Returns the seconds until it has ended; None where it was not stopped or left something.
    """
    session = deaths.fresh(there)
    with Listener(here, session.path) as page:
        edit = deaths.begin(session)
        page.until("step")
        began = time.monotonic()
        here.call("POST", f"{session.path}/edits/{edit}/cancel", b"")
        done = page.until("done", editId=edit)
    revisions = len(deaths.state(session)["revisions"])
    return done.heard - began if (done.data["outcome"], revisions) == ("cancelled", 1) else None


def taken_up(here: Editor, there: Editor) -> int:
    """Break a line off at the other gateway and take it up here.

    Returns how many events differ from what a page was told that stayed.
    """
    session = small(there)
    stays = Listener(there, session.path)
    leaves = Listener(there, session.path)
    leaves.until("reset")
    stays.until("reset")
    there.call("POST", f"{session.path}/messages", FLIP)
    leaves.until("done")
    leaves.close()
    for turn in range(TAKEN_UP):
        (here, there)[turn % 2].call("POST", f"{session.path}/messages", FLIP)
        if turn % 3 == 0:
            here.call("POST", f"{session.path}/undo", b"")
    comes_back = Listener(here, session.path, leaves.last)
    reply, _ = there.call("POST", f"{session.path}/messages", FLIP)
    last = json.loads(reply)["editId"]
    for page in (stays, comes_back):
        page.until("done", editId=last)
        page.close()
    told = [(event.number, event.name) for event in stays.heard if event.number is not None]
    parts = [
        (event.number, event.name)
        for event in leaves.heard + comes_back.heard
        if event.number is not None
    ]
    return len(set(told) ^ set(parts)) + abs(len(told) - len(parts))
