import subprocess
import sys

import pytest

SCRIPT = """
import os
from chatbrush_models.priority import stand_back
os.nice({start})
stand_back({wanted})
print(os.nice(0))
"""


@pytest.mark.parametrize(("start", "wanted", "found"), [(0, 15, 15), (5, 15, 15), (15, 10, 15)])
def test_stands_back_and_never_forward(start, wanted, found):
    base = int(run("import os; print(os.nice(0))"))
    told = int(run(SCRIPT.format(start=max(0, start - base), wanted=wanted)))

    assert told == max(found, base)


def run(code):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
