"""Our client and PyPI's tritonclient (gRPC, sync and aio), side by side against NVIDIA's server.

`./chatbrush bench triton-client`; with `--shared` by system shared memory, there and back. Starts a
server of its own; makes a venv for tritonclient.
Prints a Markdown table for README.md. Needs a JDK and Maven.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOME = Path(os.environ.get("CHATBRUSH_HOME", ROOT / ".chatbrush")).absolute()
SHARED = Path(os.environ.get("CHATBRUSH_SHARED", HOME)).absolute()
TRITONCLIENT = "tritonclient[grpc]==2.73.0"
SIZES = {"1 KB": 1_000, "1.5 MB": 1_500_000, "16 MB": 16_000_000}


def main() -> None:
    """Measure every size and concurrency with every client, in turn and back again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="length of one measurement")
    parser.add_argument("--rounds", type=int, default=2, help="there and back is one round")
    parser.add_argument("--shared", action="store_true", help="1.5 and 16 MB by shared memory")
    arguments = parser.parse_args()
    sizes = {label: size for label, size in SIZES.items() if size > 1_000 or not arguments.shared}
    address, server = start_server()
    workers: dict[str, subprocess.Popen] = {}
    try:
        workers = start_workers(address, arguments.shared)
        for name, worker in workers.items():
            for size in sizes.values():
                ask(worker, size, 4, 6 if name == "triton-client" else 2)  # the JIT's share
        print(
            "| tensor | concurrent | client | calls/s | p50 ms | p99 ms | CPU ms "
            "| server CPU ms | heap a call |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for label, size in sizes.items():
            for concurrent in (1, 2, 4, 8):
                measure(workers, server, label, size, concurrent, arguments)
    finally:
        for worker in workers.values():
            worker.stdin.close()
            worker.wait()
        server.terminate()
        server.wait()


def measure(
    workers: dict[str, subprocess.Popen],
    server: subprocess.Popen,
    label: str,
    size: int,
    concurrent: int,
    arguments: argparse.Namespace,
) -> None:
    """Print a row for each client; the middle of all measurements."""
    order = list(workers) + list(reversed(workers))
    figures: dict[str, list[dict]] = {name: [] for name in workers}
    for name in order * arguments.rounds:
        before = cpu_seconds(server.pid)
        taken = ask(workers[name], size, concurrent, arguments.seconds)
        taken["server"] = (cpu_seconds(server.pid) - before) * 1000 / taken["calls"]
        figures[name].append(taken)
    for name, taken in figures.items():
        rate = statistics.median(f["calls"] / f["seconds"] for f in taken)
        p50 = statistics.median(f["p50"] for f in taken)
        p99 = statistics.median(f["p99"] for f in taken)
        cpu = statistics.median(f["cpu"] for f in taken)
        server_cpu = statistics.median(f["server"] for f in taken)
        heap = statistics.median(f.get("allocated", 0) for f in taken)
        allocated = f"{heap / size:.2f} × tensor" if heap and size > 100_000 else "–"
        if heap and size <= 100_000:
            allocated = f"{heap / 1000:.0f} KB"
        print(
            f"| {label} | {concurrent} | {name} | {rate:.0f} | {p50:.2f} | {p99:.2f} "
            f"| {cpu:.2f} | {server_cpu:.2f} | {allocated} |",
            flush=True,
        )


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process and its children (Triton's Python stubs) have used."""
    ticks = 0
    for number in [pid, *children(pid)]:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Return the process's direct children."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def ask(worker: subprocess.Popen, size: int, concurrent: int, seconds: float) -> dict:
    """Let one client work, alone."""
    worker.stdin.write(f"{size} {concurrent} {seconds}\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    if not line:
        raise SystemExit("a client ended by itself; its error is above")
    return json.loads(line)


def start_workers(address: str, shared: bool) -> dict[str, subprocess.Popen]:
    """Start one process for each client."""
    way = ["shared"] if shared else []
    python = str(python_with_tritonclient())
    script = str(HERE / "python_client.py")
    commands = {
        "triton-client": ["java", "-cp", class_path(), str(HERE / "ClientBench.java"), address],
        "tritonclient": [python, script, "sync", address],
        "tritonclient aio": [python, script, "aio", address],
    }
    return {
        name: subprocess.Popen(
            [*command, *way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for name, command in commands.items()
    }


def class_path() -> str:
    """Compile the client and name its libraries."""
    target = ROOT / "triton-client/target"
    listed = target / "bench-class-path.txt"
    subprocess.run(
        ["mvn", "-q", "-pl", "triton-client", "-am", "compile", "dependency:build-classpath"]
        + [f"-Dmdep.outputFile={listed}", "-Dmdep.includeScope=runtime"],
        cwd=ROOT,
        check=True,
    )
    return f"{target / 'classes'}{os.pathsep}{listed.read_text().strip()}"


def python_with_tritonclient() -> Path:
    """Make the venv once."""
    venv = HOME / "bench/tritonclient"
    python = venv / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        install = [str(python), "-m", "pip", "install", "-q", TRITONCLIENT, "numpy<2"]
        subprocess.run(install, check=True)
    return python


def start_server() -> tuple[str, subprocess.Popen]:
    """Start tritonserver with the echo model on free ports, and wait until it is ready."""
    triton = SHARED / "triton"
    python = SHARED / "python/bin/python"
    ask_library = "import sysconfig; print(sysconfig.get_config_var('LIBDIR'))"
    library = subprocess.check_output([str(python), "-c", ask_library], text=True).strip()
    http, grpc = free_port(), free_port()
    environment = {
        **os.environ,
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "LD_LIBRARY_PATH": f"{triton / 'lib'}{os.pathsep}{library}",
        "PYTHONPYCACHEPREFIX": str(HOME / "run/pycache"),
    }
    log = HOME / "bench/triton.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(triton / "bin/tritonserver"),
        f"--model-repository={HERE / 'models'}",
        f"--backend-directory={triton / 'backends'}",
        "--disable-auto-complete-config",
        "--allow-metrics=false",
        "--http-address=127.0.0.1",
        f"--http-port={http}",
        "--grpc-address=127.0.0.1",
        f"--grpc-port={grpc}",
        "--backend-config=python,shm-default-byte-size=268435456",
    ]
    with log.open("w") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    await_ready(server, http, log)
    return f"127.0.0.1:{grpc}", server


def await_ready(server: subprocess.Popen, http: int, log: Path) -> None:
    """Wait up to a minute."""
    for _ in range(120):
        if server.poll() is not None:
            raise SystemExit(f"tritonserver ended by itself; see {log}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{http}/v2/health/ready", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    server.terminate()
    raise SystemExit(f"tritonserver was not ready within a minute; see {log}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
