"""Faults that are waited for minutes or longer: others are provoked while these last."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from verify.stack import free_port
from verify.watch import faults, told
from verify.watch.cramped import Cramped
from verify.watch.judge import Judge


@contextmanager
def model_that_cannot_load(at: Judge) -> Iterator[None]:
    """Break what five minutes are waited for: meanwhile others."""
    began = time.time()
    faults.put_model(at.place.stack, "raise RuntimeError('broken on purpose')\n", "broken_model")
    yield
    at.fires(began, "a model ends with an error as it is loaded", ["ModelLoadFails"], 1500)
    faults.take_model(at.place.stack, "broken_model")
    at.is_silent(["ModelLoadFails"], "its folder taken away")


@contextmanager
def metric_dropped(at: Judge) -> Iterator[None]:
    """Drop a metric and a scrape, which ten minutes are waited for.

    The scrape's five begin once Prometheus takes its last sample for old, after five minutes.
    """
    began = time.time()
    lacking = {"metric": "nv_inference_request_success", "job": "agent-service"}
    at.place.prometheus.overlook(**lacking)
    yield
    at.fires(began, "a scrape drops a metric", ["MetricsMissing"], 1500)
    at.fires(began, "no scrape of agent-service", ["PartMissing"], 1500)
    at.place.prometheus.overlook()
    at.is_silent(["MetricsMissing", "PartMissing"], "the scrape is as it was")


@contextmanager
def gpu_full(at: Judge) -> Iterator[None]:
    """Tell, in place of a Triton with a GPU, that its memory is full, which ten minutes are."""
    began = time.time()
    at.place.beside.tell("gpu", told.gpu(used=0.97))
    yield
    at.fires(began, "a stand-in tells 97 % of a GPU's memory", ["GpuMemoryShort"], 700)
    at.place.beside.tell("gpu", told.gpu(used=0.5))
    at.is_silent(["GpuMemoryShort"], "it tells half")


@contextmanager
def heap_full(at: Judge) -> Iterator[None]:
    """Start a mask-service with too small a heap, which ten minutes are waited for."""
    began = time.time()
    cramped = Cramped(at.place.stack)
    try:
        at.place.prometheus.look_at("mask-service", [cramped.target])
        yield
        at.fires(began, "a mask-service with a heap of 14 MB", ["MemoryShort"], 1500)
    finally:
        cramped.end()  # nobody else does
    at.place.prometheus.look_at("mask-service", [])
    at.is_silent(["MemoryShort"], "it is ended")


@contextmanager
def replica_down(at: Judge) -> Iterator[None]:
    """Name a second Triton where nobody answers, which ten minutes are waited for."""
    began = time.time()
    at.place.prometheus.look_at("triton", [f"127.0.0.1:{free_port()}"])
    yield
    at.fires(began, "the second of two Tritons does not answer", ["ReplicaDown"], 700)
    at.place.prometheus.look_at("triton", [])
    at.is_silent(["ReplicaDown"], "it is taken away")


@contextmanager
def disk_fills(at: Judge) -> Iterator[None]:
    """Let the pictures' disk lose room steadily, which is waited for half an hour."""
    began = time.time()
    filling = faults.Filling(at.place)
    yield
    at.fires(began, "the disk loses 20 KB a second", ["DiskFillsSoon"], 2100)
    filling.stop()
    at.place.disk.grow()
    at.is_silent(["DiskFillsSoon"], "the volume is four times as large")
