"""Holds a canary Triton against the one that serves, before it takes its place.

python3 compare.py --stable http://triton:8000 --canary http://triton-canary:8000 --pictures DIR

Every network that the stable one serves is asked on both, with the same numbers: golden pictures
where an input is a picture, seeded noise elsewhere. Exit code 1 where the canary lacks one, fails,
differs or is slower. Tools, whose answers come in pieces, are not asked here: they are Python that
the tests run, and what may differ between two servers are the networks.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

TYPES = {
    "FP32": np.float32, "FP16": np.float16, "UINT8": np.uint8, "INT32": np.int32,
    "INT64": np.int64, "BOOL": np.bool_,
}  # fmt: skip
SIDE = 512  # pixels, where a network takes any size
MASK_CHANNELS = 1
Json = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A Triton's HTTP."""

    address: str

    def ask(self, path: str, body: bytes | None = None, head: int = 0) -> tuple[bytes, int]:
        """Return the reply and the length of its JSON; 0 where all of it is JSON."""
        request = urllib.request.Request(f"{self.address.rstrip('/')}/v2/{path}", body)
        if head:
            request.add_header("Inference-Header-Content-Length", str(head))
            request.add_header("Content-Type", "application/octet-stream")
        with urllib.request.urlopen(request, timeout=120) as reply:
            return reply.read(), int(reply.headers.get("Inference-Header-Content-Length") or 0)

    def models(self) -> dict[str, Json]:
        """Return the configuration of each model that it serves."""
        index = json.loads(self.ask("repository/index", b"{}")[0])
        names = [model["name"] for model in index if model.get("state") == "READY"]
        return {name: json.loads(self.ask(f"models/{name}/config")[0]) for name in names}

    def wait(self, seconds: float) -> None:
        """Return when it is ready; TimeoutError where it is not after so long."""
        end = time.monotonic() + seconds
        while True:
            try:
                self.ask("health/ready")
                return
            except OSError as error:
                if time.monotonic() > end:
                    raise TimeoutError(f"{self.address} is not ready: {error}") from error
            time.sleep(2)

    def infer(self, model: str, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Run a network (Triton's binary tensor extension of the KServe protocol)."""
        types = {kind: name for name, kind in TYPES.items()}
        described = [
            {
                "name": name,
                "datatype": types[value.dtype.type],
                "shape": list(value.shape),
                "parameters": {"binary_data_size": value.nbytes},
            }
            for name, value in inputs.items()
        ]
        asked = {"inputs": described, "parameters": {"binary_data_output": True}}
        head = json.dumps(asked).encode()
        body = head + b"".join(value.tobytes() for value in inputs.values())
        reply, length = self.ask(f"models/{model}/infer", body, len(head))
        place, outputs = length, {}
        for output in json.loads(reply[:length] if length else reply)["outputs"]:
            size = output["parameters"]["binary_data_size"]
            values = np.frombuffer(reply[place : place + size], TYPES[output["datatype"]])
            outputs[output["name"]] = values.reshape(output["shape"])
            place += size
        return outputs


def is_network(config: Json) -> bool:
    """Whether a model answers numbers with numbers, at once."""
    if config.get("model_transaction_policy", {}).get("decoupled"):
        return False
    tensors = [*config["input"], *config["output"]]
    kinds = [tensor["data_type"].removeprefix("TYPE_") for tensor in tensors]
    return all(kind in TYPES for kind in kinds)


def example(tensor: Json, batched: bool, picture: np.ndarray, chance: np.random.Generator) -> Any:  # noqa: ANN401
    """Return numbers for an input: the picture, a mask, or noise."""
    kind = TYPES[tensor["data_type"].removeprefix("TYPE_")]
    dims = [int(size) for size in tensor["dims"]]
    if len(dims) >= 3 and dims[-3] in (3, MASK_CHANNELS):  # channels first
        height, width = (size if size > 0 else SIDE for size in dims[-2:])
        values = cv2.resize(picture, (width, height)).transpose(2, 0, 1)
        values = values if dims[-3] == 3 else (values[:1] > 127) * 255
        values = values if kind is np.uint8 else values / 255
    elif len(dims) >= 3 and dims[-1] == 3:
        height, width = (size if size > 0 else SIDE for size in dims[-3:-1])
        values = cv2.resize(picture, (width, height))
        values = values if kind is np.uint8 else values / 255
    else:
        shape = [size if size > 0 else 1 for size in dims]
        whole = np.issubdtype(kind, np.integer) or kind is np.bool_
        values = chance.integers(0, 2, shape) if whole else chance.normal(0, 1, shape)
    values = np.ascontiguousarray(values.astype(kind))
    values = values.reshape((1,) * (len(dims) - values.ndim) + values.shape)
    return values[None] if batched else values


def agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Return how alike two results are: PSNR over the range of the first, in dB."""
    if one.shape != other.shape:
        return 0.0
    one, other = one.astype(np.float64), other.astype(np.float64)
    error = float(((one - other) ** 2).mean())
    if not np.isfinite(error):
        return 0.0
    spread = float(np.ptp(one)) or 1.0
    return 99.0 if error == 0 else min(99.0, 10 * np.log10(spread * spread / error))


def compare(stable: Server, canary: Server, pictures: list[np.ndarray]) -> list[Json]:
    """Return a line for each network of the stable server."""
    theirs = canary.models()
    lines = []
    for name, config in stable.models().items():
        if not is_network(config):
            continue
        line: Json = {"network": name, "psnr": 99.0, "stable_ms": 0.0, "canary_ms": 0.0}
        lines.append(line)
        if name not in theirs:
            line["fault"] = "the canary does not serve it"
            continue
        for number, picture in enumerate(pictures):
            chance = np.random.default_rng(number)
            batched = int(config.get("max_batch_size", 0)) > 0
            given = {t["name"]: example(t, batched, picture, chance) for t in config["input"]}
            try:
                wanted = _timed(stable, name, given, line, "stable_ms")
            except urllib.error.HTTPError as error:
                line["note"] = f"not asked: the stable one refuses such numbers ({_said(error)})"
                break
            try:
                found = _timed(canary, name, given, line, "canary_ms")
            except urllib.error.HTTPError as error:
                line["fault"] = _said(error)
                break
            for output, values in wanted.items():
                line["psnr"] = min(line["psnr"], agreement(values, found[output]))
    return lines


def _timed(
    server: Server, name: str, given: dict[str, np.ndarray], line: Json, key: str
) -> dict[str, np.ndarray]:
    began = time.perf_counter()
    found = server.infer(name, given)
    line[key] += (time.perf_counter() - began) * 1000
    return found


def _said(error: urllib.error.HTTPError) -> str:
    return f"HTTP {error.code}: {error.read()[:160].decode(errors='replace')}"


def main() -> int:
    """Print a table; 1 where the canary must not serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stable", required=True)
    parser.add_argument("--canary", required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="a folder of JPEG files")
    parser.add_argument("--psnr", type=float, default=35.0, help="least agreement, dB")
    parser.add_argument("--slower", type=float, default=1.3, help="most time, of the stable one's")
    parser.add_argument("--wait", type=float, default=1200, help="seconds for both to be ready")
    options = parser.parse_args()
    pictures = [cv2.imread(str(file))[..., ::-1] for file in sorted(options.pictures.glob("*.jpg"))]
    if not pictures:
        print(f"✗ {options.pictures} holds no JPEG file\n  → --pictures FOLDER")
        return 1
    stable, canary = Server(options.stable), Server(options.canary)
    for server in (stable, canary):
        server.wait(options.wait)
    lines = compare(stable, canary, pictures)
    print("| network | PSNR, dB | stable, ms | canary, ms | |\n|---|---|---|---|---|")
    refused = not lines
    for line in lines:
        fault = line.get("fault") or _verdict(line, options.psnr, options.slower)
        fault = "" if "note" in line else fault
        refused |= bool(fault)
        times = f"{line['stable_ms']:.0f} | {line['canary_ms']:.0f}"
        said = line.get("note") or fault or "✓"
        print(f"| {line['network']} | {line['psnr']:.1f} | {times} | {said} |")
    refused |= all("note" in line for line in lines)
    print("✗ The canary must not serve." if refused else "✓ The canary may serve.")
    return int(refused)


def _verdict(line: Json, psnr: float, slower: float) -> str:
    if line["psnr"] < psnr:
        return f"✗ differs: below {psnr:g} dB"
    if line["canary_ms"] > slower * line["stable_ms"] + 50:
        return f"✗ takes more than {slower:g} times as long"
    return ""


if __name__ == "__main__":
    sys.exit(main())
