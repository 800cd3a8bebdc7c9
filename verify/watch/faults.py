"""Real faults, each with the mend that its alert's runbook page names."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.client import Editor, Session
from verify.load import FAILURES, PHOTOS
from verify.stack import Stack
from verify.watch.place import Place

MODEL = "drilled_on_purpose"
# Sleeps so many seconds.
MODEL_CODE = """
import time
import triton_python_backend_utils as pb_utils

class TritonPythonModel:
    def execute(self, requests):
        return [self.one(request) for request in requests]

    def one(self, request):
        seconds = pb_utils.get_input_tensor_by_name(request, "seconds")
        time.sleep(float(seconds.as_numpy()[0]))
        return pb_utils.InferenceResponse([pb_utils.Tensor("slept", seconds.as_numpy())])
"""
MODEL_CONFIG = f"""
name: "{MODEL}" backend: "python" max_batch_size: 0
input [{{ name: "seconds" data_type: TYPE_FP32 dims: [ 1 ] }}]
output [{{ name: "slept" data_type: TYPE_FP32 dims: [ 1 ] }}]
instance_group [{{ kind: KIND_CPU count: 1 }}]
"""


class People:
    """So many who do something again and again until they leave, whatever comes back."""

    def __init__(self, number: int, act: Callable[[int], object], pause: float = 0.0) -> None:
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._live, args=(one, act, pause), daemon=True)
            for one in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def _live(self, one: int, act: Callable[[int], object], pause: float) -> None:
        while not self._over.wait(pause):
            with suppress(*FAILURES):
                act(one)

    def leave(self) -> None:
        """Ask for nothing more."""
        self._over.set()


def put_model(stack: Stack, code: str = MODEL_CODE, name: str = MODEL) -> None:
    """Put a model into the repository that the server looks into."""
    take_model(stack, name)
    folder = stack.home / "models" / "cpu" / name
    (folder / "1").mkdir(parents=True)
    (folder / "config.pbtxt").write_text(MODEL_CONFIG.replace(MODEL, name))
    (folder / "1" / "model.py").write_text(code)


def take_model(stack: Stack, name: str = MODEL) -> None:
    """Take it away again (ModelLoadFails, step 4)."""
    shutil.rmtree(stack.home / "models" / "cpu" / name, ignore_errors=True)


# Answers as a tool does whose code fails.
BROKEN_TOOL = """
import triton_python_backend_utils as pb_utils

class TritonPythonModel:
    def execute(self, requests):
        error = pb_utils.TritonError("MODEL_FAILED: broken on purpose")
        for request in requests:
            sender = request.get_response_sender()
            sender.send(pb_utils.InferenceResponse([], error=error),
                        flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
"""


def put_version(stack: Stack, tool: str) -> None:
    """Put a version of a tool beside the one that is served; the newest is."""
    folder = stack.home / "models" / "cpu" / tool / "9"
    folder.mkdir()
    (folder / "model.py").write_text(BROKEN_TOOL)


def take_version(stack: Stack, tool: str) -> None:
    """Take it away again."""
    shutil.rmtree(stack.home / "models" / "cpu" / tool / "9")


class Drilled:
    """That model, asked over Triton's HTTP."""

    def __init__(self, stack: Stack) -> None:
        address = stack.status()["parts"]["triton"]["http_address"]
        self._url = f"{address}/v2/models/{MODEL}/infer"

    def infer(self, seconds: float) -> None:
        """Have it sleep."""
        tensor = {"name": "seconds", "shape": [1], "datatype": "FP32", "data": [seconds]}
        body = json.dumps({"inputs": [tensor]}).encode()
        with urllib.request.urlopen(self._url, body, timeout=900) as reply:
            reply.read()

    def wait(self) -> None:
        """Return once it answers; the server looks every few seconds."""
        for _ in range(60):
            with suppress(OSError):
                return self.infer(0)
            time.sleep(1)
        raise RuntimeError("the drill's model is not loaded")


def session(place: Place, photo: str = "coffee.jpg") -> Session:
    """Open a photo and select something."""
    opened = Editor(place.stack.address, timeout=100).open(PHOTOS / photo)
    opened.select(points=[{"x": 200, "y": 200}])
    return opened


def cut_off_an_edit(place: Place) -> None:
    """Kill the gateway while an edit runs, and again while it runs anew: there is no third time."""
    one = session(place)
    place.provider.delay = 14
    asking = People(1, lambda _: one.say("make it warmer"), pause=0.1)
    for _ in range(2):
        asked, end = place.provider.asked, time.monotonic() + 60
        while place.provider.asked == asked:
            if time.monotonic() > end:
                raise RuntimeError("the edit does not run")
            time.sleep(0.1)
        asking.leave()
        time.sleep(0.5)
        await_back(place.stack, "editor-gateway", place.stack.kill("editor-gateway"))
    place.provider.delay = 0


def await_back(stack: Stack, part: str, before: int) -> None:
    """Wait until a part runs again and is another process."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        told = stack.status()["parts"].get(part, {})
        if told.get("running") and told.get("ready", True) and told["pid"] != before:
            return
        time.sleep(0.5)
    raise RuntimeError(f"{part} does not come back")


def kill_again_and_again(place: Place) -> None:
    """Kill mask-service three times, each time when it is back and was seen."""
    for _ in range(3):
        pid = place.stack.kill("mask-service")
        await_back(place.stack, "mask-service", pid)
        time.sleep(8)


def lose_parts(place: Place) -> People:
    """End the supervisor, agent- and mask-service; people go on asking."""
    one = session(place)
    supervisor = place.stack.status()["supervisor"]
    os.kill(int(supervisor["pid"]), signal.SIGKILL)
    for part in ("agent-service", "mask-service"):
        place.stack.kill(part)

    def ask(who: int) -> None:
        if who:
            one.select(points=[{"x": 200, "y": 200 + int(time.time()) % 40}])
        else:
            one.say("make it warmer")

    return People(2, ask, pause=1.0)


def overload(place: Place) -> People:
    """More people than there are workers, while the language model takes its time."""
    place.provider.delay = 12
    sessions = [session(place) for _ in range(18)]
    return People(len(sessions), lambda who: sessions[who].say("make it warmer"))


class Filling:
    """Takes most of the disk, and then a little every second until it is stopped."""

    def __init__(self, place: Place, share: float = 0.65, a_second: int = 20_000) -> None:
        self._over = threading.Event()
        file = place.disk.folder / "growing"
        size = shutil.disk_usage(place.disk.folder).total
        with file.open("wb") as taken:
            os.posix_fallocate(taken.fileno(), 0, int(share * size))
        threading.Thread(target=self._fill, args=(file, a_second), daemon=True).start()

    def _fill(self, file: Path, a_second: int) -> None:
        while not self._over.wait(1):
            with suppress(OSError), file.open("ab") as grown:  # a drill fills it, or stops writes
                grown.write(bytes(a_second))

    def stop(self) -> None:
        """Take no more."""
        self._over.set()


def lock_table(place: Place) -> subprocess.Popen[bytes]:
    """Let somebody take the lock of a table that each call reads, again and again, for 2 s each.

    Who holds it for good is told as DatabaseUnreachable: then the gateway's own look waits too.
    """
    statements = (
        'begin; lock table "session" in access exclusive mode; select pg_sleep(2); commit;\n'
        "select pg_sleep(0.3);\n"
    )
    return place.database.session(statements * 200)
