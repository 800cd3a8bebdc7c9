"""Breaks one thing after another and waits for the alert that should tell of it."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from bench.client import Editor
from verify.figures import Figures
from verify.load import PHOTOS
from verify.stack import Stack
from verify.watch.prometheus import Prometheus

BROKEN_PATIENCE = 420.0


def drill(stack: Stack, prometheus: Prometheus, figures: Figures) -> None:
    """Provoke alerts one by one; each must fire within its time."""
    broken = time.monotonic()
    break_a_model(stack)  # its alert waits five minutes: meanwhile the others
    dead = ["PartDown", "Degraded", "ErrorBudgetBurnsFast", "ServerErrors"]
    drills: list[tuple[list[str], Callable[[Stack], None], float]] = [
        (["EditsInterrupted"], cut_off_an_edit, 60),
        (["PartRestarts"], kill_again_and_again, 120),
        (dead, lose_agent, 300),
    ]
    for alerts, provoke, patience in drills:
        start = time.monotonic()
        provoke(stack)
        for alert in alerts:
            left = max(1.0, patience - (time.monotonic() - start))
            fires = f'ALERTS{{alertname="{alert}",alertstate="firing"}}'
            prometheus.await_series(fires, left)
            took = time.monotonic() - start
            figures.at_most(f"{alert} fires after {provoke.__name__}", took, patience, "s")
    left = max(1.0, BROKEN_PATIENCE - (time.monotonic() - broken))
    prometheus.await_series('ALERTS{alertname="ModelLoadFails",alertstate="firing"}', left)
    took = time.monotonic() - broken
    figures.at_most("ModelLoadFails fires after break_a_model", took, BROKEN_PATIENCE, "s")


def break_a_model(stack: Stack) -> None:
    """Put a model into the repository that ends with an error as it is loaded."""
    folder = stack.home / "models" / "cpu" / "broken_on_purpose"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "1").mkdir(parents=True)
    (folder / "config.pbtxt").write_text('name: "broken_on_purpose"\nbackend: "python"\n')
    (folder / "1" / "model.py").write_text("raise RuntimeError('broken on purpose')\n")


def cut_off_an_edit(stack: Stack) -> None:
    """Kill the gateway while an edit runs; the supervisor starts it again."""
    session = Editor(stack.address).open(PHOTOS / "coffee.jpg")
    session.select(points=[{"x": 200, "y": 200}])

    def ask() -> None:
        with suppress(RuntimeError, OSError):
            session.say("erase it")

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.4)
    stack.kill("editor-gateway")
    asking.join()


def kill_again_and_again(stack: Stack) -> None:
    """Kill mask-service three times, each time when it is back."""
    for _ in range(3):
        pid = stack.kill("mask-service")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            part = stack.status()["parts"]["mask-service"]
            if part["running"] and part["pid"] != pid:
                break
            time.sleep(0.5)
        time.sleep(8)  # so that Prometheus has seen it


def lose_agent(stack: Stack) -> None:
    """End the supervisor and then agent-service, and let people go on asking for edits."""
    supervisor = stack.status()["supervisor"]
    os.kill(int(supervisor["pid"]), signal.SIGKILL)
    session = Editor(stack.address).open(PHOTOS / "coffee.jpg")
    stack.kill("agent-service")

    def ask() -> None:
        for _ in range(120):
            with suppress(RuntimeError, OSError):
                session.say("make it warmer")
            time.sleep(2)

    threading.Thread(target=ask, daemon=True).start()
