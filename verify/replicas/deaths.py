"""Gateways that start, die and hang while edits run: whose those are, what becomes of them."""

import json
import signal
import threading
import time
from typing import Any

import cv2
import numpy as np

from bench.client import Editor, Session
from verify.replicas.gateway import Gateway
from verify.replicas.listener import Listener

LEASE = 10  # seconds, chatbrush.lease.length
SLOW = "oil painting"  # some seconds at this size
SIDE = 3000


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


def after_a_death(here: Editor, other: Gateway) -> tuple[float, bool]:
    """Kill the other during its edit.

    Returns the seconds until the edit begins again here, and whether it is completed, once.
    """
    other.start()
    there = fresh(other.editor)
    edit = begin(there)
    session = Session(here, there.view)
    with Listener(here, session.path) as page:
        page.until("step")
        other.send(signal.SIGKILL)
        died = time.monotonic()
        page.until("plan", patience=LEASE + 20)
        begun = time.monotonic() - died
        page.until("done", patience=60)
    other.end()
    after = state(session)
    ends = [message for message in after["messages"] if message["role"] == "assistant"]
    once = len(ends) == 1 and len(after["revisions"]) == 2 and ends[0]["editId"] == edit
    return begun, once


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
    return len(ends), len(after["revisions"])
