"""The same loop with PyPI's tritonclient: lines "bytes concurrent seconds" in, JSON lines out.

With a third argument the bytes go by shared memory, there and back.
"""

import asyncio
import atexit
import json
import sys
import threading
import time
import uuid

import numpy as np
import tritonclient.grpc as blocking
import tritonclient.grpc.aio as asynchronous
from tritonclient.utils import shared_memory

SHARED = len(sys.argv) > 3
PATIENCE = 60


class Region:
    """One caller's memory that the server sees too; the answer is written over the question."""

    def __init__(self, size: int) -> None:
        self.name = f"bench.{uuid.uuid4().hex}"
        self.size = size
        self.memory = shared_memory.create_shared_memory_region(self.name, f"/{self.name}", size)

    def request(self, data: np.ndarray) -> tuple[list, list]:
        """Write the data, and say where it lies and where its echo shall."""
        shared_memory.set_shared_memory_region(self.memory, [data])
        tensor = blocking.InferInput("x", [self.size], "UINT8")
        tensor.set_shared_memory(self.name, self.size)
        wanted = blocking.InferRequestedOutput("x")
        wanted.set_shared_memory(self.name, self.size)
        return [tensor], [wanted]

    def check(self) -> None:
        """Look at the first and the last byte of the answer."""
        check(shared_memory.get_contents_as_numpy(self.memory, np.uint8, [self.size]))


REGIONS: dict[int, list[Region]] = {}
"""What each size has got so far. Kept: a server may still use one when its answer has come."""


@atexit.register
def give_back() -> None:
    """Leave nothing in /dev/shm."""
    for region in (region for known in REGIONS.values() for region in known):
        shared_memory.destroy_shared_memory_region(region.memory)


def regions(size: int, count: int) -> tuple[list[Region], list[Region]]:
    """Return regions for so many callers, and those of them that the server was not told of."""
    if not SHARED:
        return [], []
    known = REGIONS.setdefault(size, [])
    made = [Region(size) for _ in range(count - len(known))]
    known += made
    return known[:count], made


def request(data: np.ndarray) -> list:
    """Build the inputs, as a program with a fresh picture would."""
    tensor = blocking.InferInput("x", [len(data)], "UINT8")
    tensor.set_data_from_numpy(data)
    return [tensor]


def check(back: np.ndarray) -> None:
    """Look at the first and the last byte of an answer."""
    if back[0] != 7 or back[-1] != 7:
        raise RuntimeError("the echo is wrong")


def run_sync(address: str, size: int, concurrent: int, seconds: float) -> tuple[list, float]:
    """Call from threads that share one client."""
    data = np.full(size, 7, dtype=np.uint8)
    times: list[float] = []
    client = sync_client(address)
    shared, made = regions(size, concurrent)
    for region in made:
        client.register_system_shared_memory(region.name, f"/{region.name}", size)
    begin = time.perf_counter()

    def loop(region: Region | None) -> None:
        while time.perf_counter() < begin + seconds:
            start = time.perf_counter()
            if region is None:
                answer = client.infer("echo_bytes", request(data), client_timeout=PATIENCE)
                check(answer.as_numpy("x"))
            else:
                asked, wanted = region.request(data)
                client.infer("echo_bytes", asked, outputs=wanted, client_timeout=PATIENCE)
                region.check()
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=loop, args=(r,)) for r in shared or [None] * concurrent]
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
    shared, made = regions(size, concurrent)
    for region in made:
        await client.register_system_shared_memory(region.name, f"/{region.name}", size)
    begin = time.perf_counter()

    async def loop(region: Region | None) -> None:
        while time.perf_counter() < begin + seconds:
            start = time.perf_counter()
            if region is None:
                answer = await client.infer("echo_bytes", request(data), client_timeout=PATIENCE)
                check(answer.as_numpy("x"))
            else:
                asked, wanted = region.request(data)
                await client.infer("echo_bytes", asked, outputs=wanted, client_timeout=PATIENCE)
                region.check()
            times.append(time.perf_counter() - start)

    await asyncio.gather(*(loop(region) for region in shared or [None] * concurrent))
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
    mode, address = sys.argv[1:3]
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
