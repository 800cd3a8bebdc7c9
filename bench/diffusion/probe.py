"""A model that times each part of a step's own call, from inside, as a tool makes it."""

import queue
import shutil
from pathlib import Path

import numpy as np
import tritonclient.grpc as triton
from tiny_server import TinyServer

CALLS = 200
NETWORK = "instant_pix2pix_unet"
CONFIG = """name: "probe"
backend: "python"
model_transaction_policy { decoupled: true }
input [ { name: "calls" data_type: TYPE_INT32 dims: [ 1 ] } ]
output [
  { name: "step" data_type: TYPE_INT32 dims: [ 1 ] },
  { name: "parts" data_type: TYPE_STRING dims: [ -1 ] },
  { name: "milliseconds" data_type: TYPE_FP32 dims: [ -1, -1 ] }
]
instance_group [ { kind: KIND_CPU count: 1 } ]
"""


def write(folder: Path) -> None:
    """Put the model into a repository."""
    version = folder / "probe" / "1"
    version.mkdir(parents=True)
    (folder / "probe" / "config.pbtxt").write_text(CONFIG)
    shutil.copy(Path(__file__).with_name("probe_model.py"), version / "model.py")


def print_parts(server: TinyServer) -> None:
    """Print the middle and the 10th percentile of each part over some calls."""
    before = server.calls(NETWORK)
    answers: queue.Queue = queue.Queue()
    client = server.client()
    client.start_stream(lambda result, error: answers.put((result, error)))
    tensor = triton.InferInput("calls", [1], "INT32")
    tensor.set_data_from_numpy(np.array([CALLS], np.int32))
    client.async_stream_infer("probe", [tensor])
    result = None
    while result is None or result.as_numpy("milliseconds") is None:
        result, error = answers.get(timeout=60)
        if error is not None:
            raise SystemExit(f"the probe failed: {error}")
    client.stop_stream()
    made = server.calls(NETWORK) - before
    print("\n| part of a call | middle ms | 10th percentile |\n|---|---|---|")
    for name, times in zip(result.as_numpy("parts"), result.as_numpy("milliseconds"), strict=True):
        print(f"| {name.decode()} | {np.median(times):.2f} | {np.quantile(times, 0.1):.2f} |")
    taken = f"{made.compute_ms / made.requests:.2f}, queue {made.queue_ms / made.requests:.2f}"
    print(f"| of the call, by Triton's account: the UNet | {taken} | |", flush=True)
