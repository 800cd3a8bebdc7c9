"""Several looks at one hole: the answer depends on what the network is shown; the best wins."""

from __future__ import annotations

from dataclasses import dataclass

from chatbrush_models.erase.plan import Window, window_around

SPOT = 0.12  # of the window: a hole smaller than this is filled well at the first try
LARGE = 0.3
WIDE_SHARE, TIGHT_SHARE = 0.4, 0.75
TIGHT_PENALTY = 1.15  # seen from near everything is smoother, and so less strange than it is


@dataclass(frozen=True)
class View:
    """A window as it is shown to the network, mirrored left to right or not."""

    window: Window
    mirrored: bool
    penalty: float = 1.0


def views_of(window: Window, width: int, height: int) -> list[View]:
    """Return the views to try for a window of a width x height picture, one network call each.

    Mirroring gives a second opinion at no loss; for large holes also more and less context.
    """
    share = window.hole.longest / window.side
    views = [View(window, False)]
    if share > SPOT:
        views.append(View(window, True))
    if share > LARGE:
        views.append(View(window_around(window.hole, width, height, WIDE_SHARE), True))
        views.append(
            View(window_around(window.hole, width, height, TIGHT_SHARE), False, TIGHT_PENALTY)
        )
    different = {(view.window, view.mirrored): view for view in reversed(views)}
    return list(reversed(different.values()))
