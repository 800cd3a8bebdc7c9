"""A network that holds memory only while somebody uses it."""

import threading
import time

import pytest
from chatbrush_models.idle_network import IdleNetwork


class Network:
    def run(self, names, feed):
        return [feed["number"] + 1]


def opener(opened):
    def open_it():
        opened.append(Network())
        return opened[-1]

    return open_it


def wait_until(holds):
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_it_opens_with_the_first_run_and_once_for_those_that_follow():
    opened = []
    network = IdleNetwork(opener(opened), seconds=60)
    assert not network.is_open

    assert network.run(["more"], {"number": 1}) == [2]
    assert network.run(["more"], {"number": 2}) == [3]

    assert len(opened) == 1
    network.close()


def test_it_closes_when_nobody_came_and_opens_anew():
    opened = []
    network = IdleNetwork(opener(opened), seconds=0.05)
    network.run(["more"], {"number": 1})

    wait_until(lambda: not network.is_open)

    assert network.run(["more"], {"number": 1}) == [2]
    assert len(opened) == 2


def test_it_never_closes_under_a_run():
    begun, free = threading.Event(), threading.Event()

    class Slow(Network):
        def run(self, names, feed):
            begun.set()
            assert free.wait(5)
            return super().run(names, feed)

    network = IdleNetwork(Slow, seconds=0.01)
    answers = []
    thread = threading.Thread(target=lambda: answers.extend(network.run([], {"number": 1})))
    thread.start()
    assert begun.wait(5)
    closing = threading.Thread(target=network.close)
    closing.start()
    free.set()
    thread.join(5)
    closing.join(5)

    assert answers == [2]


def test_a_fault_of_opening_is_the_runs_own_and_the_next_run_tries_again():
    tries = []

    def open_it():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("no such file")
        return Network()

    network = IdleNetwork(open_it, seconds=60)
    with pytest.raises(ValueError, match="no such file"):
        network.run([], {"number": 1})

    assert network.run([], {"number": 1}) == [2]
    network.close()
