"""Every panel and every rule finds its series on a running stack, and each alert fires in a drill.

./chatbrush verify watch            # a normal run and all drills, some 35 minutes
./chatbrush verify watch --short    # the series alone, 20 seconds
./chatbrush verify watch --calm 60  # so many seconds of a normal run instead of 300
./chatbrush verify watch --only database --only disk    # these drills alone
"""

import argparse
import json
import re
import sys
import time

import yaml

from bench.client import Editor
from verify.disk.small_disk import enter_own_mounts
from verify.figures import Figures
from verify.load import PHOTOS
from verify.stack import ROOT, Stack, add_arguments, running
from verify.watch import drills
from verify.watch.judge import Judge
from verify.watch.lasting import disk_fills
from verify.watch.place import place
from verify.watch.prometheus import EVERY, Prometheus

DASHBOARDS = ROOT / "deploy/grafana/dashboards"
RULES = ROOT / "deploy/prometheus/rules"
# What this machine cannot show, and why.
ELSEWHERE = {
    "nv_gpu_memory_used_bytes": "a GPU",
    "nv_gpu_memory_total_bytes": "a GPU",
    "nv_gpu_utilization": "a GPU",
    "chatbrush_llm_tokens_total": "a language model",
    "kube_pod_container_status_restarts_total": "a cluster with kube-state-metrics",
    "kube_pod_container_status_last_terminated_reason": "a cluster with kube-state-metrics",
}
METRIC = re.compile(
    r"\b(?:chatbrush|nv|jvm|agroal|process|http_server|triton_client|kube)_[a-z0-9_]+\b"
)


def main() -> int:
    """Work a little, ask everything, break things."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--calm", type=int, default=300, help="seconds of a normal run")
    names = [*drills.SLOW, *drills.QUICK]
    told = f"nothing but this drill, may be repeated: {', '.join(names)}"
    parser.add_argument("--only", action="append", choices=names, metavar="DRILL", help=told)
    options = parser.parse_args()
    figures = Figures("watch")
    if options.short:
        with running(options.home) as stack:
            prometheus = Prometheus(stack)
            try:
                look(stack, prometheus, figures)
            finally:
                prometheus.close()
        return figures.finish()
    if options.home:
        parser.error("the drills break a stack of their own: --home goes with --short alone")
    enter_own_mounts(required=True)
    with place() as where:
        at = Judge(where, figures)
        if options.only:
            where.prometheus.await_series("up", 20)
            drills.some(at, options.only)
            return figures.finish()
        look(where.stack, where.prometheus, figures)
        with disk_fills(at):
            stay_silent(where.stack, where.prometheus, figures, options.calm)
            drills.every(at)
    return figures.finish()


def look(stack: Stack, prometheus: Prometheus, figures: Figures) -> None:
    """Ask for every panel's and every rule's series while people work."""
    prometheus.await_series("up", 20)
    for _ in range(2):
        work(Editor(stack.address))
        time.sleep(3 * EVERY)  # a rate needs two looks after the first count
    empty = panels(prometheus)
    missing = {name for name in metrics_of_rules() - ELSEWHERE.keys() if not prometheus.query(name)}
    print(f"rules: {len(metrics_of_rules())} metrics, missing {sorted(missing) or 'none'}")
    print(f"only with more than this machine: {ELSEWHERE}")
    figures.equals("queries of panels without a series", len(empty), 0)
    figures.equals("metrics of rules that no part tells", len(missing), 0)


def stay_silent(stack: Stack, prometheus: Prometheus, figures: Figures, seconds: int) -> None:
    """Let people work for a while: no alert may fire at any moment of it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        work(Editor(stack.address))
        time.sleep(5)
    fired = prometheus.firing(within=f"{seconds + 120}s")
    print(f"fired in a normal run of {seconds} s: {sorted(fired) or 'none'}")
    figures.equals(f"alerts that fired in a normal run of {seconds} s", len(fired), 0)


def work(editor: Editor) -> None:
    """Do what people do: upload, click, edit, talk, and go wrong once."""
    session = editor.open(PHOTOS / "coffee.jpg")
    session.select(points=[{"x": 200, "y": 200}])
    session.select(points=[{"x": 220, "y": 210}])
    session.say("make it warmer")
    session.say("undo")
    try:
        session.editor.call("POST", f"{session.path}/plan", b"{}")
    except RuntimeError as refused:
        assert "VALIDATION_FAILED" in str(refused), refused


def panels(prometheus: Prometheus) -> list[str]:
    """Print each query with how many series it has. Returns those without."""
    empty = []
    print("| dashboard | panel | series |\n|---|---|---|")
    for file in sorted(DASHBOARDS.glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                query = target["expr"].replace("$__rate_interval", "1m")
                series = len(prometheus.query(query))
                needs = [ELSEWHERE[name] for name in METRIC.findall(query) if name in ELSEWHERE]
                shown = f"needs {needs[0]}" if needs and not series else str(series)
                print(f"| {file.stem} | {panel['title']} | {shown} |")
                if not series and not needs:
                    empty.append(f"{panel['title']}: {query}")
    for query in empty:
        print(f"without a series: {query}")
    return empty


def metrics_of_rules() -> set[str]:
    """Names of all metrics in expressions of rules, but what rules record themselves."""
    found: set[str] = set()
    for file in RULES.glob("*.yml"):
        for group in yaml.safe_load(file.read_text())["groups"]:
            for rule in group["rules"]:
                found |= set(METRIC.findall(rule["expr"]))
    return found


if __name__ == "__main__":
    sys.exit(main())
