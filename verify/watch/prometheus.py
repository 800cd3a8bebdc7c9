"""A real Prometheus over a stack: the repository's rules, the stack's own addresses."""

import copy
import json
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import yaml

from verify.stack import ROOT, Stack, free_port

CONFIGURATION = ROOT / "deploy/prometheus/prometheus.yml"
PORTS = {
    "editor-gateway": "editor-gateway-management",
    "mask-service": "mask-service-http",
    "agent-service": "agent-service-http",
    "triton": "triton-metrics",
}
EVERY = 2  # seconds between two looks; an operator's has 10

Sample = dict[str, Any]


class Prometheus:
    """Scrapes a stack until it is closed."""

    def __init__(self, stack: Stack, beside: str = "") -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="chatbrush-prometheus-"))
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        configuration = yaml.safe_load(CONFIGURATION.read_text())
        configuration["global"].update(
            scrape_interval=f"{EVERY}s", evaluation_interval=f"{EVERY}s", scrape_timeout=f"{EVERY}s"
        )
        configuration["rule_files"] = [str(CONFIGURATION.parent / "rules/*.yml")]
        configuration.pop("alerting", None)
        ports = json.loads((stack.home / "run" / "state.json").read_text())["ports"]
        for job in configuration["scrape_configs"]:
            job["static_configs"] = [{"targets": [f"127.0.0.1:{ports[PORTS[job['job_name']]]}"]}]
        if beside:  # a target of the drills' own
            own = {"job_name": "beside", "static_configs": [{"targets": [beside]}]}
            configuration["scrape_configs"].append(own)
        self._configuration = configuration
        self._overlooked = ("", "")  # a job, a metric
        file = self._folder / "prometheus.yml"
        file.write_text(yaml.safe_dump(configuration))
        self._process = subprocess.Popen(
            [
                "prometheus",
                f"--config.file={file}",
                f"--storage.tsdb.path={self._folder / 'data'}",
                f"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            ]
        )

    def query(self, expression: str) -> list[Sample]:
        """Return the series of an instant query; RuntimeError with Prometheus' own words."""
        asked = urllib.parse.urlencode({"query": expression})
        with urllib.request.urlopen(f"{self.address}/api/v1/query?{asked}", timeout=20) as reply:
            found = json.loads(reply.read())
        if found["status"] != "success":
            raise RuntimeError(f"{expression}: {found}")
        series: list[Sample] = found["data"]["result"]
        return series

    def await_series(self, expression: str, seconds: float) -> float:
        """Wait until a query has a series. Returns the seconds it took; infinity if never."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            try:
                if self.query(expression):
                    return time.monotonic() - start
            except OSError:
                pass  # it is not up yet
            time.sleep(0.5)
        return float("inf")

    def firing(self, within: str = "") -> set[str]:
        """Names of the alerts that fire, or that ever did `within` a time such as 5m."""
        fires = 'ALERTS{alertstate="firing"}'
        alerts = self.query(f"count_over_time({fires}[{within}])" if within else fires)
        return {alert["metric"]["alertname"] for alert in alerts}

    def overlook(self, job: str = "", metric: str = "") -> None:
        """Look at no part of that name, keep no metric of that name; without either, at all."""
        self._overlooked = (job, metric)
        self._load()

    def look_at(self, job: str, targets: list[str]) -> None:
        """Look at these too as parts of that job, and at no others that were once named so."""
        for scrape in self._configuration["scrape_configs"]:
            if scrape["job_name"] == job:
                scrape["static_configs"][1:] = [{"targets": targets}]
        self._load()

    def _load(self) -> None:
        job, metric = self._overlooked
        configuration = copy.deepcopy(self._configuration)
        scrapes = [one for one in configuration["scrape_configs"] if one["job_name"] != job]
        for scrape in scrapes if metric else []:
            drop = {"source_labels": ["__name__"], "regex": metric, "action": "drop"}
            scrape["metric_relabel_configs"] = [drop]
        configuration["scrape_configs"] = scrapes
        (self._folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
        self._process.send_signal(signal.SIGHUP)

    def close(self) -> None:
        """Stop it and keep nothing."""
        self._process.terminate()
        self._process.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)
