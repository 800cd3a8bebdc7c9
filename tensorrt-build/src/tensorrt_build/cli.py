"""The command line: parses, calls, prints. Exit code 0 done, 1 failed, 130 stopped by Ctrl-C."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import tensorrt_build
from tensorrt_build import listing
from tensorrt_build.errors import BuildError
from tensorrt_build.manifest import read_manifest
from tensorrt_build.progress import progress_for
from tensorrt_build.pull import puller_for
from tensorrt_build.verify import problems_of_repository, problems_of_weights

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        message = "stopped; run the same command again and it goes on where it stopped"
        print(f"\n{message}", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tensorrt_build", description=tensorrt_build.__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    pull = _command(commands, "pull", _pull, "download weights")
    pull.add_argument(
        "names", nargs="*", metavar="NAME", help="weights or group (default: default)"
    )
    pull.add_argument("--json-progress", action="store_true", help="one JSON object a line")

    verify = _command(commands, "verify", _verify, "check the hashes of everything")
    verify.add_argument("--repository", type=Path, help="an assembled repository to check too")

    list_ = _command(commands, "list", _list, "tell what there is and what is installed")
    list_.add_argument("--json", action="store_true")

    assemble = _command(commands, "assemble", _assemble, "build the Triton repository of a target")
    assemble.add_argument("--target", choices=["cpu"], required=True)
    assemble.add_argument(
        "--source", type=Path, required=True, metavar="DIR", help="triton-model-repo"
    )
    assemble.add_argument("--output", type=Path, required=True, metavar="DIR")

    export_ = _command(commands, "export", _export, "make a weightless graph (developers)")
    export_.add_argument("name", metavar="NAME")
    return parser


def _command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    parser.add_argument("--weights", type=Path, required=True, metavar="DIR", help="weights folder")
    return parser


def _pull(options: argparse.Namespace) -> int:
    wanted = read_manifest().select(options.names)
    puller_for(options.weights, progress_for(options.json_progress)).pull(wanted)
    return 0


def _verify(options: argparse.Namespace) -> int:
    problems = problems_of_weights(list(read_manifest().weights.values()), options.weights)
    if options.repository:
        problems += problems_of_repository(options.repository)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("everything is as it should be")
    return 1 if problems else 0


def _list(options: argparse.Namespace) -> int:
    weights = list(read_manifest().weights.values())
    form = listing.as_json if options.json else listing.as_table
    print(form(weights, options.weights))
    return 0


def _assemble(options: argparse.Namespace) -> int:
    from tensorrt_build.assemble import Assembly  # imports onnx, which the other commands spare

    Assembly(read_manifest(), options.source, options.weights, options.output).run()
    return 0


def _export(options: argparse.Namespace) -> int:
    from tensorrt_build.export import export

    report = export(read_manifest(), options.name, options.weights)
    for case, differences in report["cases"].items():
        print(f"{case}: " + ", ".join(f"{k} {v:.1e}" for k, v in differences.items()))
    return 0
