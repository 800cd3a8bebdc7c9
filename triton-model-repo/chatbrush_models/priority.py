"""How far a model's process stands back for others on the CPU."""

import os


def stand_back(niceness: int) -> None:
    """Lower this process's priority to a niceness of 0..19; it is never raised."""
    os.nice(max(0, niceness - os.nice(0)))
