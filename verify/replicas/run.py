"""Two gateways on one PostgreSQL: each edit has one owner, and ends soon when that is gone.

./chatbrush verify replicas            # twenty deaths
./chatbrush verify replicas --short    # two
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import threading
import time
from typing import Any

import cv2
import numpy as np

from bench.client import Editor, Session
from launcher.layout import Layout
from launcher.testing.postgres import PASSWORD, USER, Cluster
from verify.figures import Figures
from verify.replicas.gateway import Gateway
from verify.stack import Stack, add_arguments, running

LEASE = 10  # seconds, chatbrush.lease.length
SLOW = "oil painting"  # some seconds at this size
SIDE = 3000


def main() -> int:
    """Run the proof on a stack of its own, whose rows are in a PostgreSQL of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    database = Cluster(Layout.default())
    database.start()
    try:
        os.environ.update(
            CHATBRUSH_STORAGE_DATABASE="postgresql",
            CHATBRUSH_STORAGE_POSTGRESQL_URL=database.url.split("?")[0],
            CHATBRUSH_STORAGE_POSTGRESQL_USERNAME=USER,
            CHATBRUSH_STORAGE_POSTGRESQL_PASSWORD=PASSWORD,
        )
        with running(None) as stack:
            return prove(stack, 2 if options.short else 20)
    finally:
        database.stop()


def prove(stack: Stack, deaths: int) -> int:
    """Start, kill and stop a second gateway while edits run on either."""
    figures = Figures(f"replicas: {deaths} deaths")
    other = Gateway(stack)
    try:
        here = Editor(stack.address)
        lost = sum(not outlives_a_start(here, other) for _ in range(deaths))
        figures.equals("edits that another's start ended", lost, 0)
        freed = [freed_after_a_death(here, other) for _ in range(deaths)]
        figures.note(
            "a session is free after its gateway's death, median", statistics.median(freed), "s"
        )
        figures.at_most("the same, longest", max(freed), LEASE + 5, "s")
        told, revisions = after_a_pause(here, other)
        figures.equals("results stored by a gateway that was away too long", revisions - 1, 0)
        figures.equals("ends of that edit that are told", told, 1)
    finally:
        other.end()
    return figures.finish()


def fresh(editor: Editor) -> Session:
    """Upload a picture that nobody has seen."""
    noise = np.random.default_rng().integers(0, 256, (SIDE // 50, SIDE // 50, 3), dtype=np.uint8)
    done, file = cv2.imencode(".jpg", cv2.resize(noise, (SIDE, SIDE)))
    assert done
    return editor.upload(file.tobytes(), "picture.jpg")


def begin(session: Session) -> str:
    """Say something that takes seconds, and return its edit."""
    body = json.dumps({"text": SLOW}).encode()
    reply, _ = session.editor.call(
        "POST", f"{session.path}/messages", body, headers={"Prefer": "respond-async"}
    )
    return str(json.loads(reply)["editId"])


def state(session: Session) -> dict[str, Any]:
    """Return the session as its gateway tells it."""
    found: dict[str, Any] = json.loads(session.editor.call("GET", session.path)[0])
    return found


def until_free(session: Session, patience: float) -> float:
    """Wait until no edit runs, and return the seconds."""
    began = time.monotonic()
    while state(session)["activeEdit"] is not None:
        if time.monotonic() - began > patience:
            break
        time.sleep(0.1)
    return time.monotonic() - began


def outlives_a_start(here: Editor, other: Gateway) -> bool:
    """Start the other while an edit runs here; whether the edit was completed."""
    session = fresh(here)
    starting = threading.Thread(target=other.start)
    edits = []
    starting.start()
    while starting.is_alive():  # one edit after the other, so that one runs when it has started
        edits.append(begin(session))
        until_free(session, 60)
    starting.join()
    other.end()
    return state(session)["head"] == len(edits) + 1


def freed_after_a_death(here: Editor, other: Gateway) -> float:
    """Kill the other during its edit; the seconds until the session takes an edit here."""
    other.start()
    there = fresh(other.editor)
    begin(there)
    other.send(signal.SIGKILL)
    session = Session(here, there.view)
    waited = until_free(session, 60)
    other.end()
    outcome = session.say("black and white")
    assert outcome["outcome"] == "completed", outcome
    return waited


def after_a_pause(here: Editor, other: Gateway) -> tuple[int, int]:
    """Stop the other for longer than its lease during its edit, and let it go on.

    Returns how many ends of the edit were told, and how many revisions there are.
    """
    other.start()
    there = fresh(other.editor)
    begin(there)
    other.send(signal.SIGSTOP)
    session = Session(here, there.view)
    until_free(session, 60)
    other.send(signal.SIGCONT)
    time.sleep(LEASE)
    after = state(session)
    ends = [message for message in after["messages"] if message["role"] == "assistant"]
    assert [end["problem"]["code"] for end in ends] == ["EDIT_INTERRUPTED"] * len(ends)
    return len(ends), len(after["revisions"])


if __name__ == "__main__":
    sys.exit(main())
