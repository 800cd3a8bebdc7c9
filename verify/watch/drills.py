"""Breaks one thing after another, waits for its alert, mends it as the runbook says."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import yaml

from verify.figures import Figures
from verify.load import FAILURES
from verify.stack import ROOT
from verify.watch import faults
from verify.watch.place import Place
from verify.watch.prometheus import EVERY

SCALED = ROOT / "deploy/kubernetes/components/keda/scaled-object.yaml"
BUDGETS = ["ErrorBudgetBurnsFast", "ErrorBudgetBurns", "ErrorBudgetBurnsSlowly"]
# What has no `for` and no window that outlasts the drill is silent soon after the mend.
SILENT = 90.0


class Drill:
    """Counts the seconds from a fault to its alerts, and from its mend to their silence."""

    def __init__(self, place: Place, figures: Figures) -> None:
        self.place = place
        self.figures = figures

    def fires(self, began: float, fault: str, alerts: list[str], within: float) -> None:
        """Each must fire within so many seconds of the fault. began: as time.time() tells it."""
        for alert in alerts:
            left = max(1.0, began + within - time.time())
            self.place.prometheus.await_series(_firing(alert), left)
            time.sleep(2 * EVERY)  # a subquery looks at whole steps: one behind the first sample
            first = f"min(min_over_time(timestamp({_firing(alert)})[1h:2s]))"
            found = self.place.prometheus.query(first)
            took = float(found[0]["value"][1]) - began if found else float("inf")
            if took < 0:  # an earlier fault made it fire: this one shows nothing
                print(f"{alert}: not judged, it fired before: {fault}", flush=True)
                continue
            self.figures.at_most(f"{alert} fires: {fault}", took, within, "s")
            print(f"{alert}: {took:.0f} s after: {fault}", flush=True)

    def is_silent(self, alerts: list[str], mend: str) -> None:
        """Each must be silent again soon after what its page says was done."""
        began = time.monotonic()
        for alert in alerts:
            absent = f"absent({_firing(alert)})"
            left = max(1.0, SILENT - (time.monotonic() - began))
            silent = self.place.prometheus.await_series(absent, left)
            took = time.monotonic() - began if silent < float("inf") else silent
            self.figures.at_most(f"{alert} is silent: {mend}", took, SILENT, "s")
            print(f"{alert} silent: {took:.0f} s after {mend}", flush=True)


def _firing(alert: str) -> str:
    return f'ALERTS{{alertname="{alert}",alertstate="firing"}}'


def drill(place: Place, figures: Figures) -> None:
    """Provoke every alert that a machine without a GPU can show."""
    at = Drill(place, figures)
    with _model_that_cannot_load(at):
        language_model(at)
        model_fails(at)
        with _metric_dropped(at):
            gateways_and_services_die(at)
            queues(at)
            database(at)
    disk(at)
    parts(at)


@contextmanager
def _model_that_cannot_load(at: Drill) -> Iterator[None]:
    """Break what five minutes are waited for: meanwhile others."""
    began = time.time()
    faults.put_model(at.place.stack, "raise RuntimeError('broken on purpose')\n", "broken_model")
    yield
    at.fires(began, "a model ends with an error as it is loaded", ["ModelLoadFails"], 1500)
    faults.take_model(at.place.stack, "broken_model")
    at.is_silent(["ModelLoadFails"], "its folder taken away")


@contextmanager
def _metric_dropped(at: Drill) -> Iterator[None]:
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


def language_model(at: Drill) -> None:
    """Let a provider cost too much, and then be away."""
    provider = at.place.provider
    one = faults.session(at.place)
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


def model_fails(at: Drill) -> None:
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


def gateways_and_services_die(at: Drill) -> None:
    """Kill once during an edit, and again and again."""
    began = time.time()
    faults.cut_off_an_edit(at.place)
    at.fires(began, "the gateway is killed during an edit, twice", ["EditsInterrupted"], 120)
    began = time.time()
    faults.kill_again_and_again(at.place)
    at.fires(began, "mask-service is killed three times", ["PartRestarts"], 120)


def queues(at: Drill) -> None:
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


def scaling(at: Drill) -> None:
    """Ask what KEDA asks, without a cluster's label: each trigger wants more than one Triton."""
    for trigger in yaml.safe_load(SCALED.read_text())["spec"]["triggers"]:
        told = trigger["metadata"]
        found = at.place.prometheus.query(told["query"].replace('{namespace="chatbrush"}', ""))
        waiting = float(found[0]["value"][1]) if found else 0
        name = f"KEDA's trigger '{trigger['name']}' counts"
        at.figures.at_least(name, waiting, float(told["threshold"]) + 1)


def database(at: Drill) -> None:
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
    asking = faults.People(40, lambda _: one.editor.call("GET", path))
    at.fires(began, "somebody locks a table again and again", ["DatabasePoolShort"], 240)
    holder.kill()  # PostgreSQL ends what it held
    asking.leave()
    at.is_silent(["DatabasePoolShort"], "its session is ended")


def disk(at: Drill) -> None:
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


def parts(at: Drill) -> None:
    """Kill two services and who would start them."""
    began = time.time()
    asking = faults.lose_parts(at.place)
    gone = "supervisor, agent- and mask-service are killed"
    at.fires(began, gone, ["PartDown", "Degraded", "BreakerOpen", "ServerErrors", *BUDGETS], 300)
    at.place.stack.up()
    asking.leave()
    at.is_silent(["PartDown", "Degraded", "BreakerOpen"], "./chatbrush up")
