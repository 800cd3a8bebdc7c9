import os
import socket

import pytest

from launcher.errors import LauncherError
from launcher.run import ports


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_its_holder_and_a_way_out(taken_port):
    with pytest.raises(LauncherError) as caught:
        ports.require(taken_port, "the web page")

    assert f"Port {taken_port}" in caught.value.what
    assert f"(pid {os.getpid()})" in caught.value.what
    assert caught.value.remedy.startswith("./chatbrush up --port ")


def test_choose_keeps_the_preferred_port_when_it_is_free():
    free = ports.any_free(set())

    assert ports.choose(free, set()) == free


def test_choose_takes_another_when_somebody_has_it(taken_port):
    assert ports.choose(taken_port, set()) != taken_port


def test_choose_gives_no_port_twice():
    taken = set()
    free = ports.any_free(set())

    assert ports.choose(free, taken) != ports.choose(free, taken)


def test_a_proposed_port_is_free(taken_port):
    assert ports.is_free(ports.next_free(taken_port))
