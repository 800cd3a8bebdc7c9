"""What this machine must have, and what to type when it lacks something."""

import os
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher.build import java
from launcher.errors import LauncherError
from launcher.install import environment, interpreter
from launcher.layout import Layout

GIB = 1024**3
GLIBC_WANTED = (2, 35)
# Environment 0.4 GB, server 0.2, weights and models 0.2, services 0.4, Maven's libraries 0.8.
DISK_FIRST_RUN = 3 * GIB
DISK_LATER = GIB // 2
MEMORY_WANTED = 4 * GIB
SHARED_MEMORY_WANTED = GIB // 4

PACKAGES = {
    "apt-get": {"jdk": "openjdk-17-jdk-headless", "maven": "maven", "npm": "npm"},
    "dnf": {"jdk": "java-17-openjdk-devel", "maven": "maven", "npm": "nodejs-npm"},
    "pacman": {"jdk": "jdk17-openjdk", "maven": "maven", "npm": "npm"},
    "zypper": {"jdk": "java-17-openjdk-devel", "maven": "maven", "npm": "npm-default"},
}
INSTALL = {"pacman": "pacman -S", "zypper": "zypper install"}


@dataclass(frozen=True)
class Check:
    """One finding. remedy: what to type when it is not good."""

    title: str
    good: bool
    found: str
    remedy: str = ""


def install_line(*things: str) -> str:
    """Return the command that installs these things on this machine."""
    for manager, names in PACKAGES.items():
        if shutil.which(manager):
            sudo = "" if os.geteuid() == 0 else "sudo "
            verb = INSTALL.get(manager, f"{manager} install")
            return f"{sudo}{verb} " + " ".join(names.get(thing, thing) for thing in things)
    return "install " + ", ".join(things) + " with this machine's package manager"


def check_platform() -> Check:
    """Linux on x86-64 with glibc 2.35 or newer: what the server of the wheel was built for."""
    system, machine = platform.system(), platform.machine()
    library, version = platform.libc_ver()
    found = f"{system} {machine}, {library or 'no glibc'} {version}".strip()
    numbers = tuple(int(part) for part in version.split(".")[:2]) if library == "glibc" else ()
    good = system == "Linux" and machine == "x86_64" and numbers >= GLIBC_WANTED
    remedy = (
        "use Linux on x86-64 with glibc 2.35 or newer (Debian 12, Ubuntu 22.04, Fedora 36), "
        "or a Triton elsewhere: ./chatbrush up --triton HOST:PORT"
    )
    return Check("Linux x86-64, glibc ≥ 2.35", good, found, remedy)


def check_jdk() -> Check:
    """Return a JDK of 17 or newer."""
    jdk = java.find_jdk()
    found = f"{jdk.version} in {jdk.home}" if jdk else "none found"
    return Check("JDK ≥ 17", jdk is not None, found, install_line("jdk"))


def check_maven() -> Check:
    """Maven 3.8.6 or newer."""
    maven = java.find_maven(java.find_jdk())
    good = maven is not None and maven[1] >= java.MAVEN_WANTED
    found = ".".join(map(str, maven[1])) + f" at {maven[0]}" if maven else "none that runs"
    return Check("Maven ≥ 3.8.6", good, found, install_line("maven"))


def check_python() -> Check:
    """Return a Python that Triton's stub can load."""
    found, rejected = interpreter.find()
    title = "Python 3.10–3.12 with shared library"
    if found is not None:
        return Check(title, True, f"{found.version} at {found.executable}")
    reasons = "; ".join(f"{item.path}: {item.reason}" for item in rejected) or "none found"
    return Check(title, False, reasons, interpreter.remedy(rejected))


def check_npm() -> Check:
    """Node's package manager fetches some of the weights."""
    text = java.output_of(["npm", "--version"])
    found = text.split()[0] if text else "none that runs"
    return Check("npm (fetches weights)", text is not None, found, install_line("npm"))


def check_disk(layout: Layout) -> Check:
    """Room for what is not there yet."""
    folder = layout.home
    while not folder.exists():
        folder = folder.parent
    wanted = DISK_LATER if environment.stamp(layout).exists() else DISK_FIRST_RUN
    free = shutil.disk_usage(folder).free
    remedy = f"free some space on the disk of {folder}, or set CHATBRUSH_HOME to a folder elsewhere"
    return Check(f"disk ≥ {wanted / GIB:.1f} GB free", free >= wanted, _gib(free), remedy)


def check_writable(layout: Layout) -> Check:
    """Return the state folder can be written."""
    folder = layout.home
    while not folder.exists():
        folder = folder.parent
    good = os.access(folder, os.W_OK)
    return Check("state folder", good, str(layout.home), "set CHATBRUSH_HOME to a folder of yours")


def check_memory() -> Check:
    """Room for the models and three services."""
    total = _memory("MemTotal")
    remedy = "use a machine with more memory, or a Triton elsewhere (--triton HOST:PORT)"
    title = f"memory ≥ {MEMORY_WANTED / GIB:.0f} GB"
    return Check(title, total >= MEMORY_WANTED * 0.9, f"{_gib(total)} in all", remedy)


def check_shared_memory() -> Check:
    """Triton hands tensors to Python through /dev/shm."""
    free = shutil.disk_usage("/dev/shm").free if Path("/dev/shm").is_dir() else 0
    remedy = "mount -o remount,size=1G /dev/shm   (in a container: --shm-size=1g)"
    title = "/dev/shm ≥ 0.25 GB free"
    return Check(title, free >= SHARED_MEMORY_WANTED, _gib(free), remedy)


def _memory(name: str) -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0


def _gib(amount: int) -> str:
    return f"{amount / GIB:.1f} GB"


def all_checks(layout: Layout, own_triton: bool = True) -> list[Callable[[], Check]]:
    """Return the checks that matter, in the order in which a person would mend them.

    own_triton: False when a Triton elsewhere is used, which needs no Python, glibc or weights.
    """
    checks: list[Callable[[], Check]] = [check_jdk, check_maven]
    if own_triton:
        checks = [check_platform, *checks, check_python, check_shared_memory]
        if not any(layout.weights.glob("*")):
            checks.append(check_npm)
    return [*checks, lambda: check_writable(layout), lambda: check_disk(layout), check_memory]


def require(layout: Layout, own_triton: bool) -> str:
    """Raise a LauncherError that names everything that is missing. Returns a short summary."""
    results = [check() for check in all_checks(layout, own_triton)]
    missing = [result for result in results if not result.good]
    if not missing:
        return f"{len(results)} checks"
    if len(missing) == 1:
        only = missing[0]
        raise LauncherError(f"This machine lacks: {only.title} ({only.found}).", only.remedy)
    lines = [f"  {item.title} ({item.found})\n    To do: {item.remedy}" for item in missing]
    raise LauncherError("This machine lacks:\n" + "\n".join(lines), "then run the command again")
