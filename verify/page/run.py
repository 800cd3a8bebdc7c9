"""Every state of the page is sound, the main path runs in Firefox, and nobody waits long.

./chatbrush verify page            # about six minutes
./chatbrush verify page --figures  # only what a person waits for
"""

import argparse
import json
import os
import subprocess
import sys

from launcher.build import java
from launcher.layout import Layout
from launcher.testing import packages
from verify.figures import Figures
from verify.stack import ROOT, Stack, add_arguments, running

FOUND = ROOT / "editor-gateway" / "target" / "e2e" / "figures.json"
# What it must be, where it is judged at all; times depend on the machine.
LIMITS = {
    "first_page_kb": 250.0,
    # None on a machine of one's own; 18 before anything was done about it.
    "large_zooming_long_tasks": 3.0,
    "large_painting_long_tasks": 3.0,
    "large_zooming_frame_p95_ms": 50.0,
    "large_painting_frame_p95_ms": 50.0,
}
STATES = 30


def main() -> int:
    """Let the browsers' tests that are too long for every day run, and judge their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--figures", action="store_true", help="only what a person waits for")
    options = parser.parse_args()
    if options.short:
        sys.exit("The short version of this proof is: ./chatbrush test e2e")
    FOUND.unlink(missing_ok=True)
    with running(options.home) as stack:
        code = browsers(stack, "SpeedTest" if options.figures else "*Test")
    figures = Figures("page")
    judge(figures, json.loads(FOUND.read_text()) if FOUND.exists() else {})
    figures.equals("tests of the browsers that failed", code, 0)
    return figures.finish()


def browsers(stack: Stack, tests: str) -> int:
    """Run the tests with the tag `page`. Returns Maven's exit code."""
    layout = Layout.default()
    jdk = java.find_jdk()
    if jdk is None:
        sys.exit("Java is missing: ./chatbrush doctor")
    chromium, firefox = packages.require(layout, packages.CHROMIUM, packages.FIREFOX)
    variables = {
        **os.environ,
        **java.java_environment(jdk),
        "CHATBRUSH_URL": stack.address,
        "CHATBRUSH_HOME": str(stack.home),
        "CHATBRUSH_CHROMIUM": str(chromium),
        "CHATBRUSH_FIREFOX": str(firefox),
    }
    command = ["mvn", "-q", "-B", "-ntp", "-pl", "editor-gateway", "-am", "test"]
    command += ["-Dgroups=page", "-DexcludedGroups=", f"-Dtest=dev.chatbrush.gateway.e2e.{tests}"]
    command += ["-Dsurefire.failIfNoSpecifiedTests=false"]
    return subprocess.run(command, env=variables, cwd=ROOT).returncode


def judge(figures: Figures, found: dict[str, float]) -> None:
    """Hold what was measured against its limits."""
    for name, value in found.items():
        words = name.replace("_", " ")
        if name in LIMITS:
            figures.at_most(words, value, LIMITS[name])
        elif name.startswith("axe_states"):
            figures.at_least(words, value, STATES)
        elif name.startswith("axe_faulty"):
            figures.equals(words, value, 0)
        else:
            figures.note(words, value)


if __name__ == "__main__":
    sys.exit(main())
