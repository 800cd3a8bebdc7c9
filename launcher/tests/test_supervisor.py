import errno
import os
import signal
import threading
import time

import pytest
from services import answering, dying

from launcher.processes import EXIT_CODES, Identity
from launcher.run import lock, parts, record, state, watched
from launcher.run.stack import Stack
from launcher.run.state import Keeper
from launcher.run.supervisor import Supervisor
from launcher.run.watched import Pause
from launcher.shell import wait_until


class Watching:
    def __init__(self, layout):
        self.layout = layout
        self.stack = Stack(layout)
        self.stack.start(lambda _: None)
        me = Identity.of(os.getpid())
        self.stack.state.keeper = Keeper(me.pid, me.started, detached=False)
        self.stack.save()
        self.thread = threading.Thread(target=Supervisor(layout, me).watch, daemon=True)
        self.thread.start()

    def part(self, name):
        return (state.load(self.stack.file) or state.State()).parts.get(name)

    def kill(self, name):
        """End a part and wait until the supervisor has another one. Returns seconds."""
        old, began = self.part(name), time.monotonic()
        os.kill(old.pid, signal.SIGKILL)

        def back():
            fresh = self.part(name)
            return fresh is not None and fresh.pid != old.pid and fresh.identity.alive()

        assert wait_until(back, 20, pause=0.01)
        return time.monotonic() - began

    def seen(self, name):
        return record.load(self.layout).of(name)


@pytest.fixture
def made(monkeypatch):
    both = [answering(parts.MASK), answering(parts.GATEWAY)]
    monkeypatch.setattr(parts, "make", lambda *_: both)
    return both


@pytest.fixture
def watching(layout, made):
    running = Watching(layout)
    yield running
    with lock.held(layout, "down", patience=60.0):
        running.stack.file.unlink(missing_ok=True)
    running.thread.join(timeout=20)
    assert not running.thread.is_alive()


def test_a_crashed_part_is_started_again_at_once_and_named(watching, capfd):
    seconds = watching.kill(parts.MASK)

    assert seconds < 1.5
    assert wait_until(lambda: not watching.seen(parts.MASK).restarting, 20)
    output = capfd.readouterr().out
    assert "mask-service was ended by SIGKILL. Starting it again …" in output
    assert "mask-service is back after" in output


def test_all_parts_at_once_come_back(watching):
    for name in (parts.MASK, parts.GATEWAY):
        os.kill(watching.part(name).pid, signal.SIGKILL)

    for name in (parts.MASK, parts.GATEWAY):
        assert wait_until(lambda part=name: watching.seen(part).seconds is not None, 20)


def test_it_ends_when_another_command_stopped_the_stack(watching):
    with lock.held(watching.layout, "down", patience=60.0):
        watching.stack.stop_all()

    watching.thread.join(timeout=20)
    assert not watching.thread.is_alive()


def test_it_ends_when_another_one_took_over(watching):
    with lock.held(watching.layout, "up", patience=60.0):
        stack = Stack(watching.layout)
        stack.state.keeper = Keeper(1, "another", detached=True)
        stack.save()

    watching.thread.join(timeout=20)
    assert not watching.thread.is_alive()


def test_a_part_that_dies_whenever_it_starts_is_tried_for_ever_with_growing_pauses(
    watching, made, monkeypatch
):
    monkeypatch.setattr(watched, "LONGEST_PAUSE", 0.2)
    monkeypatch.setattr(Pause, "seconds", 0.1)
    good = made[0]
    made[0] = dying(parts.MASK)
    os.kill(watching.part(parts.MASK).pid, signal.SIGKILL)

    assert wait_until(lambda: watching.seen(parts.MASK).restarts >= 4, 20)
    seen = watching.seen(parts.MASK)
    assert seen.detail == "ended with exit code 7, its last line: the reason stands here"
    made[0] = good
    assert wait_until(lambda: not watching.seen(parts.MASK).restarting, 20)


def test_a_full_disk_does_not_end_it_and_the_part_comes_back_when_there_is_space(
    watching, monkeypatch, capfd
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("launcher.run.files.replace", full)
        os.kill(watching.part(parts.MASK).pid, signal.SIGKILL)
        said = []
        assert wait_until(lambda: said.append(capfd.readouterr().out) or "No space" in said[-1], 20)

    assert wait_until(lambda: watching.seen(parts.MASK).seconds is not None, 20)


def test_a_part_is_not_reported_missing_while_up_replaces_it(watching):
    with lock.held(watching.layout, "up", patience=60.0):
        stack = Stack(watching.layout)
        stack.stop([parts.MASK])
        time.sleep(1.5)
        stack.start(lambda _: None)

    time.sleep(0.5)
    assert watching.seen(parts.MASK).restarts == 0


def test_pauses_grow_to_a_minute_and_a_calm_time_forgets_them():
    pause = Pause()
    lengths = []
    for _ in range(8):
        pause.note(100.0)
        lengths.append(pause.not_before - 100.0)

    assert lengths == [1, 2, 4, 8, 16, 32, 60, 60]
    pause.reset()
    assert pause.not_before == 0.0


@pytest.mark.parametrize(
    ("code", "log", "reason", "detail"),
    [
        (-9, "working\n", "killed", "was ended by SIGKILL"),
        (1, "a\nport taken\n", "exited", "ended with exit code 1, its last line: port taken"),
        (3, f"{record.OUT_OF_MEMORY}: Java heap space\n", "memory", "ran out of memory"),
        (None, "", "exited", "ended"),
    ],
)
def test_why_a_process_ended(tmp_path, monkeypatch, code, log, reason, detail):
    gone = Identity(2**22 + 1, "now")
    monkeypatch.setitem(EXIT_CODES, gone, code)
    (tmp_path / "log").write_text(log)

    assert record.ending(gone, tmp_path / "log") == (reason, detail)
