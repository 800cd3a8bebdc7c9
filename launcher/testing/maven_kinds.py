"""The kinds of tests that Maven runs: one for each module, and the browser."""

import re
import time
from pathlib import Path

from launcher.build import maven, modules
from launcher.errors import LauncherError
from launcher.output import say
from launcher.testing import bucket_server
from launcher.testing.results import Result, read_reports
from launcher.testing.servers import Servers

SHOWN = re.compile(r"Tests run:|\[ERROR\]|\[INFO\] Building |BUILD |^Some libraries")
BROKEN = re.compile(r"\[ERROR\] Failed to execute goal .* on project ([\w.-]+):")
BROWSER_MODULE = "editor-gateway"


def testable(servers: Servers) -> list[str]:
    """List the modules that have tests."""
    known = modules.read(servers.layout)
    return [name for name, module in known.items() if (module.folder / "src" / "test").is_dir()]


def tests(servers: Servers, chosen: list[str], quick: bool) -> list[Result]:
    """Run `verify` of these modules: compiler, tests, formatter. A failed test stops no other."""
    layout = servers.layout
    known = modules.read(layout)
    groups = "triton,postgres,s3,e2e" if quick else "e2e"
    tags = set() if quick else {tag for name in chosen for tag in tags_of(known[name].folder)}
    unserved = bucket_server.prepare(layout) if "s3" in tags else ""
    if unserved:
        groups += ",s3"
        tags.remove("s3")
    variables = server_variables(servers, tags)
    whole = set(chosen) >= set(testable(servers))
    if not whole:
        install_needs(servers, chosen)
    for name in chosen:
        remove_reports(known[name].folder)
    stale = modules.outdated(layout, known)
    arguments = ["-fae", "-Dmaven.test.failure.ignore=true", f"-DexcludedGroups={groups}"]
    arguments += ["verify"] if whole else ["-pl", ",".join(chosen), "verify"]
    code, log = maven.maven(layout, arguments, "test-maven", show, variables)
    broken = set(BROKEN.findall(log.read_text(errors="replace")))
    results = []
    for name in chosen:
        found = reports(known[name].folder)
        seconds = sum(seconds_of(path) for path in found)
        results.append(read_reports(name, found, 1 if name in broken else 0, seconds))
    if unserved:
        results.append(Result.not_run("s3", unserved))
    if code == 0 and whole:
        maven.mark_built(stale, known)
    elif code != 0 and not any(result.failed for result in results):
        results.append(Result.broken("maven", f"the build failed, see {log}"))
    return results


def server_variables(servers: Servers, tags: set[str]) -> dict[str, str]:
    """Start the servers that these tags ask for."""
    variables = {}
    if "triton" in tags:
        variables["CHATBRUSH_TRITON"] = servers.triton()
        # For tests that start, stop and break a server of their own.
        variables["CHATBRUSH_TRITON_HOME"] = str(servers.layout.shared)
    if "postgres" in tags:
        variables["CHATBRUSH_POSTGRES"] = servers.postgres()
    if "s3" in tags:
        bucket = servers.bucket()
        variables["CHATBRUSH_S3"] = bucket.url
        variables["CHATBRUSH_S3_FOLDER"] = str(bucket.folder)
    return variables


def tags_of(folder: Path) -> set[str]:
    """Return the JUnit tags that appear in a module's tests."""
    found: set[str] = set()
    for source in (folder / "src" / "test").rglob("*.java"):
        found.update(re.findall(r'@Tag\("(\w+)"\)', source.read_text(errors="replace")))
    return found


def install_needs(servers: Servers, chosen: list[str]) -> None:
    """Put what these modules need into Maven's local folder, as it is now."""
    known = modules.read(servers.layout)
    needs = {need for name in chosen for need in modules.closure(name, known)} - set(chosen)
    if not needs:
        return
    arguments = ["-DskipTests", "-pl", ",".join(sorted(needs)), "-am", "install"]
    code, log = maven.maven(servers.layout, arguments, "test-needs", show)
    if code != 0:
        raise maven.build_fault(log)


def browser(servers: Servers) -> Result:
    """Start the whole stack and run the browser's tests against it."""
    began = time.monotonic()
    variables = {
        "CHATBRUSH_CHROMIUM": servers.chromium(),
        "CHATBRUSH_URL": servers.whole_stack(),
        "CHATBRUSH_HOME": str(servers.layout.home),
        "CHATBRUSH_SHARED": str(servers.layout.shared),
    }
    folder = servers.layout.repository / BROWSER_MODULE
    remove_reports(folder)
    arguments = ["-pl", BROWSER_MODULE, "-am", "-Dgroups=e2e"]
    arguments += ["-DexcludedGroups=page", "test"]  # those are long: ./chatbrush verify page
    code, _ = maven.maven(servers.layout, arguments, "test-e2e", show, variables)
    return read_reports("e2e", reports(folder), code, time.monotonic() - began)


def reports(folder: Path) -> list[Path]:
    """List the JUnit reports of a module."""
    return sorted((folder / "target" / "surefire-reports").glob("TEST-*.xml"))


def remove_reports(folder: Path) -> None:
    """Forget earlier runs: only what runs now is counted."""
    for report in reports(folder):
        report.unlink()


def seconds_of(report: Path) -> float:
    """Return how long the suite of a report took."""
    match = re.search(r'<testsuite[^>]* time="([\d.,]+)"', report.read_text(errors="replace"))
    return float(match.group(1).replace(",", "")) if match else 0.0


def show(line: str) -> None:
    """Print the lines of Maven that tell how it goes."""
    if SHOWN.search(line):
        say(line)


def require_tests(servers: Servers, name: str) -> None:
    """Raise a LauncherError for a module without tests."""
    if name not in testable(servers):
        raise LauncherError(f"{name} has no tests of its own.", f"add {name}/src/test")
