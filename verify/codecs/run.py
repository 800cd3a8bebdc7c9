"""Every picture is opened and looks as the reference libraries show it; files keep what they told.

./chatbrush verify codecs            # one minute
./chatbrush verify codecs --short    # a fifth of the files
"""

import argparse
import io
import sys
from collections import defaultdict
from collections.abc import Iterable

import kinds
import noexec
import notes
import numpy as np
import odd
import opacity
from PIL import Image
from sample import Pixels, Sample, as_seen

from bench.client import Editor
from verify.figures import Figures
from verify.stack import add_arguments, running

LOSSY = ("JPEG", "WebP, lossy", "orientation, lossy", "profile", "odd")


def main() -> int:
    """Open files of every kind, then download some with what they told."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    figures = Figures("codecs")
    with running(options.home) as stack:
        editor = Editor(stack.address)
        compare(figures, editor, kinds.every(options.short), at_least=100 if options.short else 400)
        compare(figures, editor, odd.every(options.short), at_least=35 if options.short else 200)
        notes.judge(figures, editor, options.short)
        opacity.judge(figures, editor)
    noexec.judge(figures)
    return figures.finish()


def compare(figures: Figures, editor: Editor, samples: Iterable[Sample], at_least: int) -> None:
    """Judge the differences of each kind."""
    means: dict[str, list[float]] = defaultdict(list)
    largest: dict[str, int] = defaultdict(int)
    refused = 0
    for one in samples:
        try:
            seen = opened(editor, one)
        except RuntimeError as error:
            print(f"refused: {one.kind}, {one.name}: {error}")
            refused += 1
            continue
        mean, most = difference(one.shown, seen)
        if mean > 1:
            print(f"differs by {mean:.2f}: {one.kind}, {one.name}")
        means[one.kind].append(mean)
        largest[one.kind] = max(largest[one.kind], most)
    for kind, all_of_it in means.items():
        if kind.startswith(LOSSY):
            figures.at_most(f"{kind}, worst mean", max(all_of_it), 1, "of 255")
            figures.note(f"{kind}, largest", largest[kind], "of 255")
        else:
            figures.equals(f"{kind}, largest", largest[kind], 0, "of 255")
    figures.at_least("files opened", sum(map(len, means.values())), at_least)
    figures.equals("files refused", refused, 0)


def opened(editor: Editor, one: Sample) -> Pixels:
    """Return the pixels that the editor has of the file."""
    stored = editor.upload(one.content, "photo.bin").image(1)
    return as_seen(np.asarray(Image.open(io.BytesIO(stored)).convert("RGBA")))


def difference(wanted: Pixels, seen: Pixels) -> tuple[float, int]:
    """Return the mean and the largest; all there is where the sizes differ."""
    if wanted.shape != seen.shape:
        return 255, 255
    off = np.abs(wanted.astype(int) - seen)
    return float(off.mean()), int(off.max())


if __name__ == "__main__":
    sys.exit(main())
