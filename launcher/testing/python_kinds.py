"""The kinds of tests that pytest and ruff run."""

import os
import time
from pathlib import Path

from launcher import shell, stamps
from launcher.install import environment, interpreter
from launcher.output import say
from launcher.testing import packages, web_kind
from launcher.testing.results import Result, read_reports
from launcher.testing.servers import Servers

PARITY = ("tensorrt-build", "triton-model-repo")
LEFT_OUT = dict.fromkeys(PARITY, "not parity")
QUICK_LEAVES_OUT = {
    "tensorrt-build": "not parity and not weights",
    "triton-model-repo": "not parity and not triton and not weights",
}
# Beside a module's own code: the parity tests build their networks with tensorrt_build.
CLIENT = "clients/python/src"
LIBRARIES = ("tensorrt-build/src", "triton-model-repo", CLIENT, "")
FOLDERS = {
    "launcher": "launcher/tests",
    "tensorrt-build": "tensorrt-build/tests",
    "triton-model-repo": "triton-model-repo/tests",
    "deploy": "deploy/tests",
    "client": "clients/python/tests",
}
AGENT_TESTS = "editor-gateway/src/test/python"
# Title, arguments for the interpreter, folder to run in; each counts as one test.
STYLE = (
    ("ruff check", ["-m", "ruff", "check", "--no-cache", "."], ""),
    ("ruff format", ["-m", "ruff", "format", "--no-cache", "--check", "."], ""),
    ("types of the launcher", ["-m", "mypy", "--strict", "launcher", "--exclude", "tests"], ""),
    ("types of tensorrt-build", ["-m", "mypy"], "tensorrt-build"),
    ("types of the models", ["-m", "mypy"], "triton-model-repo"),
    ("types of the client", ["-m", "mypy"], "clients/python"),
)


def style(servers: Servers) -> Result:
    """Check form and types of all Python."""
    began = time.monotonic()
    python = servers.python()
    layout = servers.layout
    log = layout.log("test-style")
    shell.rotate(log)
    environment = {
        **os.environ,
        "MYPY_CACHE_DIR": str(layout.run / "mypy"),
        "MYPYPATH": str(layout.repository / CLIENT),  # `./chatbrush edit` is the client's command
    }
    failed = []
    for title, arguments, folder in STYLE:
        where = layout.repository / folder
        say(f"{title}:")
        if shell.run_logged([python, *arguments], log, layout.tools, environment, where, say) != 0:
            failed.append(title)
    note = " and ".join(failed)
    return Result("style", len(STYLE), len(failed), 0, time.monotonic() - began, note)


def tests(servers: Servers, module: str, quick: bool) -> Result:
    """Run a module's pytest folder, with Triton where its tests ask for it."""
    python = servers.python()
    variables = {"CHATBRUSH_WEIGHTS": str(servers.layout.weights)}
    if module == "deploy":
        packages.require(servers.layout, packages.KUBECTL, packages.PROMTOOL)
    if module in PARITY and not quick:
        servers.models()
    if module == "triton-model-repo" and not quick:
        variables["CHATBRUSH_TRITON"] = servers.triton()
    left_out = (QUICK_LEAVES_OUT if quick else LEFT_OUT).get(module)
    choose = ["-m", left_out] if left_out else []
    return run_pytest(servers, python, module, FOLDERS[module], choose, variables)


def run_pytest(
    servers: Servers,
    python: str,
    kind: str,
    folder: str,
    choose: list[str],
    variables: dict[str, str],
) -> Result:
    """Run pytest on one folder and count from its report."""
    layout = servers.layout
    name = kind.replace(" ", "-")
    log = layout.log(f"test-{name}")
    shell.rotate(log)
    report = layout.run / "reports" / f"{name}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONHOME"}
    environment["PYTHONPATH"] = os.pathsep.join(str(layout.repository / path) for path in LIBRARIES)
    environment["PATH"] = f"{Path(python).parent}:{environment.get('PATH', os.defpath)}"
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [python, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", *choose]
    command += [f"--junitxml={report}", folder]
    began = time.monotonic()
    code = shell.run_logged(
        command, log, layout.tools, {**environment, **variables}, layout.repository, say
    )
    reports = [report] if report.exists() else []
    return read_reports(kind, reports, code, time.monotonic() - began)


def agent(servers: Servers) -> Result:
    """Let other programs edit photos on the whole stack: an agent, the SDKs, the clients."""
    web_kind.install(servers, servers.layout.log("test-e2e-npm"))
    variables = {
        "CHATBRUSH_URL": servers.whole_stack(),
        "CHATBRUSH_MODELS": str(servers.layout.models),
    }
    return run_pytest(servers, servers.python(), "e2e mcp", AGENT_TESTS, [], variables)


def verify(servers: Servers) -> Result:
    """Run the proofs of verify/ in their short version, each on a stack that may break."""
    servers.models()
    python = servers.python()
    variables = {"CHATBRUSH_SHARED": str(servers.layout.shared)}
    return run_pytest(servers, python, "verify", "verify/tests", [], variables)


def parity_wheels() -> Path | None:
    """Return the folder of CHATBRUSH_WHEELS when it has PyTorch for CPython 3.11."""
    named = os.environ.get("CHATBRUSH_WHEELS")
    folder = Path(named).absolute() if named else None
    return folder if folder and any(folder.glob("torch-*-cp311-*.whl")) else None


def parity(servers: Servers, module: str) -> Result:
    """Compare a module's networks and loops with the reference implementations under PyTorch."""
    kind, wheels = f"{module} parity", parity_wheels()
    if wheels is None:
        note = "CHATBRUSH_WHEELS names no folder with torch-*-cp311-*.whl (golden files compared)"
        return Result.not_run(kind, note)
    layout = servers.layout
    folder = layout.shared / "parity"
    python = folder / "bin" / "python"
    locks = [
        environment.lock_file(layout, environment.DEVELOPMENT),
        environment.lock_file(layout, "requirements-parity.txt"),
    ]
    done, wanted = folder / "chatbrush.stamp", stamps.of_tree(locks)
    if stamps.read(done) != wanted:
        say("Making the Python environment with PyTorch …")
        environment.make(folder, interpreter.require(("3.11",)), layout)
        environment.install(python, locks[0], layout)
        environment.install(python, locks[1], layout, "--no-deps", f"--find-links={wheels}")
        stamps.write(done, wanted)
    servers.models()
    variables = {"CHATBRUSH_WEIGHTS": str(layout.weights)}
    return run_pytest(servers, str(python), kind, FOLDERS[module], ["-m", "parity"], variables)
