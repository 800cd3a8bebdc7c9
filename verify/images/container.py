"""Runs an image as its service in docker-compose.yml says, by runc: no daemon, the same walls.

Its own user, no capability and none to be had, a read-only root, and the temporary folders that
Compose gives: writable, but nothing in them may be run.
"""

import json
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from verify.images import compose
from verify.images.engine import Engine

TEMPORARY = ["noexec", "nosuid", "nodev", "mode=1777"]  # as an engine mounts `tmpfs:`
OWN_NAMESPACES = ("mount", "pid", "ipc", "uts")  # the network is that of the proof
HOSTS = ("editor-gateway", "mask-service", "agent-service", "triton", "postgres")


class Container:
    """One service of the file, run from an image of the store."""

    def __init__(self, engine: Engine, image: str, service: compose.Service, name: str) -> None:
        self.name = name
        self.image = image
        self._engine = engine
        self._service = service
        self._bundle = engine.folder / "run" / name
        self._process: subprocess.Popen[bytes] | None = None
        self.secrets: dict[str, str] = {}
        self.replaced: dict[str, str] = {}  # variables of the file that are others here

    def start(self, command: tuple[str, ...] = ()) -> None:
        """Start it; `command` are words after its entry point."""
        shutil.rmtree(self._bundle, ignore_errors=True)
        self._bundle.mkdir(parents=True)
        settings = self._settings(list(command))
        (self._bundle / "config.json").write_text(json.dumps(settings))
        with (self._bundle / "log").open("wb") as log:
            self._process = subprocess.Popen(
                ["runc", "run", "--bundle", str(self._bundle), self.id],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    @property
    def id(self) -> str:
        """What runc knows it by."""
        return f"chatbrush-verify-{self.name}"

    def _settings(self, command: list[str]) -> dict[str, Any]:
        subprocess.run(["runc", "spec", "--bundle", str(self._bundle)], check=True)
        settings: dict[str, Any] = json.loads((self._bundle / "config.json").read_text())
        config = self._engine.config(self.image)
        root = self._engine.root_of(self.image)
        user, _, group = (config.get("User") or "0").partition(":")
        environment = dict(entry.split("=", 1) for entry in config["Env"])
        environment |= compose.environment(self._service) | self.replaced
        environment.setdefault(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        )
        settings["root"] = {
            "path": str(root),
            "readonly": self._service.get("read_only", False),
        }
        settings["process"] |= {
            "terminal": False,
            "user": {"uid": int(user), "gid": int(group or 0)},
            "args": [*(config.get("Entrypoint") or []), *(command or config.get("Cmd") or [])],
            "env": [f"{name}={value}" for name, value in environment.items()],
            "cwd": config.get("WorkingDir") or "/",
            "noNewPrivileges": "no-new-privileges:true" in self._service.get("security_opt", []),
        }
        if self._service.get("cap_drop") == ["ALL"]:
            kinds = ("bounding", "effective", "permitted", "inheritable")
            settings["process"]["capabilities"] = {kind: [] for kind in kinds}
        namespaces = settings["linux"]["namespaces"]
        settings["linux"]["namespaces"] = [n for n in namespaces if n["type"] in OWN_NAMESPACES]
        settings["linux"].pop("resources", None)
        settings["mounts"] = [*self._kernel(settings["mounts"]), *self._mounts(int(user), root)]
        return settings

    def _kernel(self, mounts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        size = f"size={compose.shared_memory(self._service)}"
        for mount in mounts:
            if mount["destination"] == "/dev/shm":
                mount["options"] = [o for o in mount["options"] if "size=" not in o] + [size]
        return [mount for mount in mounts if mount["destination"] != "/sys/fs/cgroup"]

    def _mounts(self, user: int, root: Path) -> list[dict[str, Any]]:
        found = [
            {"destination": place, "type": "tmpfs", "source": "tmpfs", "options": TEMPORARY}
            for place in self._service.get("tmpfs", [])
        ]
        hosts = self._bundle / "hosts"
        hosts.write_text(f"127.0.0.1 localhost {' '.join(HOSTS)}\n")
        found.append(_bound(hosts, "/etc/hosts", read_only=True))
        for mount in compose.mounts(self._service):
            path = self._volume(mount, user, root) if mount.is_volume else mount.path
            found.append(_bound(path, mount.place, mount.read_only))
        for name, text in self.secrets.items():
            secret = self._bundle / name
            secret.write_text(text)
            secret.chmod(0o444)
            found.append(_bound(secret, f"/run/secrets/{name}", read_only=True))
        return found

    def _volume(self, mount: compose.Mount, user: int, root: Path) -> Path:
        """Return a volume's folder; at first it has the owner that the image's folder has."""
        folder = self._engine.folder / "volumes" / mount.source
        if not folder.exists():
            folder.mkdir(parents=True)
            image = root / mount.place.lstrip("/")
            owner = image.stat() if image.exists() else None
            shutil.chown(folder, owner.st_uid if owner else 0, owner.st_gid if owner else 0)
        return folder

    def healthy(self) -> bool:
        """Whether the service's own health check, run inside of it, is content."""
        return self.inside(*compose.health_command(self._service)).returncode == 0

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in it, as its user."""
        return subprocess.run(["runc", "exec", self.id, *command], capture_output=True, text=True)

    def wait_healthy(self, seconds: float) -> float:
        """Return the seconds until it is; RuntimeError with its log's end where it never is."""
        began = time.monotonic()
        while not self.healthy():
            gone = self._process is None or self._process.poll() is not None
            if gone or time.monotonic() - began > seconds:
                raise RuntimeError(f"{self.name} is not healthy:\n{self.log()[-4000:]}")
            time.sleep(1)
        return time.monotonic() - began

    def wait_end(self, seconds: float) -> int:
        """Return its exit code when it ends by itself."""
        assert self._process is not None
        return self._process.wait(seconds)

    def log(self) -> str:
        """Return what it printed."""
        return (self._bundle / "log").read_text(errors="replace")

    def stop(self, patience: float = 60) -> tuple[int, float]:
        """Ask it to end. Returns its exit code and the seconds that it took."""
        assert self._process is not None
        began = time.monotonic()
        subprocess.run(["runc", "kill", self.id, "TERM"], capture_output=True)
        try:
            code = self._process.wait(patience)
        except subprocess.TimeoutExpired:
            subprocess.run(["runc", "kill", self.id, "KILL"], capture_output=True)
            code = self._process.wait()
        subprocess.run(["runc", "delete", "--force", self.id], capture_output=True)
        return code, time.monotonic() - began


def _bound(path: Path, place: str, read_only: bool) -> dict[str, Any]:
    options = ["rbind", "nosuid", "nodev", "ro" if read_only else "rw"]
    return {"destination": place, "type": "bind", "source": str(path), "options": options}
