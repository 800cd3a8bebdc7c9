"""What large photos cost the Java services, part by part, in CPU time of one core.

    ./chatbrush bench large                     # needs a JDK and a build of mask-service
    ./chatbrush bench large --before FOLDER     # in turns with another build's libraries

FOLDER is what `mask-service/target/quarkus-app/lib/main` is in that build.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from verify.load import Album  # noqa: E402 (found by the line above)

Parts = dict[str, list[float]]


def main() -> None:
    """Measure and print a Markdown table for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    libraries = ROOT / "mask-service/target/quarkus-app/lib/main"
    parser.add_argument("--libraries", type=Path, default=libraries)
    parser.add_argument("--before", type=Path, help="the other build's libraries")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--runs", type=int, default=9, help="of each turn; the median counts")
    options = parser.parse_args()
    album = Album(1)
    with tempfile.TemporaryDirectory() as folder:
        for megapixels in (12, 35):
            photo = Path(folder, "photo.jpg")
            photo.write_bytes(album.photo(megapixels))
            before: Parts = defaultdict(list)
            now: Parts = defaultdict(list)
            for _ in range(options.turns):
                if options.before:
                    measure(options.before, photo, options.runs, before)
                measure(options.libraries, photo, options.runs, now)
            show(megapixels, before, now)


def measure(libraries: Path, photo: Path, runs: int, parts: Parts) -> None:
    """Add one turn's milliseconds by part."""
    if not libraries.is_dir():
        raise SystemExit(f"{libraries} is missing: `mvn package -DskipTests` makes it")
    source = str(Path(__file__).with_name("LargeBench.java"))
    command = ["java", "-Xmx1g", "-cp", f"{libraries}/*", source, str(photo), str(runs)]
    for line in subprocess.check_output(command, text=True).splitlines():
        part, millis = line.split("=")
        parts[part].append(float(millis))


def show(megapixels: int, before: Parts, now: Parts) -> None:
    """Print the medians of all turns with their spread."""
    print(f"\n| {megapixels} Mpx | before | now | ratio |\n|---|---|---|---|")
    for part, millis in now.items():
        was = before.get(part)
        ratio = f"{statistics.median(millis) / statistics.median(was):.2f}" if was else ""
        print(f"| {part} | {spread(was) if was else ''} | {spread(millis)} | {ratio} |")


def spread(values: list[float]) -> str:
    """Return the median and the extremes."""
    return f"{statistics.median(values):.0f} ({min(values):.0f}-{max(values):.0f})"


if __name__ == "__main__":
    main()
