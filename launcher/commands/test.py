"""Run the tests, with the servers they need: all, or those of one MODULE.

--quick leaves out what needs a server or a browser. The last line is `N passed, N failed`.
Exit code 0 when nothing failed. A full log of each kind lies in .chatbrush/test/run/logs.
"""

import argparse

from launcher.errors import LauncherError
from launcher.install import checks
from launcher.layout import Layout
from launcher.output import say
from launcher.run import lock
from launcher.testing import maven_kinds, python_kinds, web_kind
from launcher.testing.kinds import Kind, at_once, run_kind
from launcher.testing.results import Result, table
from launcher.testing.servers import Servers

STYLE = "style"
MODULES = (
    STYLE,
    "launcher",
    "tensorrt-build",
    "triton-model-repo",
    "contracts",
    "triton-client",
    "imaging",
    "service-calls",
    "mask-service",
    "agent-service",
    "editor-gateway",
    "web",
    "deploy",
    "client",
    "e2e",
    "verify",
)
WHOLE_STACK = ("e2e", "verify")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("module", nargs="?", metavar="MODULE", choices=MODULES)
    parser.usage = "./chatbrush test [MODULE] [--quick]"
    parser.epilog = "MODULE is one of: " + ", ".join(MODULES)
    parser.add_argument("--quick", action="store_true", help="only what needs no server")


def run(options: argparse.Namespace) -> int:
    """Run all chosen kinds, whatever fails, then print the table."""
    if options.module in WHOLE_STACK and options.quick:
        remedy = f"./chatbrush test {options.module}"
        raise LauncherError(f"The tests of {options.module} need every server.", remedy)
    layout = Layout.default().for_tests()
    # A lock of its own: the browser's tests give commands such as `up` to the test stack.
    with lock.held(layout, "test", name="test.lock"):
        servers = Servers(layout)
        try:
            results = [
                result
                for title, kind in plan(servers, options.module, options.quick)
                for result in run_kind(title, kind)
            ]
        finally:
            servers.stop()
    say("\n" + table(results))
    return 1 if any(result.failed for result in results) else 0


def plan(servers: Servers, module: str | None, quick: bool) -> list[Kind]:
    """Choose the kinds. Servers start when the first kind asks for them."""
    if module is None:
        return everything(servers, quick)
    if module in python_kinds.FOLDERS:
        return python(servers, module, quick)
    if module == STYLE:
        return [style(servers)]
    if module == "web":
        return [("web", lambda: [web_kind.tests(servers)])]
    if module == "e2e":
        return whole_stack(servers)
    if module == "verify":
        return proofs(servers)
    maven_kinds.require_tests(servers, module)
    return [(module, lambda: maven_kinds.tests(servers, [module], quick))]


def python(servers: Servers, module: str, quick: bool) -> list[Kind]:
    """Return the kinds of a Python module."""
    kinds: list[Kind] = [(module, lambda: [python_kinds.tests(servers, module, quick)])]
    if module in python_kinds.PARITY and not quick:
        kinds.append((f"{module} parity", lambda: [python_kinds.parity(servers, module)]))
    return kinds


def everything(servers: Servers, quick: bool) -> list[Kind]:
    """Return all kinds; those of the modules run beside each other, for they wait a lot."""
    beside: list[Kind] = [style(servers)]
    beside += [kind for module in python_kinds.FOLDERS for kind in python(servers, module, quick)]
    if web_kind.exists(servers):
        beside.append(("web", lambda: [web_kind.tests(servers)]))
    chosen = maven_kinds.testable(servers)
    java: Kind = ("maven", lambda: maven_kinds.tests(servers, chosen, quick))
    kinds: list[Kind] = [
        ("machine", lambda: machine(servers)),
        ("modules", lambda: at_once(beside, java)),
    ]
    return kinds if quick else kinds + whole_stack(servers) + proofs(servers)


def style(servers: Servers) -> Kind:
    """Return the kind that reads all Python and runs none of it."""
    return STYLE, lambda: [python_kinds.style(servers)]


def whole_stack(servers: Servers) -> list[Kind]:
    """Return the kinds that use everything at once: a browser, and another agent."""
    return [
        ("e2e", lambda: [maven_kinds.browser(servers)]),
        ("e2e mcp", lambda: [python_kinds.agent(servers)]),
    ]


def proofs(servers: Servers) -> list[Kind]:
    """Return the kind that breaks a whole stack in every way it must stand."""
    return [("verify", lambda: [python_kinds.verify(servers)])]


def machine(servers: Servers) -> list[Result]:
    """Check this machine first: its lacks explain later failures. It is no test."""
    say(checks.require(servers.layout, own_triton=True))
    return []
