"""Finds a JDK and Maven that really run."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

JDK_WANTED = 17
MAVEN_WANTED = (3, 8, 6)


@dataclass(frozen=True)
class Jdk:
    """A Java development kit: its folder and its feature version (17, 21, …)."""

    home: Path
    version: int

    @property
    def java(self) -> Path:
        """The launcher of the JVM."""
        return self.home / "bin" / "java"


def output_of(command: list[str], environment: dict[str, str] | None = None) -> str | None:
    """Output and errors of a short command, None when it does not run or fails."""
    try:
        reply = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=60,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return reply.stdout + reply.stderr if reply.returncode == 0 else None


def java_version(text: str) -> int | None:
    """Return the feature version in the output of `java -version` (1.8 counts as 8)."""
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match.group(1)) if match else None


@lru_cache
def find_jdk() -> Jdk | None:
    """Return the first JDK of 17 or newer: JAVA_HOME, the PATH, the usual folder."""
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    if on_path := shutil.which("javac"):
        homes.append(Path(on_path).resolve().parent.parent)
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        if not (home / "bin" / "javac").exists():
            continue
        version = java_version(output_of([str(home / "bin" / "java"), "-version"]) or "")
        if version is not None and version >= JDK_WANTED:
            return Jdk(home, version)
    return None


def find_maven(jdk: Jdk | None) -> tuple[str, tuple[int, ...]] | None:
    """Return the `mvn` on the PATH and its version, None when there is none that runs."""
    maven = shutil.which("mvn")
    if maven is None:
        return None
    text = output_of([maven, "-B", "--version"], java_environment(jdk)) or ""
    match = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", text)
    return (maven, tuple(int(part) for part in match.groups())) if match else None


def java_environment(jdk: Jdk | None) -> dict[str, str]:
    """Return the environment with JAVA_HOME set to this JDK."""
    environment = dict(os.environ)
    if jdk is not None:
        environment["JAVA_HOME"] = str(jdk.home)
    return environment
