"""A PostgreSQL cluster for the tests, thrown away afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from launcher import processes, shell
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.run import ports
from launcher.testing import packages

USER = "chatbrush"
PASSWORD = "for-tests-only"


class Cluster:
    """One running cluster on a free port of the loopback address."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._programs = packages.require(layout, packages.POSTGRES)[0].parent
        # Not below the state folder: the user postgres may not be allowed to enter that.
        self._folder = Path(tempfile.mkdtemp(prefix="chatbrush-postgres-"))
        self._port = ports.choose(5432, set())
        self._identity: processes.Identity | None = None

    @property
    def url(self) -> str:
        """The JDBC address with user and password."""
        return f"jdbc:postgresql://{self._address}/postgres?user={USER}&password={PASSWORD}"

    @property
    def variables(self) -> dict[str, str]:
        """What the environment of a gateway tells that keeps its rows here."""
        return self.variables_of("postgres")

    def variables_of(self, database: str) -> dict[str, str]:
        """Return the same for another database of the cluster."""
        return {
            "CHATBRUSH_STORAGE_DATABASE": "postgresql",
            "CHATBRUSH_STORAGE_POSTGRESQL_URL": f"jdbc:postgresql://{self._address}/{database}",
            "CHATBRUSH_STORAGE_POSTGRESQL_USERNAME": USER,
            "CHATBRUSH_STORAGE_POSTGRESQL_PASSWORD": PASSWORD,
        }

    @property
    def _address(self) -> str:
        return f"{ports.LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Make the cluster and wait until it accepts connections."""
        log = self._layout.log("postgres")
        shell.rotate(log)
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        if os.geteuid() == 0:
            account = _account()
            for path in (self._folder, secret):
                os.chown(path, account.pw_uid, account.pw_gid)
        made = subprocess.run(
            self._as_user(
                "initdb", f"--pgdata={self._folder / 'data'}", f"--username={USER}", "--no-sync",
                "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C",
            ),
            capture_output=True, text=True, cwd=self._folder, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        log.write_text(made.stdout + made.stderr)
        if made.returncode != 0:
            raise LauncherError(f"Making a PostgreSQL cluster failed:\n{shell.tail(log)}")
        self.resume()

    def resume(self) -> None:
        """Start the server on the cluster that is there, and wait until it accepts connections."""
        log = self._layout.log("postgres")
        self._identity = processes.start(
            self._as_user(
                "postgres", "-D", str(self._folder / "data"), "-p", str(self._port),
                "-h", ports.LOOPBACK, "-k", str(self._folder), "-c", "fsync=off",
            ),
            os.environ, log, self._layout.tools, self._folder,
        )  # fmt: skip
        if not shell.wait_until(self._accepts, 60.0):
            raise LauncherError(f"PostgreSQL does not start. The end of {log}:\n{shell.tail(log)}")

    def run(self, statement: str) -> None:
        """Have it carry out one statement, by psql."""
        done = subprocess.run(
            [*self._psql(), "--set=ON_ERROR_STOP=1", "-qc", statement],
            env=self._known(), capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise LauncherError(f"{statement}: {done.stderr.strip()}")

    def session(self, statements: str) -> "subprocess.Popen[bytes]":
        """Have a session of its own carry out these, one after another; it ends with its psql."""
        begun = subprocess.Popen(
            [*self._psql(), "-q"],
            env=self._known(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        assert begun.stdin is not None
        begun.stdin.write(statements.encode())
        begun.stdin.flush()
        return begun

    def _psql(self) -> list[str]:
        return ["psql", "-h", ports.LOOPBACK, "-p", str(self._port), "-U", USER, "postgres"]

    def _known(self) -> dict[str, str]:
        return {**os.environ, "PGPASSWORD": PASSWORD}

    def halt(self) -> None:
        """Stop the server and keep the cluster, as when its machine is away."""
        if self._identity is not None:
            processes.stop(processes.family(self._identity), patience=5.0)

    def stop(self) -> None:
        """Stop the server and remove the cluster."""
        self.halt()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _as_user(self, program: str, *arguments: str) -> list[str]:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            return ["runuser", "-u", _account().pw_name, "--", *command]
        return command

    def _accepts(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((ports.LOOPBACK, self._port)) == 0


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LauncherError(
        "PostgreSQL does not run as root, and there is no user postgres.", "useradd postgres"
    )
