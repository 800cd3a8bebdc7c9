import os
import signal
import threading

import pytest
from services import answering

from launcher.processes import Identity
from launcher.run import lock, parts, state, supervisor
from launcher.run.stack import Stack
from launcher.run.supervisor import Restarts, Supervisor
from launcher.shell import wait_until


@pytest.fixture
def watched(layout, monkeypatch):
    made = [answering(parts.MASK), answering(parts.GATEWAY)]
    monkeypatch.setattr(parts, "make", lambda *_: made)
    monkeypatch.setattr(supervisor, "CHECK_EVERY", 0.1)
    stack = Stack(layout)
    stack.start(lambda _: None)
    stack.state.owner = Identity.of(os.getpid())
    stack.save()
    codes = []
    thread = threading.Thread(
        target=lambda: codes.append(Supervisor(layout, stack.state.owner).watch()), daemon=True
    )
    thread.start()
    yield stack, codes
    stack.file.unlink(missing_ok=True)
    thread.join(timeout=20)
    assert not thread.is_alive()


def test_a_crashed_part_is_started_again_and_named(layout, watched, capfd):
    stack, _ = watched
    old = stack.state.parts[parts.MASK]
    os.kill(old.pid, signal.SIGKILL)

    def back():
        current = state.load(stack.file)
        part = current.parts.get(parts.MASK)
        return part is not None and part.pid != old.pid and part.identity.alive()

    assert wait_until(back, 20)
    assert wait_until(lambda: "mask-service is back." in capfd.readouterr().out, 20)


def test_it_ends_when_another_command_stopped_the_stack(watched):
    stack, codes = watched

    with lock.held(stack.layout, "down", patience=60.0):
        stack.stop_all()

    assert wait_until(lambda: codes == [0], 20)


def test_restarts_are_bounded_and_pause_longer_each_time():
    attempts = Restarts()

    pauses = [attempts.note(float(second)) for second in range(5)]

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert not attempts.allowed(5.0)
    assert attempts.not_before == 4.0 + 16.0


def test_old_restarts_are_forgotten():
    attempts = Restarts()
    for second in range(5):
        attempts.note(float(second))

    assert attempts.allowed(supervisor.WINDOW + 1.0)
