"""Edits one photo or whole folders: the same words, and the same places, for each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from chatbrush_client.client import ADDRESS, Chatbrush
from chatbrush_client.errors import ChatbrushError, UnreachableError, UsageError
from chatbrush_client.options import Place, add_arguments
from chatbrush_client.picture import Outcome, Picture
from chatbrush_client.progress import Progress

PHOTOS = (
    ".avif",
    ".bmp",
    ".gif",
    ".heic",
    ".heif",
    ".jpeg",
    ".jpg",
    ".png",
    ".tif",
    ".tiff",
    ".webp",
)


@dataclass
class Tally:
    """What became of the photos."""

    done: int = 0
    faults: list[str] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Returns 0 when all went well, 1 when not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="chatbrush-edit", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        return run(options, Chatbrush(options.server or ADDRESS, options.key))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def run(options: argparse.Namespace, server: Chatbrush, stream: TextIO = sys.stderr) -> int:
    """Edit all photos. The results' paths go to stdout, all else to `stream`."""
    tally = Tally()
    try:
        photos = list(_photos(options.photos))
        targets = _targets(photos, options)
        options.out.mkdir(parents=True, exist_ok=True)
    except (UsageError, OSError) as error:
        print(error, file=stream)
        return 2
    saved: set[Path] = set()
    with Progress(len(photos), stream) as progress:
        for photo, target in zip(photos, targets, strict=True):
            progress.begin(photo.name)
            try:
                path = _edit(photo, target, options, server, progress, saved)
                tally.done += 1
                progress.note(None)
                print(path, flush=True)
            except UnreachableError as error:  # the next would find nobody either
                tally.faults.append(f"{photo}: {error}")
                progress.note(tally.faults[-1])
                break
            except (ChatbrushError, OSError) as error:
                tally.faults.append(f"{photo}: {error}")
                progress.note(tally.faults[-1])
    left = len(photos) - tally.done
    print(f"{tally.done} of {len(photos)} done" + (f", {left} not." if left else "."), file=stream)
    return 1 if left else 0


def _edit(
    photo: Path,
    target: Path,
    options: argparse.Namespace,
    server: Chatbrush,
    progress: Progress,
    saved: set[Path],
) -> Path:
    """Edit one photo. saved: results of this run, which another must not replace."""
    picture = server.open(photo)
    _select(picture, options)
    for text in options.say:
        outcome = picture.say(text, progress.hear, **dict(options.option))
        _require_done(outcome, text)
    file = picture.download(options.format, options.quality)
    suffix = Path(file.name).suffix or target.suffix
    named = target.with_suffix(suffix)
    if named in saved or (named.exists() and not options.overwrite):
        raise UsageError(f"{named} is there already; say --format, --overwrite or another --out")
    saved.add(named)
    return file.save(named)


def _select(picture: Picture, options: argparse.Namespace) -> None:
    width, height = picture.size
    if options.mask:
        picture.select_mask(options.mask.read_bytes())
    more: dict[str, Any] = {"uploaded": True} if options.mask else {}
    if options.name:
        more["text"] = options.name
    if options.subject:
        more["subject"] = options.subject
    points = [_pixels(point, width, height) for point in options.point]
    exclude = [_pixels(point, width, height) for point in options.exclude]
    box = _pixels(options.box, width, height) if options.box else None
    if points or exclude or box or options.name or options.subject:
        picture.select(points, exclude, box, **more)


def _pixels(found: tuple[Place, ...], width: int, height: int) -> Any:  # noqa: ANN401 (2 or 4)
    return tuple(place.of((width, height)[number % 2]) for number, place in enumerate(found))


def _require_done(outcome: Outcome, text: str) -> None:
    if outcome.outcome == "completed":
        return
    if outcome.problem:
        raise outcome.problem
    if outcome.outcome == "question":
        raise UsageError(f"the assistant asks: {outcome.text}")
    raise UsageError(f"nothing was edited by '{text}': {outcome.text or outcome.outcome}")


def _photos(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            found = sorted(p for p in path.iterdir() if p.suffix.lower() in PHOTOS and p.is_file())
            if not found:
                raise UsageError(f"{path} holds no photo (looked for {', '.join(PHOTOS)})")
            yield from found
        elif path.is_file():
            yield path
        else:
            raise UsageError(f"{path} is not there")


def _targets(photos: list[Path], options: argparse.Namespace) -> list[Path]:
    """Where each result goes: no two to one place, none onto a photo that was given."""
    ending = f".{options.format}".replace(".jpeg", ".jpg") if options.format else None
    targets = [
        options.out / (photo.with_suffix(ending) if ending else photo).name for photo in photos
    ]
    given = {photo.resolve() for photo in photos}
    for photo, target in zip(photos, targets, strict=True):
        if target.resolve() in given:
            raise UsageError(f"{target} would replace a photo; say another folder with --out")
        if targets.count(target) > 1:
            raise UsageError(f"two photos would become {target}; edit them one folder at a time")
        if target.exists() and not options.overwrite:
            raise UsageError(f"{target}, of {photo}, is there already; say --overwrite or --out")
    return targets
