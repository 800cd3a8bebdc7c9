"""Check this machine and what was set up, and name the remedy for what is missing."""

import argparse

from launcher.errors import LauncherError
from launcher.install import checks, environment
from launcher.install.checks import Check
from launcher.install.triton import interpreter_of
from launcher.layout import Layout
from launcher.output import say
from launcher.run import parts, ports, state


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_options: argparse.Namespace) -> int:
    """Print every check. Exit code 0 when `./chatbrush up` can work, 1 when not."""
    layout = Layout.default()
    results = [check() for check in checks.all_checks(layout)]
    results += [check_environment(layout), check_gateway_port(layout)]
    for result in results:
        say(f"{'✓' if result.good else '✗'} {result.title}: {result.found}")
        if not result.good:
            say(f"    To do: {result.remedy}")
    bad = sum(not result.good for result in results)
    say("Everything is there." if bad == 0 else f"{bad} of {len(results)} checks failed.")
    return 0 if bad == 0 else 1


def check_environment(layout: Layout) -> Check:
    """Return the Python environment, if it was made already."""
    title = "Python environment"
    if not layout.environment.exists():
        return Check(title, True, "not made yet, ./chatbrush up makes it")
    if not environment.is_current(layout):
        return Check(title, True, "unfinished or of older versions, ./chatbrush up makes it anew")
    try:
        found = interpreter_of(layout.python)
    except LauncherError as error:
        return Check(title, False, error.what, str(error.remedy))
    return Check(title, True, f"Python {found.version}, library in {found.library_folder}")


def check_gateway_port(layout: Layout) -> Check:
    """Return the port of the web page is free, or this stack has it."""
    current = state.load(layout.run / "state.json") or state.State()
    port = current.settings.port
    title = f"port {port}"
    if parts.GATEWAY in current.alive():
        return Check(title, True, "this stack listens there")
    if ports.is_free(port):
        return Check(title, True, "free")
    holder = ports.holder_of(port) or "another program"
    return Check(
        title, False, f"in use by {holder}", f"./chatbrush up --port {ports.next_free(port)}"
    )
