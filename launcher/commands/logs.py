"""Show the logs: all, or one (triton, mask-service, agent-service, editor-gateway, supervisor)."""

import argparse
import time
from pathlib import Path

from launcher import shell
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.output import say

LINES = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("service", nargs="?", metavar="SERVICE", help="one log; without: all")
    parser.add_argument("-f", "--follow", action="store_true", help="go on as lines come")


def run(options: argparse.Namespace) -> int:
    """Print the ends of the logs."""
    files = chosen(Layout.default(), options.service)
    for path in files:
        say(f"==> {path}")
        say(shell.tail(path, LINES))
    if options.follow:
        follow(files)
    return 0


def chosen(layout: Layout, service: str | None) -> list[Path]:
    """Return the current log files, older ones left out."""
    current = [path for path in sorted(layout.logs.glob("*.log")) if path.stem.count(".") == 0]
    names = [path.stem for path in current]
    if service is None:
        if not current:
            raise LauncherError(f"There are no logs in {layout.logs} yet.", "./chatbrush up")
        return current
    if service not in names:
        there = ", ".join(names) or "none yet"
        raise LauncherError(f"There is no log of {service!r}. There are: {there}.")
    return [layout.log(service)]


def follow(files: list[Path]) -> None:
    """Print new lines until Ctrl-C; a file that starts anew is read from its beginning."""
    places = {path: path.stat().st_size for path in files}
    while True:
        for path in files:
            size = path.stat().st_size if path.exists() else 0
            if size < places[path]:
                places[path] = 0
            if size > places[path]:
                with path.open("rb") as stream:
                    stream.seek(places[path])
                    text = stream.read()
                places[path] += len(text)
                for line in text.decode(errors="replace").splitlines():
                    say(f"{path.stem}: {line}" if len(files) > 1 else line)
        time.sleep(0.5)
