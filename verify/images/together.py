"""The containers at work: started as Compose does, asked by their health checks, and used."""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from urllib.parse import urljoin

import numpy as np
from PIL import Image

from bench.client import Editor
from launcher.layout import Layout
from launcher.testing.postgres import Cluster
from verify.figures import Figures
from verify.images import compose, nvidia
from verify.images.container import Container
from verify.images.engine import Engine
from verify.stack import ROOT

PHOTO = ROOT / "testdata" / "photos" / "cat.jpg"
STARTED = ("triton-cpu", "mask-service", "agent-service", "editor-gateway")
PATIENCE = 180.0
# What a hardened container must refuse, tried from inside of it.
WALLS = {
    "writes into its root": "touch /chatbrush-was-here",
    "runs what lies in /tmp": "cp /bin/true /tmp/true && /tmp/true",
    "is root": "test $(id -u) = 0",
    "has a capability": "! grep -q 'CapEff:.*0000000000000000' /proc/self/status",
    "may get more rights": "! grep -q 'NoNewPrivs:.*1' /proc/self/status",
}


def prove(engine: Engine) -> int:
    """Start all, edit a photo, stop all; then what of the GPU's images can be run without one."""
    figures = Figures("images: run as docker-compose.yml says")
    services = compose.services()
    database = Cluster(Layout.default())
    database.start()
    with ExitStack() as stack:
        stack.callback(database.stop)
        running = []
        for name in STARTED:
            container = Container(
                engine, f"localhost/chatbrush/{name}:verify", services[name], name
            )
            if name == "editor-gateway":
                _with_database(container, database)
            container.start()
            stack.callback(container.stop)
            running.append(container)
            figures.at_most(f"{name}: healthy after", container.wait_healthy(PATIENCE), 120, "s")
            for wall, command in WALLS.items():
                through = container.inside("sh", "-c", command).returncode == 0
                figures.equals(f"{name}: {wall}", through, 0)
        editor = Editor("http://127.0.0.1:8080", timeout=PATIENCE)
        served(figures, editor)
        edit(figures, editor)
        figures.equals("the canary's judge lets the server follow itself", judged(), 1)
        for container in reversed(running):
            code, seconds = container.stop()
            figures.at_most(f"{container.name}: stopped after", seconds, 30, "s")
            figures.equals(f"{container.name}: killed for taking longer", code == 137, 0)
    missed = figures.finish()
    return max(missed, nvidia.prove(engine))


def _with_database(gateway: Container, database: Cluster) -> None:
    """Give it a real PostgreSQL; the database's own image is not ours and was not built."""
    database.run("CREATE DATABASE chatbrush")
    told = database.variables_of("chatbrush")
    for name in ("CHATBRUSH_STORAGE_POSTGRESQL_URL", "CHATBRUSH_STORAGE_POSTGRESQL_USERNAME"):
        gateway.replaced[name] = told[name]
    secret = "CHATBRUSH_STORAGE_POSTGRESQL_PASSWORD"
    gateway.secrets[secret] = told[secret]


def served(figures: Figures, editor: Editor) -> None:
    """Ask for what an image lacks in which a folder was forgotten: the page, its code, the tools.

    Maven builds without a resource's folder, so an image that starts well may still lack it.
    """
    page = editor.call("GET", "/", accept="text/html")[0].decode()
    scripts = re.findall(r'<script[^>]+src="([^"]+\.js)"', page)
    figures.at_least("scripts that the page names", len(scripts), 1)
    for script in scripts:
        code, _ = editor.call("GET", urljoin("/", script), accept="*/*")
        figures.at_least(f"bytes of {script}", len(code), 1)
    tools = json.loads(editor.call("GET", "/api/tools")[0])
    figures.at_least("tools that are offered", len(tools), 1)


def edit(figures: Figures, editor: Editor) -> None:
    """Click, erase, and download in each format: through gateway, mask, agent and Triton."""
    session = editor.open(PHOTO)
    began = time.monotonic()
    session.select(points=[{"x": 150, "y": 120, "label": "include"}])
    figures.note("a first click", (time.monotonic() - began) * 1000, "ms")
    selected = np.asarray(Image.open(io.BytesIO(session.mask()))) > 127
    figures.at_least("share of the picture that it selects", float(selected.mean()), 0.01)
    began = time.monotonic()
    outcome = session.say("erase this")
    figures.note("the edit", time.monotonic() - began, "s")
    figures.equals("edits completed", outcome.get("outcome") == "completed", 1)
    before, after = (pixels(session.image(number)) for number in (1, 2))
    changed = np.abs(before.astype(int) - after).max(2) > 8
    figures.at_least("share of the selection that is other", float(changed[selected].mean()), 0.5)
    outside = ~selected
    figures.note("share of the rest that is other", float(changed[outside].mean()))
    for kind in ("png", "jpeg", "webp"):
        shown = pixels(session.image(2, f"format={kind}"))
        figures.at_least(f"{kind} downloads that open", shown.shape == after.shape, 1)


def judged() -> bool:
    """Whether a Triton agrees with itself, by what holds a canary against the one that serves."""
    triton = "http://127.0.0.1:8000"
    with tempfile.TemporaryDirectory() as pictures:
        shutil.copy(PHOTO, pictures)
        words = (f"--stable={triton}", f"--canary={triton}", f"--pictures={pictures}", "--slower=3")
        command = [sys.executable, str(ROOT / "deploy/canary/compare.py"), *words]
        reply = subprocess.run(command, capture_output=True, text=True)
    print(reply.stdout + reply.stderr)
    return reply.returncode == 0


def pixels(file: bytes) -> np.ndarray:
    """Return a picture's colours."""
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGB"))
