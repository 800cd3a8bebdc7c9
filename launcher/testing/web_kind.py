"""The checks of the web page and of the TypeScript client that it calls its server by."""

import dataclasses
import os
import shutil
import time
from pathlib import Path

from launcher import shell, stamps
from launcher.errors import LauncherError
from launcher.install import checks
from launcher.output import say
from launcher.testing.results import Result, read_reports
from launcher.testing.servers import Servers

FOLDER = Path("editor-gateway/webui")
SOURCES = (Path("editor-gateway/src/main/resources/web/app"), Path("clients/typescript/src"))
CHECKS = ("types", "generated", "lint", "format:check")


def exists(servers: Servers) -> bool:
    """Return True when the page has checks of its own."""
    return (servers.layout.repository / FOLDER / "package.json").exists()


def tests(servers: Servers) -> Result:
    """Run them; each check counts as one test."""
    began = time.monotonic()
    layout = servers.layout
    folder = layout.repository / FOLDER
    log = layout.log("test-web")
    shell.rotate(log)
    install(servers, log)
    failed = [
        name
        for name in CHECKS
        if shell.run_logged(["npm", "run", name], log, layout.tools, folder=folder, on_line=say)
    ]
    report = layout.run / "reports" / "web.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = ["node", "--import", "tsx", "--test"]
    command += ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    command += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    for sources in SOURCES:
        command += map(str, sorted((layout.repository / sources).rglob("*.test.ts")))
    quiet = {**os.environ, "NO_COLOR": "1"}
    code = shell.run_logged(command, log, layout.tools, quiet, folder, say)
    reports = [report] if report.exists() else []
    units = read_reports("web", reports, code, time.monotonic() - began)
    return dataclasses.replace(
        units,
        run=units.run + len(CHECKS),
        failed=units.failed + len(failed),
        note=units.note or " and ".join(failed),
    )


def install(servers: Servers, log: Path) -> None:
    """Install what the lock file names, unless that was done."""
    folder = servers.layout.repository / FOLDER
    if shutil.which("npm") is None:
        raise LauncherError("The page's tests need Node and npm.", checks.install_line("npm"))
    done = folder / "node_modules" / "chatbrush.stamp"
    wanted = stamps.of_tree([folder / "package-lock.json"])
    if stamps.read(done) == wanted:
        return
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    if shell.run_logged(command, log, servers.layout.tools, folder=folder) != 0:
        raise shell.fault("npm ci", log, "./chatbrush test web")
    stamps.write(done, wanted)
