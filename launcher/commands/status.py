"""Say what runs, where, and how much memory it takes. Exit code 0 running, 3 not."""

import argparse
import json
import time
from typing import Any

from launcher import processes
from launcher.layout import Layout
from launcher.output import say
from launcher.run import parts, record, state, web
from launcher.run.record import PartRecord
from launcher.run.state import State

RUNNING = 0
NOT_RUNNING = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the state of the stack."""
    layout = Layout.default()
    report = describe(state.load(layout.run / "state.json"), layout)
    if options.json:
        say(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        print_table(report)
    return RUNNING if report["status"] in ("ok", "degraded") else NOT_RUNNING


def describe(current: State | None, layout: Layout) -> dict[str, object]:
    """Return the report as JSON-like values.

    status: `ok`, `degraded` (the page works, something behind it does not), `partial` (the
    gateway does not run) or `stopped`. rss_bytes counts a part with all its children.
    """
    current = current or State()
    living = current.alive()
    seen = record.load(layout)
    listed = {
        name: {
            "running": name in living,
            "pid": part.pid if name in living else None,
            "rss_bytes": processes.resident_bytes(processes.family(part.identity)),
            **part.addresses,
            "log": str(layout.log(name)),
            **restarts_of(seen.of(name)),
        }
        for name, part in current.parts.items()
    }
    answer = status_of(current.url, layout) if parts.GATEWAY in living else None
    return {
        "status": overall(current, set(living), answer),
        "url": current.url if parts.GATEWAY in living else None,
        "triton": current.settings.triton or "own",
        "gateway": answer,
        "parts": listed,
        "supervisor": supervisor_of(current, layout),
    }


def status_of(url: str, layout: Layout) -> object | None:
    """Return what the gateway says of itself, with the key that its own account can read."""
    return web.read_json(f"{url}/api/status", headers=web.bearer(layout.admin_key))


def supervisor_of(current: State, layout: Layout) -> dict[str, object]:
    """Return who looks after the parts; pid is null where nobody does."""
    keeper = current.keeper if current.kept() else None
    return {
        "running": keeper is not None,
        "pid": keeper.pid if keeper else None,
        "detached": keeper is not None and keeper.detached,
        "log": str(layout.log("supervisor")),
    }


def restarts_of(seen: PartRecord) -> dict[str, object]:
    """Return how often a part was started again, and the last time: when, why, and for how long."""
    last = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seen.at)),
        "reason": seen.reason,
        "detail": seen.detail,
        "seconds": seen.seconds,
    }
    return {
        "restarting": seen.restarting,
        "restarts": seen.restarts,
        "last_restart": last if seen.restarts else None,
    }


def overall(current: State, living: set[str], answer: object | None) -> str:
    """One word for the whole stack."""
    if not living:
        return "stopped"
    if parts.GATEWAY not in living:
        return "partial"
    wanted = set(parts.NAMES) - ({parts.TRITON} if current.settings.triton else set())
    well = isinstance(answer, dict) and answer.get("status") == "ok"
    return "ok" if well and wanted <= living else "degraded"


def print_table(report: dict[str, object]) -> None:
    """Return the report for people."""
    listed = report["parts"]
    if not isinstance(listed, dict) or report["status"] == "stopped":
        say("Chatbrush does not run. Start it with: ./chatbrush up")
        return
    say(f"Chatbrush: {report['status']}  {report['url'] or ''}")
    for name, part in listed.items():
        mark = "✓" if part["running"] else "✗"
        memory = f"{part['rss_bytes'] / 2**20:.0f} MB"
        say(f"{mark} {name:<15} pid {part['pid'] or '-':<8} {memory:>8}  {part['address']}")
        for key in ("http_address", "management_address", "metrics_address"):
            if key in part:
                say(f"    {key.removesuffix('_address'):<11} {part[key]}")
        if part["restarts"]:
            say(f"    restarted   {restart_line(part)}")
    print_supervisor(report["supervisor"])
    if report["triton"] != "own":
        say(f"  triton          elsewhere          {report['triton']}")
    print_faults(report["gateway"])
    if report["status"] != "ok":
        say("Something is missing. ./chatbrush logs says why, ./chatbrush up starts it too.")


def print_faults(gateway: object) -> None:
    """Say what the gateway cannot use and why; a part that hangs runs all the same."""
    for fault in gateway.get("faults", []) if isinstance(gateway, dict) else []:
        healing = ", being started again" if fault["restarting"] else ""
        say(f"! {fault['part']}: {fault['reason']}{healing}")


def restart_line(part: dict[str, Any]) -> str:
    """Say how often, when and why a part was started again."""
    last, times = part["last_restart"], part["restarts"]
    often = "once" if times == 1 else f"{times} times"
    now = ", being started" if part["restarting"] else f", back after {last['seconds']} s"
    return f"{often}, last at {last['at']}: it {last['detail']}{now}"


def print_supervisor(supervisor: object) -> None:
    """Say who looks after the parts."""
    if not isinstance(supervisor, dict):
        return
    if supervisor["running"]:
        where = supervisor["log"] if supervisor["detached"] else "in the foreground"
        say(f"✓ {'supervisor':<15} pid {supervisor['pid']:<8} {'':>8}  {where}")
    else:
        say("✗ supervisor      nobody looks after the parts: ./chatbrush up does it again")
