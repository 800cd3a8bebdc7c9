"""Programs of Kubernetes: those on the PATH, or built once from its Go module."""

import json
import shutil
import subprocess
from pathlib import Path

MODULE = "k8s.io/kubernetes"
VERSION = "v1.34.4"
PROGRAMS = ("kube-apiserver", "kube-controller-manager")


def program(folder: Path, name: str) -> Path:
    """Return a program of Kubernetes: on the PATH, or built (`go`, some ten minutes at first)."""
    if found := shutil.which(name):
        return Path(found)
    built = folder / f"{name}-{VERSION}"
    if not built.exists():
        _build(folder, name, built)
    return built


def version(program: Path) -> str:
    """Return what a program says it is."""
    told = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True)
    return told.stdout.split()[-1]


def _build(folder: Path, name: str, target: Path) -> None:
    if shutil.which("go") is None:
        raise RuntimeError(f"neither {name} nor go is installed: apt-get install golang")
    module = folder / "module"
    module.mkdir(parents=True, exist_ok=True)
    told = json.loads(_go(module, "mod", "download", "-json", f"{MODULE}@{VERSION}"))
    theirs = json.loads(_go(Path(told["Dir"]), "mod", "edit", "-json"))
    staged = "v0" + VERSION.removeprefix("v1")
    lines = ["module chatbrush.dev/apiserver", f"go {theirs['Go']}", f"require {MODULE} {VERSION}"]
    # In the module's own tree these lie in a folder; published, each is a module.
    lines += [
        f"replace {one['Old']['Path']} => {one['Old']['Path']} {staged}"
        for one in theirs["Replace"]
        if one["New"]["Path"].startswith("./staging")
    ]
    (module / "go.mod").write_text("\n".join(lines) + "\n")
    (module / "tools.go").write_text(
        "//go:build tools\n\npackage tools\n\n"
        + "".join(f'import _ "{MODULE}/cmd/{program}/app"\n' for program in PROGRAMS)
    )
    _go(module, "mod", "tidy")
    print(f"building {name} {VERSION} …", flush=True)
    flags = f"-s -w -X k8s.io/component-base/version.gitVersion={VERSION}"
    _go(module, "build", "-ldflags", flags, "-o", str(target), f"{MODULE}/cmd/{name}")


def _go(folder: Path, *words: str) -> str:
    reply = subprocess.run(["go", *words], cwd=folder, capture_output=True, text=True)
    if reply.returncode != 0:
        raise RuntimeError(f"go {' '.join(words)}: {reply.stderr[-2000:]}")
    return reply.stdout
