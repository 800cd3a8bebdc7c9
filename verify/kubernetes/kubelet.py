"""A stand-in for the kubelet: there is no node, so it says of each pod what its image would do."""

import threading
import time
import urllib.error

from verify.kubernetes.apiserver import PODS, ApiServer, Json

GOOD, DIFFERS = "registry.example/triton:good", "registry.example/triton:differs"
NEVER, LATER = "registry.example/triton:never", "registry.example/triton:notthere"
LOOK_SECONDS = 0.5


class Kubelet:
    """Tells the API server what becomes of each pod. While it is `held`, none becomes ready."""

    def __init__(self, server: ApiServer) -> None:
        self._server = server
        self._over = threading.Event()
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._live, daemon=True)
        self.held = threading.Event()

    def __enter__(self) -> "Kubelet":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        if self._failed is not None:
            raise RuntimeError("the stand-in for the kubelet ended early") from self._failed

    def _live(self) -> None:
        try:
            while not self._over.wait(LOOK_SECONDS):
                for pod in [] if self.held.is_set() else self._server.ask("GET", PODS)["items"]:
                    if "deletionTimestamp" not in pod["metadata"]:
                        self._tell(pod)
        except Exception as error:  # of a thread: the one who started it is told at the end
            self._failed = error

    def _tell(self, pod: Json) -> None:
        status = condition(pod)
        if status and pod["status"].get("phase") != status["phase"]:
            path = f"{PODS}/{pod['metadata']['name']}/status"
            try:
                self._server.ask("PATCH", path, {"status": status})
            except urllib.error.HTTPError as gone:
                if gone.code != 404:
                    raise


def condition(pod: Json) -> Json | None:
    """Return the status of a pod by its image and what it is for; None where it never starts."""
    name = pod["metadata"]["labels"].get("app.kubernetes.io/name")
    image = pod["spec"]["containers"][0]["image"]
    if name == "canary-compare":
        failed = image == DIFFERS
        ended = {"exitCode": int(failed), "finishedAt": now(), "startedAt": now()}
        return {
            "phase": "Failed" if failed else "Succeeded",
            "containerStatuses": [_container(pod, {"terminated": ended})],
        }
    if image == NEVER or (image == LATER and name == "triton"):
        return None  # as a guard that finds no plans
    ready = {"type": "Ready", "status": "True", "lastTransitionTime": now()}
    return {
        "phase": "Running",
        "startTime": now(),
        "conditions": [ready],
        "containerStatuses": [_container(pod, {"running": {"startedAt": now()}})],
    }


def is_ready(pod: Json) -> bool:
    """Whether a pod takes requests: it is ready, and nobody has asked it to go."""
    told = {one["type"]: one["status"] for one in pod["status"].get("conditions", [])}
    return told.get("Ready") == "True" and "deletionTimestamp" not in pod["metadata"]


def _container(pod: Json, state: Json) -> Json:
    container = pod["spec"]["containers"][0]
    return {
        "name": container["name"], "image": container["image"], "imageID": "", "restartCount": 0,
        "ready": "running" in state, "state": state,
    }  # fmt: skip


def now() -> str:
    """Return the time as Kubernetes has it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
