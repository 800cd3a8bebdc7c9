import threading

from chatbrush_models import freed_memory
from chatbrush_models.freed_memory import AtHand


def test_memory_is_given_back_once_when_the_last_of_several_rested(monkeypatch):
    given = threading.Semaphore(0)
    monkeypatch.setattr(freed_memory, "give_back", given.release)
    memory = AtHand(0.3)

    with memory:
        with memory:
            pass
        assert not given.acquire(timeout=0.6), "something is still being done"
    with memory:
        pass

    assert given.acquire(timeout=5)
    assert not given.acquire(timeout=0.6), "once for both"


def test_who_fails_begins_the_rest_too(monkeypatch):
    given = threading.Semaphore(0)
    monkeypatch.setattr(freed_memory, "give_back", given.release)
    memory = AtHand(0.1)

    try:
        with memory:
            raise ValueError
    except ValueError:
        assert given.acquire(timeout=5)
