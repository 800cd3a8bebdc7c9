"""Who has gone leaves no request at a remote editor, however far it had come."""

import socket
import threading
import time
from contextlib import contextmanager

import image_server
import pytest
from chatbrush_models.edit_contract import EditError
from chatbrush_models.edit_progress import CancelledError
from chatbrush_models.remote.openai_edits import Server
from image_server import serving

LONG = 10.0  # seconds: what would take longer has not ended, on a busy machine too


@pytest.fixture
def left_behind():
    """Return whether a thread that this test began still asks, once it had time to end."""
    before = set(threading.enumerate())

    def asks():
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            begun = set(threading.enumerate()) - before
            if not any("(run)" in thread.name for thread in begun):
                return False
            time.sleep(0.05)
        return True

    return asks


def edit(address, seconds=60.0, check=lambda: None):
    Server(address, "some-model", "secret", seconds).edit(b"picture" * 9999, None, "x", check)


def gone_after(looks):
    seen = []

    def check():
        seen.append(1)
        if len(seen) > looks:
            raise CancelledError

    return check


@contextmanager
def listening(waiting=8):
    """Listen without taking a caller; so many may wait. Returns the socket and its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=waiting) as server:
        server.settimeout(LONG)
        yield server, f"http://127.0.0.1:{server.getsockname()[1]}/v1/images/edits"


@pytest.mark.parametrize(
    "behaviour",
    [image_server.waits(30.0), image_server.drips_until_closed, image_server.falls_silent],
)
def test_who_has_gone_is_not_waited_for(behaviour, left_behind):
    began = time.monotonic()
    with serving(behaviour) as server:
        with pytest.raises(CancelledError):
            edit(server.address, check=gone_after(2))
        assert time.monotonic() - began < LONG
        assert not left_behind(), "the request is left behind"


def test_nothing_is_sent_once_a_slow_name_is_found(monkeypatch, left_behind):
    found, lookup = threading.Event(), socket.getaddrinfo

    def slowly(*name, **options):
        found.wait(LONG)
        return lookup(*name, **options)

    with listening() as (server, address):
        monkeypatch.setattr(socket, "getaddrinfo", slowly)
        with pytest.raises(CancelledError):
            edit(address, check=gone_after(1))
        found.set()
        caller, _ = server.accept()
        with caller:
            caller.settimeout(LONG)
            assert caller.recv(1) == b"", "the request was sent, and would be paid for"
    assert not left_behind()


@contextmanager
def full(server):
    """Let so many callers wait that no other gets through."""
    callers = []
    try:
        while True:
            callers.append(socket.create_connection(server.getsockname(), timeout=0.3))
    except TimeoutError:
        yield callers
    finally:
        for caller in callers:
            caller.close()


def test_nothing_is_sent_to_one_that_accepts_late(left_behind):
    with listening(0) as (server, address), full(server) as callers:
        with pytest.raises(CancelledError):
            edit(address, check=gone_after(1))
        for caller in callers:
            caller.close()
        sent = []
        while len(sent) <= len(callers):  # theirs, and that of the edit
            caller, _ = server.accept()
            with caller:
                caller.settimeout(LONG)
                sent.append(caller.recv(1))
    assert set(sent) == {b""}, "the request was sent, and would be paid for"
    assert not left_behind()


def test_one_that_never_accepts_ends_at_the_deadline(left_behind):
    began = time.monotonic()
    with listening(0) as (server, address), full(server):
        with pytest.raises(EditError, match="within 0.5 s"):
            edit(address, seconds=0.5)
        assert time.monotonic() - began < LONG
    assert not left_behind()
