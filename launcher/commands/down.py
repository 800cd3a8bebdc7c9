"""Stop everything that runs, Triton's helpers too. Pictures and settings stay."""

import argparse

from launcher.layout import Layout
from launcher.output import say
from launcher.run import lock
from launcher.run.stack import Stack


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_options: argparse.Namespace) -> int:
    """Stop the stack; fine when nothing runs."""
    layout = Layout.default()
    if not layout.run.exists():
        say("Nothing was running.")
        return 0
    lock.interrupt_holder(layout, "up")
    with lock.held(layout, "down", patience=60.0):
        stopped = Stack(layout).stop_all()
    say(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0
