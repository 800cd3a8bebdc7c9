"""Finds a CPython 3.10 to 3.12 that really runs and has its shared library.

Triton's Python stub is linked against libpython3.x.so, and a name on the PATH proves nothing
(a shim of a version manager stands there for versions that are not switched on): each
candidate is asked.
"""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

VERSIONS = ("3.12", "3.11", "3.10")
PROBE = """
import ensurepip, json, platform, sys, sysconfig, venv
print(json.dumps({
    "version": "%d.%d" % sys.version_info[:2],
    "implementation": platform.python_implementation(),
    "executable": sys.executable,
    "base": sys.base_prefix,
    "folder": sysconfig.get_config_var("LIBDIR"),
    "multiarch": sysconfig.get_config_var("MULTIARCH"),
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python that Triton can use. library_folder holds libpython3.x.so.1.0."""

    executable: Path
    version: str
    library_folder: Path


@dataclass(frozen=True)
class Rejected:
    """A Python that cannot be used, and why."""

    path: Path
    reason: str


def candidates(versions: tuple[str, ...]) -> list[Path]:
    """List where a Python may be: the PATH, then uv's, then pyenv's; the newest first in each."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python")
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    path = [Path(folder) for folder in os.get_exec_path() if folder]
    places = [(version, folder) for version in versions for folder in path]
    for root, pattern in ((uv, "cpython-{}*/bin"), (pyenv, "{}.*/bin")):
        for version in versions:
            folders = sorted(root.glob(pattern.format(version)), reverse=True)
            places += [(version, folder) for folder in folders]
    paths = [folder / f"python{version}" for version, folder in places]
    return [path for path in dict.fromkeys(paths) if os.access(path, os.X_OK)]


def probe(path: Path) -> Interpreter | Rejected:
    """Ask one candidate what it is."""
    try:
        reply = subprocess.run(
            [str(path), "-I", "-c", PROBE],
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Rejected(path, f"it does not run ({error})")
    if reply.returncode != 0:
        last = reply.stderr.strip().splitlines() or ["no message"]
        if "ensurepip" in reply.stderr or "venv" in last[-1]:
            return Rejected(path, "its venv module is missing")
        return Rejected(path, f"it does not run ({last[0]})")
    try:
        facts = json.loads(reply.stdout)
    except json.JSONDecodeError:
        return Rejected(path, f"it answers {reply.stdout[:80]!r} instead of its version")
    if facts["implementation"] != "CPython":
        return Rejected(path, f"it is {facts['implementation']}, CPython is needed")
    if facts["version"] not in VERSIONS:
        return Rejected(path, f"it is Python {facts['version']}")
    folder = library_folder(facts)
    if folder is None:
        return Rejected(path, f"it has no shared library libpython{facts['version']}.so.1.0")
    return Interpreter(Path(facts["executable"]), facts["version"], folder)


def library_folder(facts: dict[str, str | None]) -> Path | None:
    """Return the folder of libpython3.x.so.1.0, None when it was built without one."""
    library = Path(str(facts["base"])) / "lib"
    folders = [Path(str(facts["folder"])), library, library / str(facts["multiarch"])]
    for folder in folders:
        if (folder / f"libpython{facts['version']}.so.1.0").exists():
            return folder
    return None


def find(versions: tuple[str, ...] = VERSIONS) -> tuple[Interpreter | None, list[Rejected]]:
    """Return the best usable interpreter, and those that were turned down before it."""
    rejected: list[Rejected] = []
    for path in candidates(versions):
        found = probe(path)
        if isinstance(found, Rejected):
            rejected.append(found)
        elif found.version in versions:
            return found, rejected
    return None, rejected


def require(versions: tuple[str, ...] = VERSIONS) -> Interpreter:
    """Return the best usable interpreter, or raise a LauncherError that lists what was tried."""
    found, rejected = find(versions)
    if found is not None:
        return found
    raise LauncherError(explain(versions, rejected), remedy(rejected))


def explain(versions: tuple[str, ...], rejected: list[Rejected]) -> str:
    """One sentence, then each Python that was looked at."""
    lines = [
        f"No usable Python {' or '.join(versions)} was found (Triton's Python models need it)."
    ]
    lines += [f"  {item.path}: {item.reason}" for item in rejected]
    return "\n".join(lines)


def remedy(rejected: list[Rejected]) -> str:
    """Return the nearest way to a usable Python."""
    for item in rejected:
        version = item.path.name.removeprefix("python")
        if "venv" in item.reason and Path("/usr/bin") == item.path.parent:
            return f"sudo apt-get install python{version}-venv"
        if "shared library" in item.reason and Path("/usr/bin") == item.path.parent:
            return f"sudo apt-get install libpython{version}"
    return "uv python install 3.12    (uv comes with: pip install uv)"
