"""A server of S3 for the tests, with its buckets in a folder that is thrown away afterwards."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

from launcher import processes, shell
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.run import ports

PROGRAM = "versitygw"
VERSION = "v1.8.0"
MODULE = f"github.com/versity/versitygw/cmd/versitygw@{VERSION}"
INSTALL = f"go install {MODULE}"
KEY = "chatbrush"
SECRET = "for-tests-only"


def find(layout: Layout) -> Path | None:
    """Return the server where it is on the PATH, where Go puts it, or was built for the tests."""
    places = [*os.get_exec_path(), str(Path.home() / "go" / "bin"), str(_built(layout))]
    found = shutil.which(PROGRAM, path=os.pathsep.join(places))
    return Path(found) if found else None


def prepare(layout: Layout) -> str:
    """Build it where it is missing, a minute or two, once; return why there is none, or nothing."""
    if find(layout) is not None:
        return ""
    if shutil.which("go") is None:
        return f"no {PROGRAM}, and no Go to build it ({INSTALL})"
    log = layout.log("go")
    environment = {**os.environ, "GOBIN": str(_built(layout))}
    if shell.run_logged(INSTALL.split(), log, layout.tools, environment) != 0:
        return f"{INSTALL} failed, see {log}"
    return ""


def _built(layout: Layout) -> Path:
    return layout.shared / "versitygw" / VERSION


class BucketServer:
    """One running server on a free port of the loopback address."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        program = None if (fault := prepare(layout)) else find(layout)
        if program is None:
            raise LauncherError(f"There is no server of S3: {fault}.", INSTALL)
        self._program = program
        self._folder = Path(tempfile.mkdtemp(prefix="chatbrush-s3-"))
        self._port = ports.any_free(set())
        self._identity: processes.Identity | None = None

    @property
    def folder(self) -> Path:
        """Where it has its buckets, each a folder."""
        return self._folder / "buckets"

    @property
    def endpoint(self) -> str:
        """The address for clients."""
        return f"http://{ports.LOOPBACK}:{self._port}"

    @property
    def url(self) -> str:
        """The address with key and secret."""
        return f"http://{KEY}:{SECRET}@{ports.LOOPBACK}:{self._port}"

    def variables(self, bucket: str) -> dict[str, str]:
        """Return those of a gateway that keeps its pictures in that bucket of it."""
        return {
            "CHATBRUSH_STORAGE_PICTURES": "s3",
            "CHATBRUSH_S3_BUCKET": bucket,
            "CHATBRUSH_S3_ENDPOINT": self.endpoint,
            "CHATBRUSH_S3_PATH_STYLE": "true",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def start(self) -> None:
        """Start it and wait until it accepts connections."""
        self.folder.mkdir()
        log = self._layout.log("s3")
        shell.rotate(log)
        command = [
            str(self._program), "--port", f"{ports.LOOPBACK}:{self._port}", "--quiet",
            "posix", str(self.folder),
        ]  # fmt: skip
        variables = {**os.environ, "ROOT_ACCESS_KEY": KEY, "ROOT_SECRET_KEY": SECRET}
        self._identity = processes.start(command, variables, log, self._layout.tools, self._folder)
        if not shell.wait_until(self._accepts, 30.0):
            raise LauncherError(f"{PROGRAM} does not start. The end of {log}:\n{shell.tail(log)}")

    def stop(self) -> None:
        """Stop the server and remove the buckets."""
        if self._identity is not None:
            processes.stop(processes.family(self._identity), patience=5.0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _accepts(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((ports.LOOPBACK, self._port)) == 0
