"""Parts that are replaced, and a node that is drained: how many pods are ready meanwhile."""

import json
import subprocess
import time
import urllib.error
from collections import Counter

from verify.figures import Figures
from verify.kubernetes.apiserver import PODS, ApiServer, Json
from verify.kubernetes.kubelet import NEVER, Kubelet, is_ready

WANTED = 2
# A GPU has no room for a third Triton: one is taken away before the next one starts.
LEAST = {"editor-gateway": WANTED, "mask-service": WANTED, "agent-service": WANTED, "triton": 1}
STAYS_SECONDS = 6.0


class Watch:
    """Every change of every pod, as the server tells it: `least` is over all of them.

    `changes` are how many of each part's pods there were.
    """

    def __init__(self, server: ApiServer) -> None:
        self._server = server
        self._file = server.folder / "watched"

    def __enter__(self) -> "Watch":
        self._first = self._server.ask("GET", PODS)
        since = self._first["metadata"]["resourceVersion"]
        with self._file.open("wb") as out:
            words = ("get", "--raw", f"{PODS}?watch=1&resourceVersion={since}")
            self._watching = subprocess.Popen(self._server.command(*words), stdout=out)
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(1)  # for the last of them
        if self._watching.poll() is not None:
            raise RuntimeError("the server ended the watch before its time")
        self._watching.terminate()
        self._watching.wait()
        whole, _, _cut = self._file.read_text().rpartition("\n")
        changes = [json.loads(line) for line in whole.splitlines()]
        self.changes = Counter(_part(change["object"]) for change in changes)
        self.least = least_ready(self._first["items"], changes)


def _part(pod: Json) -> str:
    return str(pod["metadata"]["labels"]["app.kubernetes.io/name"])


def least_ready(first: list[Json], changes: list[Json]) -> Counter[str]:
    """Return the smallest number of ready pods that each part had at any change."""
    ready = {pod["metadata"]["name"]: _part(pod) for pod in first if is_ready(pod)}
    least = Counter(ready.values())
    for change in changes:
        pod = change["object"]
        if change["type"] != "DELETED" and is_ready(pod):
            ready[pod["metadata"]["name"]] = _part(pod)
        else:
            ready.pop(pod["metadata"]["name"], None)
        now = Counter(ready.values())
        least = Counter({part: min(count, now[part]) for part, count in least.items()})
    return least


def prove(figures: Figures, server: ApiServer, kubelet: Kubelet) -> None:
    """Restart every part, give each an image that never starts, and drain."""
    for part in LEAST:
        server.must("scale", f"deployment/{part}", f"--replicas={WANTED}")
    _settle(server)
    before = {part: _names(server, part) for part in LEAST}
    with Watch(server) as watch:
        for part in LEAST:
            server.must("rollout", "restart", f"deployment/{part}")
        _settle(server)
    for part, least in LEAST.items():
        kept = len(before[part] & _names(server, part))
        figures.equals(f"restart of {part}: pods of before", kept, 0)
        figures.at_least("… changes of its pods that were watched", watch.changes[part], WANTED)
        figures.at_least(f"… ready of {WANTED}, at the least", watch.least[part], least)
    with Watch(server) as watch:
        for part in LEAST:
            server.must("set", "image", f"deployment/{part}", f"{part}={NEVER}")
        time.sleep(STAYS_SECONDS)
    for part, least in LEAST.items():
        name = f"{part}, an image that never starts: ready of {WANTED}, at the least"
        figures.at_least(name, watch.least[part], least)
        figures.at_least("… changes of its pods that were watched", watch.changes[part], 1)
        server.must("rollout", "undo", f"deployment/{part}")
    _settle(server)
    for part in LEAST:
        _drain(figures, server, kubelet, part)


def _drain(figures: Figures, server: ApiServer, kubelet: Kubelet, part: str) -> None:
    """Evict as `kubectl drain` does: the second may go only when the first was replaced."""
    one, other = sorted(_names(server, part))
    kubelet.held.set()
    figures.equals(f"{part}: the first of {WANTED} is evicted, status", _evict(server, one), 201)
    figures.equals("… the last that is ready", _evict(server, other), 429)
    kubelet.held.clear()
    _settle(server)
    figures.equals("… once the first was replaced", _await_evicted(server, other), 201)
    _settle(server)


def _evict(server: ApiServer, pod: str) -> int:
    body = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": pod}}
    try:
        server.ask("POST", f"{PODS}/{pod}/eviction", body)
    except urllib.error.HTTPError as refused:
        return refused.code
    return 201


def _await_evicted(server: ApiServer, pod: str) -> int:
    """Ask again for a while, as a drain does: the budget is counted after the pod is ready."""
    for _ in range(20):
        if (status := _evict(server, pod)) != 429:
            break
        time.sleep(0.5)
    return status


def _names(server: ApiServer, part: str) -> set[str]:
    return {pod["metadata"]["name"] for pod in server.pods(part)}


def _settle(server: ApiServer) -> None:
    for part in LEAST:
        server.must("rollout", "status", f"deployment/{part}", "--timeout=60s")
