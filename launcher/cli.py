"""Reads the command line and calls the command."""

import argparse
import os
import signal
import sys

from launcher.commands import (
    backup,
    bench,
    doctor,
    down,
    edit,
    keys,
    logs,
    models,
    restore,
    status,
    test,
    up,
    verify,
)
from launcher.errors import LauncherError
from launcher.output import complain

COMMANDS = {
    "up": (up, "set up what is missing, start everything, print the address"),
    "down": (down, "stop what runs"),
    "edit": (edit, "edit photos or whole folders from the command line"),
    "status": (status, "say what runs, where, and how much memory it takes"),
    "logs": (logs, "show the logs of the parts"),
    "doctor": (doctor, "check this machine and name the remedy for what is missing"),
    "models": (models, "fetch, build and check models"),
    "keys": (keys, "make, list and revoke API keys"),
    "backup": (backup, "copy pictures and rows while everything runs"),
    "restore": (restore, "put a copy back into an empty stack"),
    "test": (test, "run the tests, with the servers they need"),
    "bench": (bench, "run a measured comparison"),
    "verify": (verify, "prove what must hold under load, faults and time"),
}


def parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    top = argparse.ArgumentParser(
        prog="./chatbrush",
        description="Edit photos by pointing and talking.",
        epilog="Start with: ./chatbrush up. State lies in .chatbrush/ (or CHATBRUSH_HOME).",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, purpose) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=purpose, description=module.__doc__))
    commands.add_parser("help", help="print this text")
    return top


def main(arguments: list[str]) -> int:
    """Run one command. Returns the exit code: 0 done, 1 fault, 2 wrong usage, 130 Ctrl-C."""
    top = parser()
    options = top.parse_args(arguments)
    if options.command in (None, "help"):
        top.print_help()
        return 0
    os.umask(0o077)  # pictures, prompts and logs are their owner's alone, in what is started too
    # A shell's background jobs are started with SIGINT ignored; Ctrl-C is answered there too.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        code: int = COMMANDS[options.command][0].run(options)
        return code
    except LauncherError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe (| head) has seen enough
        sys.stderr.close()
        return 0


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
