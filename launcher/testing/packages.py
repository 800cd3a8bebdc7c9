"""Programs that only tests need: installed when that can be done here, else named."""

import os
import shutil
import threading
from pathlib import Path

from launcher import shell
from launcher.errors import LauncherError
from launcher.layout import Layout

# What to look for (the first that is there), and the Debian package that has it.
CHROMIUM = (("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), "chromium")
FIREFOX = (("firefox-esr", "firefox"), "firefox-esr")
POSTGRES = (("initdb",), "postgresql")
PSQL = (("psql",), "postgresql-client")
KUBECTL = (("kubectl",), "kubernetes-client")
PROMTOOL = (("promtool",), "prometheus")

# dpkg refuses a second at once.
_ONE_AT_A_TIME = threading.Lock()

Program = tuple[tuple[str, ...], str]


def find(program: Program) -> Path | None:
    """Return the program on the PATH or where Debian and Fedora put PostgreSQL's."""
    folders = os.get_exec_path()
    folders += sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    folders += sorted(map(str, Path("/usr").glob("pgsql-*/bin")), reverse=True)
    for name in program[0]:
        if found := shutil.which(name, path=os.pathsep.join(folders)):
            return Path(found)
    return None


def require(layout: Layout, *programs: Program) -> list[Path]:
    """Return these programs; install the missing ones (root on Debian) or say how."""
    with _ONE_AT_A_TIME:
        missing = [program[1] for program in programs if find(program) is None]
        if missing:
            install(layout, missing)
    found = [find(program) for program in programs]
    if None in found:
        raise LauncherError(
            f"{' and '.join(missing)} cannot be found after the installation.",
            "./chatbrush test again, or install it by hand",
        )
    return [path for path in found if path is not None]


def install(layout: Layout, missing: list[str]) -> None:
    """Install Debian packages."""
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise LauncherError(
            f"These tests need {' and '.join(missing)}.",
            f"sudo {line}    (or the same with your package manager)",
        )
    log = layout.log("apt")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = line.split()
    if shell.run_logged(command, log, layout.tools, environment) == 0:
        return
    shell.run_logged(["apt-get", "update"], log, layout.tools, environment)
    if shell.run_logged(command, log, layout.tools, environment) != 0:
        raise shell.fault(f"Installing {' and '.join(missing)}", log, line)
