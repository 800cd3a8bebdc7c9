"""What a diffusion tool does between two steps, each part timed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """calls -> a response a call; in the last one parts [P] and milliseconds [P,calls]."""

    def execute(self, requests: Sequence[pb_utils.InferenceRequest]) -> None:
        """Answer in a thread, as the tools do."""
        for request in requests:
            threading.Thread(target=self.run, args=(request,)).start()

    def run(self, request: pb_utils.InferenceRequest) -> None:
        """Make the calls of pix2pix at 512 x 512."""
        sender = request.get_response_sender()
        calls = int(pb_utils.get_input_tensor_by_name(request, "calls").as_numpy()[0])
        latent = np.random.default_rng(0).standard_normal((1, 4, 64, 64), dtype=np.float32)
        kept = [
            pb_utils.Tensor("condition", latent),
            pb_utils.Tensor("encoder_hidden_states", np.zeros((1, 3, 77, 768), np.float32)),
            pb_utils.Tensor("branches", np.full((1, 3, 2), 1 / 3, np.float32)),
            pb_utils.Tensor("rescale", np.zeros((1, 1), np.float32)),
        ]
        times: dict[str, list[float]] = {}

        def timed(part: str, function: Callable[[], Any]) -> Any:  # noqa: ANN401
            began = time.perf_counter()
            result = function()
            times.setdefault(part, []).append((time.perf_counter() - began) * 1000)
            return result

        for number in range(calls):
            timed("is it cancelled", request.is_cancelled)
            changing = timed("tensors that change", lambda: tensors(latent))
            call = timed("the request", lambda given=changing: asked([*given, *kept]))
            answer = timed("the call", call.exec)
            timed("the answer's array", lambda found=answer: array(found))
            timed("telling the step (in another thread)", lambda n=number: tell(sender, n))
        told = [
            pb_utils.Tensor("parts", np.array([part.encode() for part in times], object)),
            pb_utils.Tensor("milliseconds", np.array(list(times.values()), np.float32)),
        ]
        sender.send(pb_utils.InferenceResponse(told))
        sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)


def tensors(latent: np.ndarray) -> list[pb_utils.Tensor]:
    """Copy into Triton's memory what is new at each step."""
    timestep = np.zeros((1, 1), np.float32)
    return [pb_utils.Tensor("latent", latent), pb_utils.Tensor("timestep", timestep)]


def asked(inputs: Sequence[pb_utils.Tensor]) -> pb_utils.InferenceRequest:
    """Make the request for the UNet that costs nothing."""
    return pb_utils.InferenceRequest(
        model_name="instant_pix2pix_unet",
        requested_output_names=["noise_pred"],
        inputs=inputs,
        preferred_memory=pb_utils.PreferredMemory(pb_utils.TRITONSERVER_MEMORY_CPU, 0),
    )


def array(answer: pb_utils.InferenceResponse) -> np.ndarray:
    """Read the prediction."""
    return pb_utils.get_output_tensor_by_name(answer, "noise_pred").as_numpy()


def tell(sender: pb_utils.ResponseSender, number: int) -> None:
    """Send a step's response."""
    step = pb_utils.Tensor("step", np.array([number], np.int32))
    sender.send(pb_utils.InferenceResponse([step]))
