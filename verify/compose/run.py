"""docker-compose.yml is read by the library of Docker Compose itself, for both profiles.

./chatbrush verify compose      # half a minute; wants go
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from verify.figures import Figures
from verify.stack import ROOT

LIBRARY = "github.com/compose-spec/compose-go/v2"
VERSION = "v2.16.2"
HERE = Path(__file__).parent
SERVICES = {"cpu": 7, "gpu": 8}


def main() -> int:
    """Build the reader, and let it read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, default=ROOT / ".chatbrush" / "compose")
    options = parser.parse_args()
    if shutil.which("go") is None:
        print("✗ go is not installed\n  → apt-get install golang")
        return 1
    reader = built(options.programs.absolute())
    figures = Figures(f"compose: read by compose-go {VERSION}")
    for profile, least in SERVICES.items():
        told = read(reader, profile, ROOT / "docker-compose.yml")
        print(f"{profile}: {' '.join(told.stdout.split())}{told.stderr}")
        figures.equals(f"{profile}: read without an error", told.returncode == 0, 1)
        figures.at_least(f"{profile}: services", len(told.stdout.split()), least)
    wrong = options.programs / "wrong.yml"
    wrong.write_text("services: {one: {image: x, imgae: y}}\n")
    figures.equals(
        "a misspelt key, read without an error", not read(reader, "", wrong).returncode, 0
    )
    return figures.finish()


def built(folder: Path) -> Path:
    """Return the program; it is built where it is not there."""
    program = folder / f"config-{VERSION}"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "config.go", folder / "main.go")
        (folder / "go.mod").write_text(
            f"module chatbrush.dev/compose\nrequire {LIBRARY} {VERSION}\n"
        )
        for words in (("mod", "tidy"), ("build", "-o", str(program), ".")):
            subprocess.run(["go", *words], cwd=folder, check=True)
    return program


def read(reader: Path, profile: str, file: Path) -> subprocess.CompletedProcess[str]:
    """Have it read a file."""
    command = [str(reader), profile, str(file)]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))


if __name__ == "__main__":
    sys.exit(main())
