"""WebP's native code where the temporary folder takes files and lets none of them run."""

import os
import subprocess
import tempfile
from pathlib import Path

from verify.figures import Figures
from verify.stack import ROOT

LIBRARIES = ROOT / "editor-gateway/target/quarkus-app/lib/main"
WAYS = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])
MOUNT = "mount -t tmpfs -o noexec tmpfs /mnt"


def judge(figures: Figures) -> None:
    """Write and read a WebP beside a noexec mount, or say that nobody may mount here."""
    for way in WAYS:
        if subprocess.run([*way, "sh", "-c", MOUNT], capture_output=True).returncode == 0:
            figures.equals("WebP works where /tmp lets nothing run", works(way), 1)
            return
    print("Nobody may mount here: a temporary folder that lets nothing run is not tried.")


def works(way: list[str]) -> bool:
    """Return whether the editor's code gets by with another folder."""
    source = Path(__file__).with_name("Webp.java")
    with tempfile.TemporaryDirectory() as folder:
        java = f'exec java -Djava.io.tmpdir=/mnt -cp "{LIBRARIES}/*" "{source}" "{folder}"'
        command = [*way, "sh", "-c", f"{MOUNT} && {java}"]
        reply = subprocess.run(command, env=os.environ, capture_output=True, text=True)
    if "RgbImage[64x48]" not in reply.stdout:
        print(reply.stdout + reply.stderr)
        return False
    return True
