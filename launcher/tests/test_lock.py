import os
import signal
import subprocess
import sys

import pytest

from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.run import lock
from launcher.shell import wait_until

HOLDER = """
import sys, time
from pathlib import Path
from launcher.run import lock
from launcher.layout import Layout
home = Path(sys.argv[1])
with lock.held(Layout(home, home, home), "up"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(layout):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(layout.home)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout.readline() == b"held\n"
    yield child
    child.kill()
    child.wait()


def test_a_second_launcher_is_told_who_is_at_work(layout, holder):
    with pytest.raises(lock.LockBusyError) as caught, lock.held(layout, "up"):
        raise AssertionError("the lock was given twice")

    assert f"./chatbrush up (pid {holder.pid}) is working on" in caught.value.what


def test_a_test_run_lets_its_own_stack_be_changed(layout):
    with lock.held(layout, "test", name="test.lock"), lock.held(layout, "up"):
        assert "up" in (layout.run / "lock").read_text()


def test_the_lock_of_a_killed_launcher_is_free(layout, holder):
    holder.kill()
    holder.wait()

    with lock.held(layout, "down"):
        assert "down" in (layout.run / "lock").read_text()


def test_down_interrupts_an_up_that_is_under_way(layout, holder):
    lock.interrupt_holder(layout, "up")

    assert holder.wait(timeout=20) == -signal.SIGTERM


def test_down_does_not_interrupt_other_commands(layout, holder):
    lock.interrupt_holder(layout, "test")

    assert not wait_until(lambda: holder.poll() is not None, 0.5)


def test_a_home_that_takes_no_files_is_named(layout, tmp_path):
    (tmp_path / "file").touch()
    beneath_a_file = Layout(layout.repository, tmp_path / "file", tmp_path)

    with (
        pytest.raises(LauncherError, match="Nothing can be written in"),
        lock.held(beneath_a_file, "up"),
    ):
        pass
