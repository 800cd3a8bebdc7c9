"""Stand-ins for the images that ours begin with: Debian's packages under the upstream's name.

No registry of images is asked, so a base is a minimal Debian 12 and what the Dockerfile expects of
its base. NVIDIA's containers cannot be stood in for: theirs has no TensorRT, no CUDA and, where the
Triton of the CPU image is there, that one.
"""

import os
import shutil
import subprocess
from pathlib import Path

from verify.images.engine import Engine

MINIMAL = "localhost/chatbrush-minimal:12"
JDK = "/usr/lib/jvm/java-17-openjdk-amd64"
PYTHON = ("python3", "python3-pip", "python3-venv", "python-is-python3", "libpython3.11")
# Name of the base, its packages, and the variables that upstream's has and a Dockerfile relies on.
BASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "docker.io/library/maven:3.9-eclipse-temurin-17": (
        ("openjdk-17-jdk-headless", "maven"),
        (f"JAVA_HOME={JDK}",),
    ),
    "docker.io/library/eclipse-temurin:17-jre": (
        ("openjdk-17-jre-headless",),
        (f"JAVA_HOME={JDK}",),
    ),
    "docker.io/library/python:3.11-bookworm": (PYTHON, ()),
    "docker.io/library/python:3.11-slim-bookworm": (PYTHON, ()),
}
SLIM = "docker.io/library/python:3.11-slim-bookworm"
NVIDIA = ("nvcr.io/nvidia/tritonserver:26.07-py3", "nvcr.io/nvidia/tensorrt:26.07-py3")
# Their Python is 3.12; a Dockerfile of ours names its site folder.
LIKE_NVIDIAS = "ln -s python3.11 /usr/local/lib/python3.12"
NVIDIAS_PROGRAMS = {
    "opt/nvidia/nvidia_entrypoint.sh": '#!/bin/sh\nexec "$@"\n',
    # The CPU server is older than NVIDIA's: this flag of the image it does not know.
    "opt/tritonserver/bin/tritonserver": """#!/bin/sh
for word in "$@"; do
  shift
  case $word in --grpc-max-response-pool-size=*) ;; *) set -- "$@" "$word" ;; esac
done
exec tritonserver.cpu "$@"
""",
    "usr/bin/nvidia-smi": '#!/bin/sh\n[ -z "${NO_GPU:-}" ] && echo 9.0\n',
}
CERTIFICATES = (Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/ssl/certs/java/cacerts"))
# What a package client of this machine is told by its environment, a build's is told too.
HANDED_ON = ("PIP_", "NPM_CONFIG_", "SSL_CERT_", "NODE_EXTRA_CA_CERTS", "HTTP_PROXY", "HTTPS_PROXY")


def make(engine: Engine) -> None:
    """Make all that the store lacks."""
    made: dict[tuple[str, ...], str] = {}
    for name, (packages, variables) in BASES.items():
        if engine.has(name):
            pass
        elif packages in made:
            engine.run("buildah", "tag", made[packages], name)
        else:
            print(f"stand-in for {name}: {' '.join(packages)}", flush=True)
            _install(engine, name, packages, variables)
        made[packages] = name


def make_nvidia(engine: Engine, triton: str) -> None:
    """Make what stands in for NVIDIA's two: the CPU server, and what seems to be a GPU.

    triton: the image of the CPU server, whose server it gets.
    """
    name = NVIDIA[0]
    if engine.has(name):
        return
    print(f"stand-in for {' and '.join(NVIDIA)}", flush=True)
    container = engine.run("buildah", "from", "--pull-never", SLIM).split()[-1]
    apt = "apt-get -qq update && apt-get -qq -y install --no-install-recommends curl"
    chroot = ("--isolation", "chroot", "--network", "host")
    engine.run("buildah", "run", *chroot, container, "--", "sh", "-c", f"{apt} && {LIKE_NVIDIAS}")
    root = Path(engine.run("buildah", "mount", container).split()[-1])
    server = engine.root_of(triton) / "opt/chatbrush/triton"
    shutil.copytree(server, root / "opt/tritonserver", symlinks=True)
    program = root / "opt/tritonserver/bin/tritonserver"
    program.rename(program.with_suffix(".cpu"))
    library = root / "usr/lib/x86_64-linux-gnu/libnvinfer.so.10.15.1"
    _call(
        "cc", "-shared", "-Wl,-soname,libnvinfer.so.10", "-x", "c", "/dev/null", "-o", str(library)
    )
    for place, text in NVIDIAS_PROGRAMS.items():
        program = root / place
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
    engine.run("buildah", "run", *chroot, container, "--", "ldconfig")
    path = "PATH=/opt/tritonserver/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    libraries = "LD_LIBRARY_PATH=/opt/tritonserver/lib"
    engine.run("buildah", "config", f"--env={path}", f"--env={libraries}", container)
    engine.run("buildah", "commit", "--format", "docker", container, name)
    engine.run("buildah", "rm", container)
    engine.run("buildah", "tag", name, NVIDIA[1])


def _minimal(engine: Engine) -> None:
    root = engine.folder / "minimal"
    shutil.rmtree(root, ignore_errors=True)
    include = "--include=ca-certificates"
    _call("debootstrap", "--variant=minbase", include, "bookworm", str(root))
    archive = engine.folder / "minimal.tar"
    _call("tar", "--one-file-system", "-C", str(root), "-cf", str(archive), ".")
    engine.run("podman", "import", str(archive), MINIMAL)
    archive.unlink()
    shutil.rmtree(root)


def _install(
    engine: Engine, name: str, packages: tuple[str, ...], variables: tuple[str, ...]
) -> None:
    if not engine.has(MINIMAL):
        _minimal(engine)
    container = engine.run("buildah", "from", "--pull-never", MINIMAL).split()[-1]
    quiet = "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y"
    # A JRE's installation makes links into manuals' folders, which a minimal Debian lacks.
    command = f"mkdir -p /usr/share/man/man1 && {quiet} install --no-install-recommends"
    command += f" {' '.join(packages)} && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin"
    chroot = ("--isolation", "chroot", "--network", "host")
    engine.run("buildah", "run", *chroot, container, "--", "sh", "-c", command)
    root = Path(engine.run("buildah", "mount", container).split()[-1])
    for file in CERTIFICATES:  # a proxy's, where this machine is behind one
        target = root / file.relative_to("/")
        if file.exists() and target.exists():
            shutil.copyfile(file, target)
    told = [f"{n}={v}" for n, v in os.environ.items() if n.upper().startswith(HANDED_ON)]
    settings = [f"--env={entry}" for entry in (*variables, *told)]
    engine.run("buildah", "config", *settings, container)
    engine.run("buildah", "commit", "--format", "docker", container, name)
    engine.run("buildah", "rm", container)


def _call(*words: str) -> None:
    reply = subprocess.run(words, capture_output=True, text=True)
    if reply.returncode != 0:
        raise RuntimeError(f"{words[0]}: {reply.stdout[-2000:]}{reply.stderr[-2000:]}")
