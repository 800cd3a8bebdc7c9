"""Unpacks NVIDIA's tritonserver out of the wheel nvidia-pytriton.

Only the server, its libraries and the Python backend are taken; the package itself is not
installed. `python -m launcher.triton_install --home DIR --python INTERPRETER` does the same
for a container image.
"""

import argparse
import shutil
import sys
import zipfile
from pathlib import Path

from launcher import shell, stamps
from launcher.errors import LauncherError
from launcher.install import environment
from launcher.install.interpreter import Interpreter, Rejected, probe
from launcher.layout import REPOSITORY, Layout

LOCK = Path(__file__).with_name("triton.lock")
SERVER = "pytriton/tritonserver"
LIBRARIES = "nvidia_pytriton.libs/"
PROGRAMS = ("bin/tritonserver", "backends/python/triton_python_backend_stub")


def target_of(name: str, version: str) -> str | None:
    """Where a file of the wheel belongs below the server's folder, None when it is not needed."""
    stub = f"{SERVER}/python_backend_stubs/{version}/"
    if name.endswith("/"):
        return None
    if name.startswith(LIBRARIES):
        return "lib/" + name.removeprefix(LIBRARIES)
    if name.startswith(stub):
        return "backends/python/" + name.removeprefix(stub)
    if name.startswith((f"{SERVER}/bin/", f"{SERVER}/backends/python/")):
        return name.removeprefix(f"{SERVER}/")
    return None


def prepare(layout: Layout, python: Path) -> str:
    """Download and unpack the server unless it is there. Returns what was done.

    python: the interpreter of the environment that the models will run in.
    """
    interpreter = interpreter_of(python)
    stamp = layout.triton / "chatbrush.stamp"
    wanted = stamps.of_text(LOCK.read_text(), interpreter.version)
    if stamps.read(stamp) == wanted:
        return "ready"
    fresh = layout.triton.with_name("triton.new")
    shutil.rmtree(fresh, ignore_errors=True)
    wheel = download(layout, python)
    try:
        unpack(wheel, fresh, interpreter.version)
    except (OSError, zipfile.BadZipFile) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise LauncherError(
            f"Unpacking {wheel.name} failed: {error}.",
            "look at the free space (df -h), then run the same command again",
        ) from error
    stamps.write(fresh / stamp.name, wanted)
    shutil.rmtree(layout.triton, ignore_errors=True)
    fresh.rename(layout.triton)
    shutil.rmtree(wheel.parent)
    return "unpacked"


def interpreter_of(python: Path) -> Interpreter:
    """Return what the environment's interpreter is; the stub must be the one of its version."""
    found = probe(python)
    if isinstance(found, Rejected):
        raise LauncherError(
            f"{python} cannot run Triton's Python models: {found.reason}.",
            f"rm -r {python.parent.parent}, then run the same command again",
        )
    return found


def download(layout: Layout, python: Path) -> Path:
    """Fetch the wheel with pip, which compares its SHA-256 with the lock file."""
    folder = layout.shared / "download"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = layout.log("triton-install")
    command = [str(python), "-m", "pip", "download", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar=off", "-d", str(folder), "-r", str(LOCK)]
    if shell.run_logged(command, log, layout.tools) != 0:
        shutil.rmtree(folder, ignore_errors=True)
        again = "run the same ./chatbrush command again"
        raise shell.fault("Downloading the Triton server", log, again)
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        found = f"Expected one wheel in {folder}, found {len(wheels)}."
        raise LauncherError(found, f"rm -r {folder}")
    return wheels[0]


def unpack(wheel: Path, folder: Path, version: str) -> None:
    """Copy the needed files of the wheel into `folder` (bin, lib, backends/python)."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            target = target_of(entry.filename, version)
            if target is None:
                continue
            path = folder / target
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, path.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
    for program in PROGRAMS:
        (folder / program).chmod(0o755)


def main() -> int:
    """Unpack the server for a container image."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="unpacks into HOME/triton")
    parser.add_argument("--python", type=Path, required=True, help="interpreter of the models")
    options = parser.parse_args()
    layout = Layout(REPOSITORY, options.home, options.home)
    try:
        print(f"Triton server: {prepare(layout, options.python)} in {layout.triton}")
        environment.write_stub_file(options.python)
    except LauncherError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    shutil.rmtree(layout.run, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
