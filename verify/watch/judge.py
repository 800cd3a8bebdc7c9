"""Counts the seconds from a fault to its alerts, and from its mend to their silence."""

import time

from verify.figures import Figures
from verify.watch.place import Place
from verify.watch.prometheus import EVERY

# What has no `for` and no window that outlasts the drill is silent soon after the mend.
SILENT = 90.0


class Judge:
    """Waits for alerts, each by its name and, where it may have others, one label more."""

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
                self.figures.equals(f"{alert} fired before, so not shown: {fault}", 1, 0)
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
    name, _, label = alert.partition(" ")  # PartRestarts job="triton"
    return f'ALERTS{{alertname="{name}",alertstate="firing",{label}}}'
