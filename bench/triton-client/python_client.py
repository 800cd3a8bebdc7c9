"""The same loop with PyPI's tritonclient: lines "bytes concurrent seconds" in, JSON lines out."""

import asyncio
import json
import sys
import threading
import time

import numpy as np
import tritonclient.grpc as blocking
import tritonclient.grpc.aio as asynchronous


def request(data: np.ndarray) -> list:
    """Build the inputs, as a program with a fresh picture would."""
    tensor = blocking.InferInput("x", [len(data)], "UINT8")
    tensor.set_data_from_numpy(data)
    return [tensor]


def check(result: blocking.InferResult, size: int) -> None:
    """Look at the first and the last byte of the answer."""
    back = result.as_numpy("x")
    if back[0] != 7 or back[size - 1] != 7:
        raise RuntimeError("the echo is wrong")


def run_sync(address: str, size: int, concurrent: int, seconds: float) -> tuple[list, float]:
    """Call from threads that share one client."""
    data = np.full(size, 7, dtype=np.uint8)
    times: list[float] = []
    begin = time.perf_counter()
    client = sync_client(address)

    def loop() -> None:
        while time.perf_counter() < begin + seconds:
            start = time.perf_counter()
            check(client.infer("echo_bytes", request(data), client_timeout=60), size)
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=loop) for _ in range(concurrent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - begin


async def run_aio(
    client: asynchronous.InferenceServerClient, size: int, concurrent: int, seconds: float
) -> tuple[list, float]:
    """Call from tasks of one event loop."""
    data = np.full(size, 7, dtype=np.uint8)
    times: list[float] = []
    begin = time.perf_counter()

    async def loop() -> None:
        while time.perf_counter() < begin + seconds:
            start = time.perf_counter()
            check(await client.infer("echo_bytes", request(data), client_timeout=60), size)
            times.append(time.perf_counter() - start)

    await asyncio.gather(*(loop() for _ in range(concurrent)))
    return times, time.perf_counter() - begin


CLIENTS: dict[str, blocking.InferenceServerClient] = {}


def sync_client(address: str) -> blocking.InferenceServerClient:
    """Return the one client of this process, as its documentation advises."""
    if address not in CLIENTS:
        CLIENTS[address] = blocking.InferenceServerClient(address)
    return CLIENTS[address]


def report(times: list, elapsed: float, cpu: float) -> None:
    """Write one line of JSON; milliseconds."""
    times.sort()
    figures = {
        "calls": len(times),
        "seconds": elapsed,
        "p50": times[len(times) // 2] * 1e3,
        "p99": times[len(times) * 99 // 100] * 1e3,
        "cpu": cpu / len(times) * 1e3,
    }
    print(json.dumps(figures), flush=True)


async def serve_aio(address: str) -> None:
    """Answer lines within one event loop, so that one channel serves them all."""
    async with asynchronous.InferenceServerClient(address) as client:
        for line in sys.stdin:
            size, concurrent, seconds = line.split()
            before = time.process_time()
            measured = await run_aio(client, int(size), int(concurrent), float(seconds))
            report(*measured, time.process_time() - before)


def main() -> None:
    """Serve lines in the mode of the first argument."""
    mode, address = sys.argv[1:]
    if mode == "aio":
        asyncio.run(serve_aio(address))
        return
    for line in sys.stdin:
        size, concurrent, seconds = line.split()
        before = time.process_time()
        measured = run_sync(address, int(size), int(concurrent), float(seconds))
        report(*measured, time.process_time() - before)


if __name__ == "__main__":
    main()
