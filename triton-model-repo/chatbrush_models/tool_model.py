"""Binds the edit contract to Triton's Python backend, so that a tool's `model.py` only edits."""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from abc import ABC, abstractmethod
from contextlib import closing
from typing import Any

import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.admission import Admission, Place
from chatbrush_models.edit_contract import Arrays, EditError, EditRequest
from chatbrush_models.edit_options import PARAMETER, TENSORS, Options
from chatbrush_models.edit_progress import CancelledError, Progress
from chatbrush_models.freed_memory import REST_SECONDS, AtHand
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.network_calls import NetworkCalls
from chatbrush_models.outbox import Outbox
from chatbrush_models.priority import stand_back

# An edit takes seconds anyway; while it runs, clicks must stay as quick as without it.
STAND_BACK = 15
LONGEST_SIDE = 1_000_000  # of a whole picture, in pixels of a part that was enlarged


class EditToolModel(ABC):
    """Base of the tools: `TritonPythonModel(EditToolModel)` overrides `edit`.

    Each request has a thread of its own; at most `chatbrush.concurrency` (default 2) work at once,
    at most `chatbrush.queue` (default 32) wait, which the metric chatbrush_edits_waiting counts,
    and the next is refused. The queue is here and not Triton's: with a bound on its own queue
    Triton 2.51 now and then looks at it half a second late.
    """

    networks = NetworkCalls()

    def initialize(self, args: dict[str, str]) -> None:
        """Read the configuration. Errors: TritonModelException that names the wrong key."""
        try:
            self.config = ModelConfig.from_args(args)
            stand_back(self.config.integer("chatbrush.nice", STAND_BACK))
            self.mask_need = self._choice("chatbrush.mask", ("none", "optional", "required"))
            self.prompt_need = self._choice("chatbrush.prompt", ("none", "required"))
            self.options = self._options()
            self.references = self.config.integer("chatbrush.references_least", 0)
            self.reach = self.config.integer("chatbrush.grows", 0)
            self.slots = self.config.integer("chatbrush.concurrency", 2)
            self.places = self.config.integer("chatbrush.queue", 32)
            # Written by `assemble`: whether the networks are plans, with captured sizes.
            self.on_plans = self.config.parameters.get("chatbrush.target") == "tensorrt"
        except ValueError as error:
            raise pb_utils.TritonModelException(str(error)) from error
        self.admission = Admission(self.slots, self.places, self._waiting_metric(args).set)
        self.memory = AtHand(REST_SECONDS)

    @abstractmethod
    def edit(self, request: EditRequest, progress: Progress) -> NDArray[Any]:
        """Return the edited picture, uint8 [H,W,3]; report steps to `progress`.

        With `chatbrush.alpha` it may be [H,W,4].
        """

    def execute(self, requests: list[pb_utils.InferenceRequest]) -> None:
        """Start or refuse each request; never waits."""
        for request in requests:
            place = self.admission.enter()
            if place is None:
                _finish(request.get_response_sender(), self._overloaded())
                continue
            end = _end_of(request)
            threading.Thread(target=self._serve, args=(request, end, place), daemon=True).start()

    def finalize(self) -> None:
        """Wait for the edits that still run."""
        self.admission.wait_until_idle()

    def call(self, network: str, inputs: Arrays, output: str) -> NDArray[Any]:
        """Call another model of this repository; see `NetworkCalls.call`."""
        return self.networks.call(network, inputs, output)

    def _serve(self, request: pb_utils.InferenceRequest, end: float | None, place: Place) -> None:
        sender = request.get_response_sender()
        try:
            with self.memory:
                error = self._answer(request, sender, end, place)
            _finish(sender, error)
        finally:
            self.admission.leave(place)

    def _answer(
        self,
        request: pb_utils.InferenceRequest,
        sender: pb_utils.ResponseSender,
        end: float | None,
        place: Place,
    ) -> pb_utils.TritonError | None:
        """Run one edit; return what the caller must be told where it failed."""
        code = pb_utils.TritonError
        try:
            with closing(Outbox[Arrays](lambda arrays: sender.send(_response(arrays)))) as outbox:
                edit_request = EditRequest.read(
                    self._arrays(request),
                    self.mask_need,
                    self.prompt_need,
                    self.options,
                    self.references,
                    _whole_side(request),
                )
                progress = Progress(
                    outbox.put,
                    request.is_cancelled,
                    edit_request.preview_every,
                    lambda: end is not None and time.monotonic() > end,
                )
                if self.admission.wait(place, progress.check):
                    progress.waited()
                progress.finish(self.edit(edit_request, progress), edit_request.seed)
            return None
        except CancelledError:
            return code("CANCELLED: the edit was stopped", code.CANCELLED)
        except EditError as error:
            return code(str(error), code.INVALID_ARG)
        except Exception as error:  # anything else is a fault of ours: told, and logged in full
            traceback.print_exc(file=sys.stderr)
            return code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL)

    def _arrays(self, request: pb_utils.InferenceRequest) -> Arrays:
        found = {}
        for spec in self.config.inputs:
            tensor = pb_utils.get_input_tensor_by_name(request, spec.name)
            if tensor is not None:
                found[spec.name] = tensor.as_numpy()
        return found

    def _overloaded(self) -> pb_utils.TritonError:
        code = pb_utils.TritonError
        sentence = f"{self.slots} edits run and {self.places} wait; try again in a moment"
        return code(f"OVERLOADED: {sentence}", code.UNAVAILABLE)

    def _waiting_metric(self, args: dict[str, str]) -> pb_utils.Metric:
        # Kept, since the metric ends with it.
        self.waiting_family = pb_utils.MetricFamily(
            name="chatbrush_edits_waiting",
            description="Edits that wait for a free slot of their tool",
            kind=pb_utils.MetricFamily.GAUGE,
        )
        labels = {"model": self.config.name, "version": args["model_version"]}
        return self.waiting_family.Metric(labels=labels)

    def _options(self) -> Options:
        options = Options.parse(self.config.parameters.get(PARAMETER, ""))
        types = {spec.name: spec.data_type for spec in self.config.inputs}
        for option in options:
            wanted = TENSORS[option.kind]
            if types.get(option.name) != wanted:
                raise ValueError(
                    f"model '{self.config.name}' must have the input '{option.name}' of {wanted} "
                    f"for its option, got {types.get(option.name, 'none')}"
                )
        return options

    def _choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.config.parameters.get(key, "")
        if value not in allowed:
            raise ValueError(
                f"parameter '{key}' of model '{self.config.name}' must be one of "
                f"{', '.join(allowed)}, got '{value}'"
            )
        return value


def _finish(sender: pb_utils.ResponseSender, error: pb_utils.TritonError | None) -> None:
    """Tell the error, then the end.

    Both in one response, after others, do not reach a model that calls this one: it waits for ever
    (Triton 2.51).
    """
    final = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL
    if error is not None:
        sender.send(pb_utils.InferenceResponse(error=error))
    sender.send(flags=final)


def _end_of(request: pb_utils.InferenceRequest) -> float | None:
    """When the request's own parameter `timeout` (microseconds, 0 = none) is over."""
    timeout = request.timeout()
    return time.monotonic() + timeout / 1e6 if timeout else None


def _whole_side(request: pb_utils.InferenceRequest) -> int:
    """Return the request's own parameter, 0 without one. Errors: EditError."""
    value = json.loads(request.parameters() or "{}").get("whole_side", 0)
    if not isinstance(value, int) or not 0 <= value <= LONGEST_SIDE:
        raise EditError("INPUT_INVALID", f"'whole_side' must be 0 to {LONGEST_SIDE}, got {value}")
    return value


def _response(arrays: Arrays) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(
        [pb_utils.Tensor(name, array) for name, array in arrays.items()]
    )
