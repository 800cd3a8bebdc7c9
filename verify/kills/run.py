"""Parts die at random moments: nothing acknowledged is lost, and all of it comes back by itself.

./chatbrush verify kills            # 200 kills, about 45 minutes
./chatbrush verify kills --short    # 5 kills, judged by loss and by coming back
"""

import argparse
import random
import statistics
import sys
from pathlib import Path

from bench.client import Editor
from launcher.run.triton_server import REGION, SHARED_MEMORY
from verify.figures import Figures
from verify.kills.killer import PARTS, SUPERVISOR, Killer
from verify.kills.ledger import Ledger
from verify.load import Album, People, Tally, quantile
from verify.stack import Stack, add_arguments, running

SEED = 23
KILLS = 200
EVERY_SUPERVISOR = 25
EVERY_HANG = 40


def main() -> int:
    """Let people work while parts die, then ask for everything that was acknowledged."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many ({KILLS})")
    options = parser.parse_args()
    with running(options.home) as stack:
        return prove(stack, options.short, options.kills)


def plan(short: bool, kills: int, chance: random.Random) -> list[tuple[str, bool]]:
    """Return what is struck, and whether it hangs rather than dies."""
    if short:
        each = [*PARTS, SUPERVISOR]
        chance.shuffle(each)
        return [(name, False) for name in each]
    names = list(PARTS)
    return [
        (SUPERVISOR, False)
        if number % EVERY_SUPERVISOR == 0
        else (chance.choice(names), number % EVERY_HANG == EVERY_HANG // 2)
        for number in range(1, kills + 1)
    ]


def prove(stack: Stack, short: bool, kills: int) -> int:
    """Return the exit code."""
    chance = random.Random(SEED)
    editor, album, tally, ledger = Editor(stack.address), Album(SEED), Tally(), Ledger()
    killer = Killer(stack, chance)
    before = regions()
    people = People(SEED)
    for _ in range(2 if short else 4):
        people.add(lambda one: ledger.person(editor, album, tally, one), (0.2, 1.0))
    struck = plan(short, kills, chance)
    people.begin()
    for name, hang in struck:
        killer.strike(name, hang)
    people.finish()
    tally.show()
    figures = Figures("kills")
    judge(figures, killer, ledger, short, len(struck))
    status = stack.status()
    alive = sum(part["running"] for part in status["parts"].values())
    figures.note("strikes", len(struck))
    figures.note("of them at the supervisor", killer.outcomes.supervisors)
    figures.equals("parts alive at the end", alive, len(PARTS))
    figures.equals("supervisor alive at the end", float(status["supervisor"]["running"]), 1)
    figures.equals("state is ok at the end", float(status["status"] == "ok"), 1)
    figures.equals("shared memory left behind", len(regions() - before - mapped()), 0)
    return figures.finish()


def judge(figures: Figures, killer: Killer, ledger: Ledger, short: bool, struck: int) -> None:
    """Compare with what was acknowledged, and say how fast it came back."""
    loss, seen = ledger.compare(), killer.outcomes
    for line in [*loss.missing, *loss.changed, *loss.moved]:
        print(f"- {line}")
    figures.at_least("acknowledged revisions", loss.revisions, 2 if short else struck)
    figures.equals("of them missing", len(loss.missing), 0)
    figures.equals("of them with other bytes", len(loss.changed), 0)
    figures.equals("heads elsewhere than acknowledged", len(loss.moved), 0)
    gone = sum(seconds == float("inf") for seconds in [*seen.back, *seen.back_from_hang])
    figures.equals("parts that did not come back", gone, 0)
    if short:
        figures.note("time until all is well again, median", statistics.median(seen.back), "s")
        figures.note("down is told after, longest", max(seen.told), "s")
        return
    figures.at_most("time until all is well again, median", statistics.median(seen.back), 10, "s")
    figures.note("the same, longest", max(seen.back), "s")
    figures.note("the same after a hang, longest", max(seen.back_from_hang, default=0), "s")
    figures.at_most("down is told after, 95 of 100", quantile(seen.told, 0.95), 1, "s")
    figures.at_most("why is told after, 95 of 100", quantile(seen.reasoned, 0.95), 2, "s")


def regions() -> set[str]:
    """Return the shared memory of Triton's Python backend on this machine."""
    return {entry.name for entry in SHARED_MEMORY.glob(f"{REGION}*")}


def mapped() -> set[str]:
    """Return what of it some process uses."""
    names: set[str] = set()
    for maps in Path("/proc").glob("[0-9]*/maps"):
        try:
            lines = maps.read_text().splitlines()
        except OSError:
            continue  # it ended meanwhile
        names.update(line.rpartition("/")[2] for line in lines if REGION in line)
    return names


if __name__ == "__main__":
    sys.exit(main())
