"""Runs kinds of tests, one after another or beside each other; no fault of one ends another."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from launcher.errors import LauncherError
from launcher.output import complain, duration, kept_together, say
from launcher.testing.results import Result

Kind = tuple[str, Callable[[], list[Result]]]


def run_kind(title: str, kind: Callable[[], list[Result]]) -> list[Result]:
    """Run one kind; a fault of its servers is its failure and stops no other kind."""
    say(f"\n=== {title} ===")
    began = time.monotonic()
    try:
        results = kind()
    except LauncherError as error:
        complain(error)
        results = [Result.broken(title, error.what.splitlines()[0], time.monotonic() - began)]
    say(f"=== {title}: {duration(time.monotonic() - began)} ===")
    return results


def at_once(beside: list[Kind], shown: Kind) -> list[Result]:
    """Run some kinds one after another beside one that is shown as it goes.

    What each of the others says follows in one piece when it has ended. Ctrl-C ends all: the tools
    that run are stopped with the servers, and no other begins.
    """
    broken_off = threading.Event()

    def run_them() -> list[Result]:
        results = []
        for title, kind in beside:
            if not broken_off.is_set():
                with kept_together():
                    results += run_kind(title, kind)
        return results

    thread = ThreadPoolExecutor(1)
    others = thread.submit(run_them)
    try:
        found = run_kind(*shown)
        return others.result() + found
    except BaseException:
        broken_off.set()
        raise
    finally:
        thread.shutdown(wait=False)
