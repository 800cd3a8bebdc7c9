"""The command line: parses, calls, prints. Exit code 0 done, 1 failed, 130 stopped by Ctrl-C."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import tensorrt_build
from tensorrt_build import commands
from tensorrt_build.errors import BuildError
from tensorrt_build.repository.target import NAMES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


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
    parsers = parser.add_subparsers(required=True, metavar="COMMAND")
    _weights_commands(parsers)
    _repository_commands(parsers)
    _developer_commands(parsers)
    return parser


def _weights_commands(parsers: Commands) -> None:
    pull = _command(parsers, "pull", commands.pull, "download weights")
    _names(pull, "weights, group or network (default: the group default)")
    pull.add_argument("--json-progress", action="store_true", help="one JSON object a line")
    pull.add_argument("--offline", action="store_true", help="ask no source (HF_HUB_OFFLINE=1 too)")
    pull.add_argument(
        "--from", dest="local", type=Path, metavar="DIR", help="take files that are in DIR"
    )
    pull.add_argument(
        "--accept-licences", action="store_true", help="accept what the weights' licences ask"
    )

    list_ = _command(parsers, "list", commands.list_weights, "tell what there is")
    list_.add_argument("--json", action="store_true")

    verify = _command(parsers, "verify", commands.verify, "check hashes, and versions of plans")
    verify.add_argument("--repository", type=Path, help="an assembled repository to check too")
    verify.add_argument("--server", metavar="URL", help="Triton's HTTP, to see whether it runs it")

    remove = _command(parsers, "remove", commands.remove_weights, "delete weights")
    _names(remove, "weights, group or network", least="+")
    remove.add_argument("--forget", action="store_true", help="trust the next download anew")


def _repository_commands(parsers: Commands) -> None:
    build = _command(parsers, "build", commands.build, "make networks for a target")
    _names(build, "networks of the repository", least="+")
    assemble = _command(parsers, "assemble", commands.assemble, "make a target's repository")
    for parser in (build, assemble):
        _repository_options(parser)

    complete = parsers.add_parser("complete", help="write the derived parts of tools' config.pbtxt")
    complete.set_defaults(run=commands.complete)
    complete.add_argument(
        "--source", type=Path, required=True, metavar="DIR", help="triton-model-repo"
    )

    rollback = parsers.add_parser("rollback", help="serve an older version of a network")
    rollback.set_defaults(run=commands.rollback)
    rollback.add_argument("name", metavar="NAME")
    rollback.add_argument("--to", metavar="VERSION", help="a number, or newest")
    rollback.add_argument("--output", type=Path, required=True, metavar="DIR", help="repository")


def _repository_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--target", choices=NAMES, required=True)
    parser.add_argument(
        "--source", type=Path, required=True, metavar="DIR", help="triton-model-repo"
    )
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done")
    engine = parser.add_argument_group("target tensorrt")
    engine.add_argument("--refit", action="store_true", help="plans whose weights can be replaced")
    engine.add_argument(
        "--weight-streaming", action="store_true", help="plans that need not fit the GPU's memory"
    )
    engine.add_argument("--tf32", action="store_true", help="let FP32 parts compute in TF32")
    engine.add_argument(
        "--effort", type=int, choices=range(6), default=3, help="TensorRT's optimisation level"
    )


def _developer_commands(parsers: Commands) -> None:
    export = _command(parsers, "export", commands.export_graph, "make a weightless graph")
    export.add_argument("name", metavar="NAME")

    random = parsers.add_parser("random", help="make a full-size network with random weights")
    random.set_defaults(run=commands.random)
    random.add_argument("name", metavar="NAME")
    random.add_argument("--output", type=Path, required=True, metavar="DIR")
    random.add_argument("--seed", type=int, default=0)
    random.add_argument("--precision", choices=("fp32", "fp16"), default="fp32")

    gate = parsers.add_parser("gate", help="hold ONNX files against TensorRT's list of operators")
    gate.set_defaults(run=commands.gate)
    gate.add_argument("files", nargs="+", type=Path, metavar="FILE")


def _command(parsers: Commands, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
    parser = parsers.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    parser.add_argument("--weights", type=Path, required=True, metavar="DIR", help="weights folder")
    return parser


def _names(parser: argparse.ArgumentParser, help_text: str, least: str = "*") -> None:
    parser.add_argument("names", nargs=least, metavar="NAME", help=help_text)
