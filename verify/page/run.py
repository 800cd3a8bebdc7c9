"""Every state of the page is sound, the main path runs in Firefox, and nobody waits long.

./chatbrush verify page            # about eight minutes
./chatbrush verify page --figures  # only what a person waits for
"""

import argparse
import json
import math
import os
import sys

from launcher.build import maven
from launcher.layout import Layout
from launcher.testing import maven_kinds, packages
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
# Language and colours, in which StatesTest looks at all of them.
APPEARANCES = ("ko-KR_LIGHT", "en-US_LIGHT", "ko-KR_DARK")
# On which it also looks at the size of whatever a finger may hit.
PHONES = ("390x844", "844x390", "320x640")


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
    found = json.loads(FOUND.read_text()) if FOUND.exists() else {}
    judge(figures, found, states=not options.figures)
    figures.equals("tests of the browsers that failed", code, 0)
    return figures.finish()


def browsers(stack: Stack, tests: str) -> int:
    """Run the tests with the tag `page`. Returns Maven's exit code."""
    layout = Layout.default()
    chromium, firefox = packages.require(layout, packages.CHROMIUM, packages.FIREFOX)
    variables = {
        **os.environ,
        "CHATBRUSH_URL": stack.address,
        "CHATBRUSH_HOME": str(stack.home),
        "CHATBRUSH_CHROMIUM": str(chromium),
        "CHATBRUSH_FIREFOX": str(firefox),
    }
    arguments = ["-pl", "editor-gateway", "-am", "test", "-Dgroups=page", "-DexcludedGroups="]
    arguments += [f"-Dtest=dev.chatbrush.gateway.e2e.{tests}"]
    arguments += ["-Dsurefire.failIfNoSpecifiedTests=false"]
    return maven.maven(layout, arguments, "verify-page", maven_kinds.show, variables)[0]


def judge(figures: Figures, found: dict[str, float], states: bool) -> None:
    """Hold what was measured against its limits; what was not measured misses them."""
    for name, limit in LIMITS.items():
        figures.at_most(named(name), found.get(name, math.inf), limit)
    for way in APPEARANCES if states else ():
        figures.at_least(f"axe states {way}", found.get(f"axe_states_{way}", 0), STATES)
        figures.equals(f"axe faulty {way}", found.get(f"axe_faulty_{way}", math.inf), 0)
    for phone in PHONES if states else ():
        figures.at_least(f"phone states {phone}", found.get(f"phone_states_{phone}", 0), STATES)
        figures.equals(f"phone faulty {phone}", found.get(f"phone_faulty_{phone}", math.inf), 0)
    for name, value in found.items():
        if name not in LIMITS and not name.startswith(("axe_", "phone_")):
            figures.note(named(name), value)


def named(figure: str) -> str:
    """Return a figure's name as words."""
    return figure.replace("_", " ")


if __name__ == "__main__":
    sys.exit(main())
