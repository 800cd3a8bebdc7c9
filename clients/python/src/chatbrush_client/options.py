"""What the command takes: places, words, and where results go."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbrush_client.client import ADDRESS

EXAMPLES = """examples:
  %(prog)s cup.jpg --point 365,285 --say "이거 지워줘"
  %(prog)s holiday/ --say "make it black and white" --out gray/
  %(prog)s *.jpg --name cup --say "make it red" --format webp --quality 85

A place is in pixels from the upper left corner, or in percent of each picture: --point 50%%,40%%.
"""


@dataclass(frozen=True)
class Place:
    """A number of pixels, or a share of the picture's width or height."""

    value: float
    share: bool

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `365` or `40%`. Errors: ValueError."""
        text = text.strip()
        return cls(float(text.removesuffix("%")), text.endswith("%"))

    def of(self, length: int) -> float:
        """Return pixels of a picture that long."""
        return self.value / 100 * length if self.share else self.value


def places(count: int) -> Callable[[str], tuple[Place, ...]]:
    """Return a reader of that many places with commas between them."""

    def read(text: str) -> tuple[Place, ...]:
        try:
            found = tuple(Place.parse(part) for part in text.split(","))
        except ValueError:
            found = ()
        if len(found) != count:
            wanted = "X,Y" if count == 2 else "X0,Y0,X1,Y1"
            raise argparse.ArgumentTypeError(f"expected {wanted}, got '{text}'")
        return found

    return read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES
    parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO", help="a file or a folder")
    parser.add_argument(
        "--say", action="append", required=True, help="what should happen; more than one: in turn"
    )
    where = parser.add_argument_group("where (pixels or percent)")
    where.add_argument("--point", action="append", default=[], type=places(2), metavar="X,Y")
    where.add_argument(
        "--exclude", action="append", default=[], type=places(2), metavar="X,Y", help="not this"
    )
    where.add_argument("--box", type=places(4), metavar="X0,Y0,X1,Y1")
    where.add_argument("--name", metavar="THING", help="what has this name, such as cup")
    where.add_argument("--subject", choices=("subject", "background"), help="by what stands out")
    where.add_argument("--mask", type=Path, metavar="PNG", help="gray, white = selected")
    made = parser.add_argument_group("what is made")
    made.add_argument("--out", type=Path, default=Path("out"), help="a folder (default: out)")
    made.add_argument("--format", choices=("png", "jpeg", "webp"), help="default: as it came")
    made.add_argument("--quality", type=int, metavar="1…100")
    made.add_argument("--overwrite", action="store_true", help="replace what is there already")
    made.add_argument(
        "--option",
        action="append",
        default=[],
        type=_option,
        metavar="NAME=VALUE",
        help="of the tool, as GET /api/tools lists it; seed=7",
    )
    server = parser.add_argument_group("the server")
    server.add_argument("--server", default=None, help=f"default: {ADDRESS}")
    server.add_argument("--key", help="an API key; default: the variable CHATBRUSH_KEY")


def _option(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got '{text}'")
    for read in (int, float):
        try:
            return name, read(value)
        except ValueError:
            continue
    return name, {"true": True, "false": False}.get(value, value)
