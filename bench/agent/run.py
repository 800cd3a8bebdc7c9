"""What agent-service costs outside the models: planning, streaming, memory at rest.

`./chatbrush bench agent`. Packages agent-service and runs it beside a fake Triton and a fake
language model that take no time. Prints Markdown tables for README.md. Needs a JDK and Maven.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SERVICE = ROOT / "agent-service/target"


def main() -> None:
    """Package, compile the benchmark, run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--packaged", action="store_true", help="take the service as it was packaged"
    )
    arguments = parser.parse_args()
    if not arguments.packaged:
        package()
    application = SERVICE / "quarkus-app"
    class_path = f"{SERVICE}/classes:{SERVICE}/test-classes:{application}/lib/main/*"
    with tempfile.TemporaryDirectory() as classes:
        sources = [str(source) for source in sorted(HERE.glob("*.java"))]
        subprocess.run(["javac", "-d", classes, "-cp", class_path, *sources], check=True)
        java = [
            "java",
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            f"{classes}:{class_path}",
            "AgentBench",
        ]
        subprocess.run([*java, str(application / "quarkus-run.jar")], cwd=ROOT, check=True)


def package() -> None:
    """Build the service and its tests' helpers; runs no test."""
    command = ["mvn", "-q", "-B", "-pl", "agent-service", "-am", "package", "-DskipTests"]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
