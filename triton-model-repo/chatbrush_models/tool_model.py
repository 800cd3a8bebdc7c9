"""Binds the edit contract to Triton's Python backend, so that a tool's `model.py` only edits."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from abc import ABC, abstractmethod

import numpy as np
import triton_python_backend_utils as pb_utils

from chatbrush_models.device_arrays import DeviceArrays
from chatbrush_models.edit_contract import Arrays, CancelledError, EditError, EditRequest, Progress
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.network_calls import NetworkCalls


class EditToolModel(ABC):
    """Base of the tools: `TritonPythonModel(EditToolModel)` overrides `edit`.

    Each request runs in a thread of its own, at most `chatbrush.concurrency` (default 2) at once;
    the others wait in Triton's queue, where its metrics count them and a cancel removes them. A
    queue policy in config.pbtxt bounds that queue; without one it is endless.
    """

    networks = NetworkCalls(DeviceArrays())

    def initialize(self, args: dict[str, str]) -> None:
        """Read the configuration. Errors: TritonModelException that names the wrong key."""
        try:
            self.config = ModelConfig.from_args(args)
            self.mask_need = self._choice("chatbrush.mask", ("none", "optional", "required"))
            self.prompt_need = self._choice("chatbrush.prompt", ("none", "required"))
            self.slot_count = self.config.integer("chatbrush.concurrency", 2)
        except ValueError as error:
            raise pb_utils.TritonModelException(str(error)) from error
        self.slots = threading.Semaphore(self.slot_count)

    @abstractmethod
    def edit(self, request: EditRequest, progress: Progress) -> np.ndarray:
        """Return the edited picture, uint8 [H,W,3]; report steps to `progress`."""

    def execute(self, requests: list) -> None:
        """Start each request; returns as soon as the last one has a free slot."""
        for request in requests:
            end = _end_of(request)
            self.slots.acquire()
            threading.Thread(target=self._serve, args=(request, end), daemon=True).start()

    def finalize(self) -> None:
        """Wait for the edits that still run."""
        for _ in range(self.slot_count):
            self.slots.acquire()

    def call(self, network: str, inputs: Arrays, output: str) -> np.ndarray:
        """Call another model of this repository; see `NetworkCalls.call`."""
        return self.networks.call(network, inputs, output)

    def _serve(self, request: object, end: float | None) -> None:
        sender = request.get_response_sender()
        final = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL
        try:
            error = self._answer(request, sender, end)
            if error is None:
                sender.send(flags=final)
            else:
                sender.send(pb_utils.InferenceResponse(error=error), flags=final)
        finally:
            self.slots.release()

    def _answer(self, request: object, sender: object, end: float | None) -> object | None:
        """Run one edit; return what the caller must be told where it failed."""
        code = pb_utils.TritonError
        try:
            arrays = self._arrays(request)
            edit_request = EditRequest.read(arrays, self.mask_need, self.prompt_need)
            progress = Progress(
                lambda response: sender.send(_response(response)),
                request.is_cancelled,
                edit_request.preview_every,
                lambda: end is not None and time.monotonic() > end,
            )
            progress.finish(self.edit(edit_request, progress), edit_request.seed)
            return None
        except CancelledError:
            return code("CANCELLED: the edit was stopped", code.CANCELLED)
        except EditError as error:
            return code(str(error), code.INVALID_ARG)
        except Exception as error:  # anything else is a fault of ours: told, and logged in full
            traceback.print_exc(file=sys.stderr)
            return code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL)

    def _arrays(self, request: object) -> Arrays:
        found = {}
        for spec in self.config.inputs:
            tensor = pb_utils.get_input_tensor_by_name(request, spec.name)
            if tensor is not None:
                found[spec.name] = tensor.as_numpy()
        return found

    def _choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.config.parameters.get(key, "")
        if value not in allowed:
            raise ValueError(
                f"parameter '{key}' of model '{self.config.name}' must be one of "
                f"{', '.join(allowed)}, got '{value}'"
            )
        return value


def _end_of(request: object) -> float | None:
    """When the request's own parameter `timeout` (microseconds, 0 = none) is over."""
    timeout = request.timeout()
    return time.monotonic() + timeout / 1e6 if timeout else None


def _response(arrays: Arrays) -> object:
    return pb_utils.InferenceResponse(
        [pb_utils.Tensor(name, array) for name, array in arrays.items()]
    )
