"""Breaks one thing after another, waits for its alert, mends it as the runbook says."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress

import yaml

from verify.load import FAILURES
from verify.stack import ROOT
from verify.watch import faults, told
from verify.watch.judge import Judge
from verify.watch.lasting import (
    disk_fills,
    gpu_full,
    heap_full,
    metric_dropped,
    model_that_cannot_load,
    replica_down,
)

SCALED = ROOT / "deploy/kubernetes/components/keda/scaled-object.yaml"
BUDGETS = ["ErrorBudgetBurnsFast", "ErrorBudgetBurns", "ErrorBudgetBurnsSlowly"]


def cluster(at: Judge) -> None:
    """Tell, in place of kube-state-metrics, that Triton was killed for its memory, three times."""
    at.place.beside.tell("cluster", told.cluster(restarts=0))
    time.sleep(10)  # a counter's first value is no increase
    began = time.time()
    for restarts in (1, 2, 3):
        at.place.beside.tell("cluster", told.cluster(restarts))
        time.sleep(5)
    killed = "a stand-in tells three restarts of Triton, killed for memory"
    at.fires(began, killed, ["PartKilledForMemory", 'PartRestarts job="triton"'], 120)


def language_model(at: Judge) -> None:
    """Let a provider cost too much, and then be away."""
    provider = at.place.provider
    one = faults.session(at.place)
    one.say("make it warmer")
    time.sleep(10)  # a counter's first value is no increase
    began = time.time()
    provider.tokens = 1_200_000
    for _ in range(2):
        one.say("make it warmer")
    at.fires(began, "two plans cost 2.4 million tokens", ["LanguageModelSpend"], 60)
    provider.tokens = 200
    provider.stop()
    began = time.time()
    sessions = [one, faults.session(at.place)]
    asking = faults.People(2, lambda who: sessions[who].say("make it warmer"))
    at.fires(began, "the provider is gone", ["LanguageModelFallsBack"], 180)
    asking.leave()
    provider.start()


def model_fails(at: Judge) -> None:
    """Let a new version of a tool answer with errors, and take it away."""
    faults.put_version(at.place.stack, "photo_looks")
    one = faults.session(at.place)
    began = time.time()
    asking = faults.People(1, lambda _: one.say("make it warmer"))
    at.fires(began, "a tool's new version answers with errors", ["ModelFails"], 120)
    asking.leave()
    faults.take_version(at.place.stack, "photo_looks")
    outcome = {}
    while outcome.get("outcome") != "completed" and time.time() < began + 180:
        with suppress(*FAILURES):
            outcome = one.say("make it warmer")
        time.sleep(1)
    at.figures.at_most("… works again, its version taken away", time.time() - began, 180, "s")


def gateways_and_services_die(at: Judge) -> None:
    """Kill once during an edit, and again and again."""
    began = time.time()
    faults.cut_off_an_edit(at.place)
    at.fires(began, "the gateway is killed during an edit, twice", ["EditsInterrupted"], 120)
    began = time.time()
    faults.kill_again_and_again(at.place)
    at.fires(began, "mask-service is killed three times", ['PartRestarts job="mask-service"'], 120)


def queues(at: Judge) -> None:
    """Let more people come than there is room for."""
    began = time.time()
    crowd = faults.overload(at.place)
    faults.put_model(at.place.stack)
    model = faults.Drilled(at.place.stack)
    model.wait()
    asking = faults.People(24, lambda _: model.infer(2))
    at.fires(began, "18 people, a slow language model", ["GatewayQueueLong"], 420)
    at.fires(began, "24 ask a model at once", ["TritonQueueLong"], 420)
    scaling(at)
    crowd.leave()
    asking.leave()
    at.place.provider.delay = 0
    at.is_silent(["GatewayQueueLong", "TritonQueueLong"], "they left")
    faults.take_model(at.place.stack)


def scaling(at: Judge) -> None:
    """Ask what KEDA asks, without a cluster's label: each trigger wants more than one Triton."""
    for trigger in yaml.safe_load(SCALED.read_text())["spec"]["triggers"]:
        told = trigger["metadata"]
        found = at.place.prometheus.query(told["query"].replace('{namespace="chatbrush"}', ""))
        waiting = float(found[0]["value"][1]) if found else 0
        name = f"KEDA's trigger '{trigger['name']}' counts"
        at.figures.at_least(name, waiting, float(told["threshold"]) + 1)


