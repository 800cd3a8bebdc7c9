"""Every image is built, run as docker-compose.yml says, and a photo edited through all of them.

./chatbrush verify images            # 20 minutes at first: no engine, no registry of images
./chatbrush verify images --keep     # the store stays for the next run

Wants root on Debian and: apt-get install buildah podman debootstrap runc iproute2
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from verify.figures import Figures
from verify.images import bases, compose, engine, together
from verify.stack import ROOT

NETWORK = "chatbrush-images"  # a network of the proof's own: the usual ports are free there
INSIDE = "--inside"


def main() -> int:
    """Build here, run in a network of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the store for the next run")
    parser.add_argument("--store", type=Path, default=ROOT / ".chatbrush" / "images")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    # An engine's; the launcher's own closes what containers of other users are given.
    os.umask(0o022)
    store = engine.Engine(options.store.absolute())
    if options.inside:
        return together.prove(store)
    if missing := engine.missing():
        print(f"✗ not installed: {', '.join(missing)}\n  → {__doc__.splitlines()[-1]}")
        return 1
    try:
        built = build(store)
        return built or in_own_network(options.store)
    finally:
        if not options.keep:
            store.remove()


def build(store: engine.Engine) -> int:
    """Build what the file builds."""
    store.folder.mkdir(parents=True, exist_ok=True)
    bases.make(store)
    figures = Figures("images: built")
    for name, service in compose.services().items():
        if "build" not in service:
            continue
        if service.get("profiles") == ["gpu"]:
            bases.make_nvidia(store, of_service("triton-cpu"))
        print(f"building {name} …", flush=True)
        began = time.monotonic()
        told = service["build"]
        store.build(of_service(name), told["dockerfile"], **told.get("args", {}))
        figures.note(f"{name}, built in", time.monotonic() - began, "s")
        figures.note(f"{name}, size", store.size(of_service(name)) / 1e6, "MB")
        user = str(store.config(of_service(name)).get("User", ""))
        figures.at_least(f"{name}, user", int(user or 0), 1)
    return figures.finish()


def of_service(name: str) -> str:
    """Return what the image of a service is called in the store."""
    return f"localhost/chatbrush/{name}:verify"


def in_own_network(store: Path) -> int:
    """Run the rest where no other program's port is in the way."""
    subprocess.run(["ip", "netns", "delete", NETWORK], capture_output=True)
    subprocess.run(["ip", "netns", "add", NETWORK], check=True)
    # Not `ip netns exec`: that hides the control groups, without which runc starts nothing.
    within = ["nsenter", f"--net=/run/netns/{NETWORK}"]
    try:
        subprocess.run([*within, "ip", "link", "set", "lo", "up"], check=True)
        command = [sys.executable, __file__, INSIDE, "--store", str(store)]
        return subprocess.run([*within, *command], env=os.environ).returncode
    finally:
        subprocess.run(["ip", "netns", "delete", NETWORK], check=True)


if __name__ == "__main__":
    sys.exit(main())
