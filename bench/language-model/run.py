"""What a language model adds to the rules: a scored set planned by rules, by it, and by both.

    ./chatbrush bench language-model --url http://localhost:11434/v1 --model llama3.1
    ./chatbrush bench language-model --reliability 0.75

With an address it asks an OpenAI-compatible server. Without one it plays a model that says what
is right as often as told, over HTTP too, and takes no time. Prints a Markdown table for README.md.
Needs a JDK and Maven.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = """\
| planner | right tools | right plans | wrong while certain | destructive, not asked | planned by \
the model | ms a sentence |
|---|---|---|---|---|---|---|"""


def main() -> int:
    """Run the evaluation in Maven and print what it wrote. Returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="", help="base URL, such as http://localhost:11434/v1")
    parser.add_argument("--model", default="default", help="the model's name there")
    parser.add_argument("--reliability", type=float, default=1.0, help="of the played one, 0 to 1")
    parser.add_argument("--set", default="strangers", help="of agent-service's evaluation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.md"
        told = {**vars(options), "report": report}
        properties = [f"-Dlanguage-model.{name}={value}" for name, value in told.items()]
        command = ["mvn", "-q", "-B", "-pl", "agent-service", "-am", "test"]
        command += ["-Dtest=LanguageModelEvaluation", "-Dsurefire.failIfNoSpecifiedTests=false"]
        code = subprocess.run([*command, *properties], cwd=ROOT, check=False).returncode
        if code == 0:
            print(HEAD, report.read_text(), sep="\n", end="")
    return code


if __name__ == "__main__":
    sys.exit(main())