def database(at: Judge) -> None:
    """Take it away; and let somebody lock a table of it."""
    one = faults.session(at.place)
    began = time.time()
    at.place.database.halt()
    at.fires(began, "PostgreSQL is stopped", ["DatabaseUnreachable"], 120)
    at.place.database.resume()
    at.is_silent(["DatabaseUnreachable"], "it is started again")
    began = time.time()
    holder = faults.lock_table(at.place)
    path = f"{one.path}"
    asking = faults.People(90, lambda _: one.editor.call("GET", path))
    at.fires(began, "somebody locks a table again and again", ["DatabasePoolShort"], 240)
    holder.kill()  # PostgreSQL ends what it held
    asking.leave()
    at.is_silent(["DatabasePoolShort"], "its session is ended")


def disk(at: Judge) -> None:
    """Fill it; and mount it read-only."""
    began = time.time()
    at.place.disk.fill()
    at.fires(began, "the pictures' disk is full", ["StorageFull"], 120)
    at.place.disk.free()
    at.is_silent(["StorageFull"], "there is room again")
    began = time.time()
    at.place.disk.writable(False)
    at.fires(began, "it is mounted read-only", ["StorageTakesNoWrites"], 120)
    at.place.disk.writable(True)
    at.is_silent(["StorageTakesNoWrites"], "it is mounted for writing")


def parts(at: Judge) -> None:
    """Kill two services and who would start them."""
    began = time.time()
    asking = faults.lose_parts(at.place)
    gone = "supervisor, agent- and mask-service are killed"
    at.fires(began, gone, ["PartDown", "Degraded", "BreakerOpen", "ServerErrors", *BUDGETS], 300)
    at.place.stack.up()
    # They go on: a breaker closes with the first call that works, and not where nobody calls.
    at.is_silent(["PartDown", "Degraded", "BreakerOpen"], "./chatbrush up, people go on asking")
    asking.leave()


# By name, for who mends one. What is waited for goes on while others are broken.
SLOW: dict[str, Callable[[Judge], AbstractContextManager[None]]] = {
    "disk-fills": disk_fills,
    "model-load": model_that_cannot_load,
    "heap": heap_full,
    "replica": replica_down,
    "metrics": metric_dropped,
    "gpu": gpu_full,
}
QUICK: dict[str, Callable[[Judge], None]] = {
    "parts": parts,
    "cluster": cluster,
    "language-model": language_model,
    "model-fails": model_fails,
    "deaths": gateways_and_services_die,
    "queues": queues,
    "database": database,
    "disk": disk,
}


def some(at: Judge, names: list[str]) -> None:
    """Provoke these alone, the slow ones around the others."""
    with ExitStack() as slow:
        for name in names:
            if name in SLOW:
                slow.enter_context(SLOW[name](at))
        for name in names:
            if name in QUICK:
                QUICK[name](at)


def every(at: Judge) -> None:
    """Provoke every alert, each before another fault makes it fire.

    First the parts: what else goes wrong burns budgets too. Triton's metric is dropped after the
    model that fails, and agent-service looked away from after the language model.
    """
    parts(at)
    with model_that_cannot_load(at):
        cluster(at)
        language_model(at)
        model_fails(at)
        with heap_full(at), replica_down(at), metric_dropped(at), gpu_full(at):
            gateways_and_services_die(at)
            queues(at)
            database(at)
    disk(at)
