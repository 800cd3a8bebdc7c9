"""What is answered to a sentence that was not understood."""

from __future__ import annotations

from chatbrush_models.edit_contract import EditError

LONGEST_SHOWN = 60


def refused(prompt: str, reason: str = "") -> EditError:
    """Say what was not understood, and what is possible."""
    said = prompt.strip()
    short = said if len(said) <= LONGEST_SHOWN else said[: LONGEST_SHOWN - 3] + "..."
    return EditError(
        "WORDS_NOT_UNDERSTOOD",
        f"I cannot do '{short}'{reason and ': ' + reason}. I can rotate ('rotate left', 'rotate 5 "
        "degrees to the right'), flip ('flip horizontally'), crop ('crop to a square', 'crop to "
        "16:9', 'crop to 80%', 'remove 10% from the top'), straighten, and resize ('resize to "
        "50%', 'resize to 1200 pixels wide', 'twice as big'), and extend by 12% at each "
        "side at most ('extend 10% to the left', 'extend by 5% on both sides', 'make it wider')",
    )
