"""Builds images without an engine: buildah, with a store of its own that is thrown away."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.stack import ROOT

NEEDED = ("buildah", "podman", "debootstrap", "runc", "ip")


@dataclass(frozen=True)
class Engine:
    """A store of images in `folder`."""

    folder: Path

    def run(self, program: str, *words: str, **options: Any) -> str:  # noqa: ANN401 (subprocess)
        """Run buildah or podman on the store; RuntimeError with what it said where it fails."""
        store = ["--root", str(self.folder / "storage"), "--runroot", str(self.folder / "runroot")]
        reply = subprocess.run(
            [program, *store, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd=ROOT, **options,
        )  # fmt: skip
        if reply.returncode != 0:
            raise RuntimeError(f"{program} {' '.join(words[:3])} …:\n{reply.stdout[-6000:]}")
        return reply.stdout

    def has(self, image: str) -> bool:
        """Whether the store has an image of that name."""
        names = json.loads(self.run("buildah", "images", "--json") or "[]") or []
        return any(image in (one.get("names") or []) for one in names)

    def build(self, image: str, dockerfile: str, **arguments: str) -> None:
        """Build one of this repository's Dockerfiles, with the network of this machine."""
        # By its digest a base is upstream's or nothing; what stands in for it has its name alone.
        told = re.sub(r"@sha256:[0-9a-f]{64}", "", (ROOT / dockerfile).read_text())
        unpinned = self.folder / Path(dockerfile).name
        unpinned.write_text(told)
        given = [f"--build-arg={name}={value}" for name, value in arguments.items()]
        mounts = [f"--volume={file}:{place}:ro" for file, place in client_settings()]
        self.run(
            "buildah", "bud", "--isolation", "chroot", "--network", "host", "--pull-never",
            "--format", "docker", "--layers", *given, *mounts, "-t", image,
            "-f", str(unpinned), ".",
            env={**os.environ, "TMPDIR": str(self.folder)},
        )  # fmt: skip

    def config(self, image: str) -> dict[str, Any]:
        """Return what the image says of how it is run: Env, Entrypoint, User, WorkingDir."""
        told = json.loads(self.run("buildah", "inspect", "--type", "image", image))
        config: dict[str, Any] = told["Docker"]["config"]
        return config | {"architecture": told["Docker"]["architecture"]}

    def size(self, image: str) -> int:
        """Bytes of an image with its base."""
        (told,) = json.loads(self.run("podman", "image", "inspect", image))
        return int(told["Size"])

    def root_of(self, image: str) -> Path:
        """Mount the image's file system and return where."""
        name = self.run("buildah", "from", "--pull-never", image).split()[-1]
        return Path(self.run("buildah", "mount", name).split()[-1])

    def remove(self) -> None:
        """Unmount all and delete the store."""
        self.run("buildah", "umount", "--all")
        self.run("buildah", "rm", "--all")
        shutil.rmtree(self.folder, ignore_errors=True)


def client_settings() -> list[tuple[Path, str]]:
    """Find the machine's settings of Maven, pip and npm: a build may need them for its registry."""
    home = Path.home()
    known = (
        (home / ".m2/settings.xml", "/root/.m2/settings.xml"),
        (Path("/etc/pip.conf"), "/etc/pip.conf"),
        (home / ".npmrc", "/root/.npmrc"),
    )
    return [(file, place) for file, place in known if file.is_file()]


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]
