"""A real Triton of the tests' own, with the diffusion tools on tiny networks."""

import os
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tiny_repository
import tritonclient.grpc as triton

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

from launcher import processes, shell  # noqa: E402 (found just above)
from launcher.layout import Layout  # noqa: E402
from launcher.run import ports, triton_server, web  # noqa: E402 (found just above)

START_SECONDS = 120.0


@dataclass(frozen=True)
class TinyServer:
    """target: HOST:PORT of gRPC; http: its address; metrics_url: in Prometheus' form.

    log: what the server wrote.
    """

    target: str
    http: str
    metrics_url: str
    log: Path

    def metrics(self) -> str:
        with urllib.request.urlopen(self.metrics_url, timeout=10) as reply:
            return reply.read().decode()

    def client(self) -> triton.InferenceServerClient:
        return triton.InferenceServerClient(self.target)

    def calls(self, model: str) -> "Calls":
        """What a model has done so far."""
        (statistics,) = self.client().get_inference_statistics(model).model_stats
        requests = statistics.inference_stats.success.count + statistics.inference_stats.fail.count
        return Calls(
            requests,
            statistics.inference_count,
            statistics.execution_count,
            statistics.inference_stats.compute_infer.ns / 1e6,
            statistics.inference_stats.queue.ns / 1e6,
        )

    def calls_after(self, model: str, quiet_seconds: float = 0.6) -> int:
        """Count a model's calls from now on, until none has come for a while."""
        first = last = self.calls(model).requests
        since = time.monotonic()
        while time.monotonic() - since < quiet_seconds:
            time.sleep(0.05)
            count = self.calls(model).requests
            if count != last:
                last, since = count, time.monotonic()
        return last - first


@dataclass(frozen=True)
class Calls:
    """requests: calls; samples: rows of their batches; executions: runs of the network.

    The times are sums over the requests: a run that several share counts for each.
    """

    requests: int
    samples: int
    executions: int
    compute_ms: float
    queue_ms: float

    def __sub__(self, other: "Calls") -> "Calls":
        return Calls(
            self.requests - other.requests,
            self.samples - other.samples,
            self.executions - other.executions,
            self.compute_ms - other.compute_ms,
            self.queue_ms - other.queue_ms,
        )


def vocabulary() -> Path:
    """CLIP's vocabulary among the pulled weights."""
    shared = Layout.default().shared / "weights"
    path = Path(os.environ.get("CHATBRUSH_WEIGHTS", shared)) / tiny_repository.VOCABULARY
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; run './chatbrush models pull clip_vocabulary'")
    return path


@contextmanager
def running(
    home: Path,
    write: Callable[[Path, Path], None] = tiny_repository.write,
    told: Callable[[list[str]], list[str]] = lambda command: _explicit(command),
    all_load: bool = True,
) -> Iterator[TinyServer]:
    """Start a server with its repository and log below `home`, and stop it at the end.

    write: fills an empty folder with models; its second argument is CLIP's vocabulary. told: makes
    the command of the launcher's. all_load: whether a model that does not load is a fault.
    """
    layout = Layout(ROOT, home, Layout.default().shared)
    if not layout.triton.is_dir():
        raise FileNotFoundError(f"{layout.triton} is missing; run './chatbrush test' once")
    layout.logs.mkdir(parents=True)
    layout.models.mkdir(parents=True)
    write(layout.models, vocabulary())
    taken: set[int] = set()
    chosen = {f"triton-{kind}": ports.any_free(taken) for kind in ("http", "grpc", "metrics")}
    log = layout.log("triton")
    identity = processes.start(
        told(triton_server.command(layout, chosen)),
        triton_server.variables(layout),
        log,
        Path(os.environ.get(processes.MARK, home)),  # the launcher's, so that it finds what is left
        layout.home,
    )
    try:
        _await(identity, chosen["triton-http"], log)
        faults = triton_server.failed_models(chosen["triton-http"]) if all_load else []
        if faults:
            raise RuntimeError("Triton cannot load every model:\n" + "\n".join(faults))
        target = f"{ports.LOOPBACK}:{chosen['triton-grpc']}"
        http = f"http://{ports.LOOPBACK}:{chosen['triton-http']}"
        metrics = f"http://{ports.LOOPBACK}:{chosen['triton-metrics']}/metrics"
        yield TinyServer(target, http, metrics, log)
    finally:
        members = processes.family(identity)
        regions = triton_server.shared_regions(members)
        processes.stop([identity])
        processes.stop(members, patience=3.0)
        triton_server.remove_regions(regions)


def _explicit(command: list[str]) -> list[str]:
    """Load and unload models by request, so that a test can take a network away."""
    kept = [word for word in command if not word.startswith(("--model-control", "--repository-p"))]
    return [*kept, "--model-control-mode=explicit", "--load-model=*"]


def _await(identity: processes.Identity, http_port: int, log: Path) -> None:
    ready = f"http://{ports.LOOPBACK}:{http_port}/v2/health/ready"

    def settled() -> bool:
        return web.answers(ready) or not identity.alive()

    if not shell.wait_until(settled, START_SECONDS, pause=0.2) or not identity.alive():
        raise RuntimeError(f"Triton did not start. The end of {log}:\n{shell.tail(log)}")
