"""Tells of a tool's steps, and hears that nobody waits any more: the answers of `edit_contract`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import Arrays, EditError, fit_within

PREVIEW_SIDE = 704


class CancelledError(Exception):
    """The caller has gone; raised from `Progress.step` between two steps."""


class Progress:
    """Counts the steps of one request, sends each and looks for cancellation between them."""

    def __init__(
        self,
        send: Callable[[Arrays], None],
        is_cancelled: Callable[[], bool],
        preview_every: int = 0,
        is_late: Callable[[], bool] = lambda: False,
    ) -> None:
        self._send = send
        self._is_cancelled = is_cancelled
        self._preview_every = preview_every
        self._is_late = is_late
        self._changed: NDArray[np.bool_] | None = None
        self.total = 1
        self.done = 0

    def begin(self, total: int) -> None:
        """Fix the number of steps, the finishing one included."""
        self.total = total
        self.check()

    def check(self) -> None:
        """Go on only where somebody waits for the answer. Errors: CancelledError, EditError."""
        if self._is_cancelled():
            raise CancelledError
        if self._is_late():
            raise EditError(
                "INFERENCE_TIMEOUT",
                f"the edit was at step {self.done} of {self.total} when its time was over; "
                "ask for fewer steps or a smaller part",
            )

    def waited(self) -> None:
        """Tell, as step 0, that the request begins only now: until then it was in the queue."""
        self._send(self._numbers())

    def step(self, preview: Callable[[], NDArray[np.uint8]] | None = None) -> None:
        """Report one finished step; `preview` makes the picture so far, only when it is wanted."""
        self.check()
        self.done += 1
        response = self._numbers()
        if preview and self._preview_every and self.done % self._preview_every == 0:
            response["preview"] = fit_within(preview(), PREVIEW_SIDE).copy()
        self._send(response)

    def grew(self, changed: NDArray[np.bool_], mask: NDArray[np.bool_]) -> None:
        """Tell what may be changed beyond the mask, where anything is; both bool [H,W]."""
        if (changed & ~mask).any():
            self._changed = changed | mask

    def finish(self, image: NDArray[np.uint8], seed: int) -> None:
        """Send the last step with the finished picture."""
        self.check()
        self.done = self.total
        final: Arrays = {"image": np.ascontiguousarray(image), "seed": np.array([seed], np.int64)}
        if self._changed is not None:
            final["mask"] = np.where(self._changed, 255, 0).astype(np.uint8)
        self._send(self._numbers() | final)

    def _numbers(self) -> Arrays:
        return {
            "step": np.array([self.done], np.int32),
            "total_steps": np.array([self.total], np.int32),
        }
