"""Makes the Python environment from the lock file, checked by hash."""

import shutil
from pathlib import Path

from launcher import shell, stamps
from launcher.install.interpreter import Interpreter, require
from launcher.layout import Layout

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"

# The interpreter inside Triton's Python stub is an isolated one: it ignores PYTHONPATH and
# PYTHONPYCACHEPREFIX. Lines of a .pth file run there too, so this one hands both back. The
# second matters because byte code in a model's folder makes Triton load that model again.
STUB_FILE = "chatbrush_triton_stub.pth"
STUB_LINE = (
    "import os, sys; sys.flags.isolated and ("
    'sys.path.extend(p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep)'
    " if p and p not in sys.path),"
    ' setattr(sys, "pycache_prefix", os.environ.get("PYTHONPYCACHEPREFIX")))\n'
)


def lock_file(layout: Layout, name: str) -> Path:
    """One of the lock files of tensorrt-build."""
    return layout.repository / "tensorrt-build" / name


def wanted(layout: Layout) -> str:
    """Return the stamp of an environment that fits the lock file."""
    return stamps.of_text(stamps.of_tree([lock_file(layout, RUNTIME)]), STUB_LINE)


def stamp(layout: Layout) -> Path:
    """Return the file that says from which lock file the environment was made."""
    return layout.environment / "chatbrush.stamp"


def is_current(layout: Layout) -> bool:
    """Return True when the environment fits the lock file and its interpreter still exists."""
    return layout.python.exists() and stamps.read(stamp(layout)) == wanted(layout)


def prepare(layout: Layout) -> str:
    """Make the environment unless it is current. Returns what was done, for the progress line."""
    if is_current(layout):
        return "ready"
    interpreter = require()
    make(layout.environment, interpreter, layout)
    install(layout.python, lock_file(layout, RUNTIME), layout)
    write_stub_file(layout.python)
    stamps.write(stamp(layout), wanted(layout))
    return f"Python {interpreter.version}"


def prepare_development(layout: Layout) -> str:
    """Add what the tests need; the lock file of the tests pins the same versions and more."""
    lock = lock_file(layout, DEVELOPMENT)
    value = stamps.of_text(wanted(layout), stamps.of_file(lock))
    done = layout.environment / "development.stamp"
    if stamps.read(done) == value:
        return "ready"
    install(layout.python, lock, layout)
    stamps.write(done, value)
    return "test tools added"


def make(folder: Path, interpreter: Interpreter, layout: Layout) -> None:
    """Make an empty environment; what an unfinished run left there goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    log = layout.log("python")
    command = [str(interpreter.executable), "-m", "venv", str(folder)]
    if shell.run_logged(command, log, layout.tools) != 0:
        raise shell.fault("Making the Python environment", log, "./chatbrush doctor")


def install(python: Path, lock: Path, layout: Layout, *extra: str) -> None:
    """Install a lock file; pip refuses any file whose hash is not in it."""
    log = layout.log("python")
    hashes = [] if extra else ["--require-hashes", "--only-binary=:all:"]
    command = [str(python), "-m", "pip", "install", "--no-input", "--progress-bar=off"]
    command += ["--disable-pip-version-check", *hashes, *extra, "-r", str(lock)]
    if shell.run_logged(command, log, layout.tools) != 0:
        again = "run the same ./chatbrush command again: it starts afresh from here"
        raise shell.fault(f"Installing {lock.name}", log, again)


def write_stub_file(python: Path) -> None:
    """Put the line for Triton's stub into the environment of this interpreter."""
    for packages in python.parent.parent.glob("lib/python3.*/site-packages"):
        (packages / STUB_FILE).write_text(STUB_LINE)
