"""Set up what is missing, start everything, print the address. Ctrl-C stops it again.

What dies or hangs later is started again, with --detach too. A second `up` starts only what is
missing, and looks after the stack if nobody does. Options that are left out keep the value of the
running stack. An LLM key is read from the environment variable CHATBRUSH_LLM_KEY.
"""

import argparse
import os
import re
import signal
import sys
import webbrowser

from launcher import shell
from launcher.build import maven
from launcher.errors import LauncherError
from launcher.install import checks, environment, setup
from launcher.layout import Layout
from launcher.output import Progress, say
from launcher.processes import Identity
from launcher.run import detached, lock, parts, state, triton_server, web
from launcher.run.stack import Stack
from launcher.run.state import Keeper, Settings
from launcher.run.supervisor import Supervisor

SUPERVISOR = "supervisor"
LOGIN_REQUIRED = "CHATBRUSH_LOGIN_REQUIRED"
YES = ("true", "1", "yes", "y", "on")  # as the gateway reads it
PATIENCE = 5.0  # the supervisor has the lock for a moment while it starts a part


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=port_number, help="port of the web page (8080)")
    parser.add_argument("--detach", action="store_true", help="return when everything answers")
    parser.add_argument("--no-browser", action="store_true", help="open no web browser")
    parser.add_argument(
        "--triton", metavar="HOST:PORT", type=host_and_port, help="use this Triton (gRPC)"
    )
    parser.add_argument("--llm-url", metavar="URL", help="an OpenAI-compatible endpoint")
    parser.add_argument("--llm-model", metavar="NAME", help="the model to ask there")
    parser.add_argument(
        "--llm-planner",
        choices=["hybrid", "llm", "rules"],
        help="rules first and the model where they are unsure (hybrid), the model, or rules alone",
    )
    parser.add_argument(
        "--logins",
        action="store_true",
        help=f"everybody signs in, until `down` (docs/logins.md); as {LOGIN_REQUIRED}=true does",
    )


def port_number(text: str) -> int:
    """Return a TCP port."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def host_and_port(text: str) -> str:
    """HOST:PORT of a gRPC server."""
    if not re.fullmatch(r"[^\s:/]+:\d{1,5}", text):
        raise argparse.ArgumentTypeError(f"expected HOST:PORT such as gpu-box:8001, not {text!r}")
    return text


def run(options: argparse.Namespace) -> int:
    """Bring the stack up, then look after it unless another command does."""
    layout = Layout.default()
    detach = detached.in_a_child() if options.detach else None
    with lock.held(layout, "up", PATIENCE):
        stack = Stack(layout)
        looked_after = stack.state.kept()
        found_running = looked_after or stack.running()
        kept = stack.state.settings if found_running else Settings()
        settings = chosen_settings(options, kept)
        stack.choose_ports(settings)
        started = bring_up(layout, stack, settings)
        me = myself()
        if not looked_after:
            stack.state.keeper = Keeper(me.pid, me.started, options.detach)
        stack.save()
    if looked_after:
        report(stack, started, found_running)
        open_browser(stack.state.url, options)
        return 0
    behind = False
    try:
        report(stack, started, found_running)
        open_browser(stack.state.url, options)
        if detach is None:
            say("Ctrl-C stops it. (./chatbrush up --detach returns instead.)")
        else:
            detach(layout.log(SUPERVISOR))
            behind = True
        Supervisor(layout, me).watch()
    except KeyboardInterrupt:  # the way to end it, not a fault
        end(layout, me, behind)
    return 0


def chosen_settings(options: argparse.Namespace, kept: Settings) -> Settings:
    """Return the options, with the kept values for those left out."""
    return Settings(
        options.port or kept.port,
        options.triton or kept.triton,
        options.llm_url or kept.llm_url,
        options.llm_model or kept.llm_model,
        options.llm_planner or kept.llm_planner,
        options.logins or os.environ.get(LOGIN_REQUIRED, "").lower() in YES or kept.logins,
    )


def bring_up(layout: Layout, stack: Stack, settings: Settings) -> list[str]:
    """All steps from a bare machine to a running stack. Returns what was started."""
    own_triton = settings.triton is None
    progress = Progress(7 if own_triton else 3)
    with progress.step("Machine") as step:
        step.result = checks.require(layout, own_triton)
    with progress.step("Java services") as step:
        step.result = maven.prepare(layout, maven.show(step))
    if own_triton:
        if not environment.is_current(layout):
            stack.stop([parts.TRITON])  # it runs from the environment that is made anew
        setup.prepare_models(layout, progress)
    with progress.step("Start") as step:
        stack.choose_ports(settings)  # again: minutes may have passed, another may have taken one
        started = stack.start(step.detail)
        step.result = ", ".join(started) if started else "everything runs already"
    return started


def report(stack: Stack, started: list[str], found_running: bool) -> None:
    """Say where it is, and what does not work."""
    settings = stack.state.settings
    if settings.triton is None:
        for fault in triton_server.failed_models(stack.state.ports["triton-http"]):
            say(f"! A model is not ready: {fault} (see {stack.layout.log(parts.TRITON)})")
    down = parts_down(stack, patience=15.0 if started else 0.0)
    if down:
        say(f"! Degraded: {', '.join(down)} not reachable (yet). Undo and download still work.")
    if found_running:
        again = f"started again: {', '.join(started)}" if started else "nothing to start"
        say(f"Chatbrush was already running; {again}.")
    say(f"\nChatbrush: {stack.state.url}\n")
    keeper = stack.state.keeper
    if keeper is None or keeper.pid != os.getpid() or keeper.detached:
        say("Stop it with: ./chatbrush down")


def parts_down(stack: Stack, patience: float) -> list[str]:
    """Ask the gateway what it cannot reach; fresh parts get `patience` seconds to be noticed."""
    down: list[str] = []

    def all_well() -> bool:
        status = web.read_json(
            f"{stack.state.url}/api/status", headers=web.bearer(stack.layout.admin_key)
        )
        reported = status.get("parts", {}) if isinstance(status, dict) else {"gateway": "down"}
        down[:] = [name for name, word in reported.items() if word != "ok"]
        return not down

    shell.wait_until(all_well, patience, pause=0.5)
    return down


def open_browser(url: str, options: argparse.Namespace) -> None:
    """Open the page where there is a person and a screen."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and sys.stdout.isatty() and not options.no_browser and not os.environ.get("CI"):
        webbrowser.open(url)


def myself() -> Identity:
    """Return this process."""
    me = Identity.of(os.getpid())
    if me is None:
        raise LauncherError("/proc does not show this process.", "mount /proc")
    return me


def end(layout: Layout, me: Identity, behind: bool) -> None:
    """Stop what the terminal has started; without a terminal this process alone ends."""
    current = state.load(layout.run / "state.json")
    if behind:
        say("Asked to end. The parts go on; ./chatbrush up looks after them again.")
    elif current is not None and current.keeper and current.keeper.identity == me:
        shut_down(layout)


def shut_down(layout: Layout) -> None:
    """Stop the whole stack; a second Ctrl-C does not leave half of it behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say("\nStopping …")
    with lock.held(layout, "up (stopping)", patience=60.0):
        Stack(layout).stop_all()
    say("Stopped.")
