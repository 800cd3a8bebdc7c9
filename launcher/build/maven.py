"""Builds the Java services: only what changed, without the network when that is possible."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from launcher import shell, stamps
from launcher.build import java, modules
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.output import Step

OFFLINE_MISS = ("in offline mode", "has not been downloaded from it before", "is offline")
ONLINE = "Some libraries are not on this machine yet: Maven downloads them."
MODULE_LINE = re.compile(r"\[INFO\] Building (\S+) \S+\s+\[\d+/\d+\]")
PHASE_LINE = re.compile(r"\[INFO\] --- (?:\S+:)?(\S+?):\S+:(\S+) .*@ (\S+) ---")


def prepare(layout: Layout, tell: Callable[[str], None]) -> str:
    """Package the services whose sources changed, and copy each to where it runs from."""
    known = modules.read(layout)
    stale = modules.outdated(layout, known)
    if stale:
        everything = len(stale) == len(modules.SERVICES)
        chosen = [] if everything else ["-pl", ",".join(stale), "-am"]
        code, log = maven(layout, [*chosen, "-DskipTests", "package"], "build", tell)
        if code != 0:
            raise build_fault(log)
        mark_built(stale, known)
    for name in modules.SERVICES:
        copy_app(layout, known[name])
    return "built: " + ", ".join(stale) if stale else "nothing changed"


def mark_built(built: dict[str, str], known: dict[str, modules.Module]) -> None:
    """Note that these services were built from the sources with these hashes."""
    for name, value in built.items():
        stamps.write(known[name].stamp, value)


def copy_app(layout: Layout, module: modules.Module) -> None:
    """Bring the runnable copy up to date; a half-made copy is never seen."""
    wanted = stamps.read(module.stamp)
    target = layout.apps / module.name
    if wanted is not None and stamps.read(target / "chatbrush.stamp") == wanted:
        return
    fresh = layout.apps / f"{module.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(module.app, fresh)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise LauncherError(
            f"Copying {module.app} to {fresh} failed: {error}.", "look at the free space (df -h)"
        ) from error
    stamps.write(fresh / "chatbrush.stamp", str(wanted))
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def maven(
    layout: Layout,
    arguments: Iterable[str],
    log_name: str,
    tell: Callable[[str], None],
    environment: dict[str, str] | None = None,
) -> tuple[int, Path]:
    """Run Maven in the repository; offline first, with the network when something is missing.

    tell gets each line of progress. Returns the exit code and the log.
    """
    jdk = java.find_jdk()
    found = java.find_maven(jdk)
    if jdk is None or found is None:
        raise LauncherError("Java or Maven is missing.", "./chatbrush doctor")
    log = layout.log(log_name)
    shell.rotate(log)
    command = [found[0], "-B", "-ntp", "-Dstyle.color=never"]
    variables = {**java.java_environment(jdk), **(environment or {})}
    missed: list[str] = []

    def follow(line: str) -> None:
        if any(words in line for words in OFFLINE_MISS):
            missed.append(line)
        tell(line)

    for mode in (["-o"], []):
        code = shell.run_logged(
            [*command, *mode, *arguments], log, layout.tools, variables, layout.repository, follow
        )
        if code == 0 or not missed:
            return code, log
        tell(ONLINE)
        missed.clear()
    return code, log


def show(step: Step) -> Callable[[str], None]:
    """Return a reader of Maven's lines that shows modules and phases on the progress line."""

    def tell(line: str) -> None:
        if line.startswith(ONLINE):
            step.detail("downloading libraries")
        elif match := MODULE_LINE.match(line):
            step.detail(match.group(1))
        elif match := PHASE_LINE.match(line):
            step.detail(f"{match.group(3)}: {match.group(1)} {match.group(2)}", minor=True)

    return tell


def build_fault(log: Path) -> LauncherError:
    """Return the error for a build that failed: the compiler's own lines first."""
    lines = log.read_text(errors="replace").splitlines()
    errors = [line for line in lines if line.startswith("[ERROR]") and len(line) > 8][:8]
    if not errors or any("could not transfer" in line.lower() for line in errors):
        return shell.fault("Building the services", log, "./chatbrush up")
    return LauncherError(
        "Building the services failed.\n  " + "\n  ".join(errors) + f"\n  Whole output: {log}",
        "mend the sources, then ./chatbrush up",
    )
