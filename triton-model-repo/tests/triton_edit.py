"""One streamed edit against a real Triton."""

import queue
from dataclasses import dataclass, field

import numpy as np
import tritonclient.grpc as triton
from tritonclient.utils import np_to_triton_dtype, triton_to_np_dtype

TYPES = {
    "image": "UINT8",
    "mask": "UINT8",
    "reference_image_1": "UINT8",
    "reference_image_2": "UINT8",
    "amount": "FP32",
    "prompt": "BYTES",
    "negative_prompt": "BYTES",
    "strength": "FP32",
    "soft_edge": "FP32",
    "match_colour": "BOOL",
    "guidance_scale": "FP32",
    "image_guidance_scale": "FP32",
    "image_guidance_until": "FP32",
    "seed": "INT64",
    "preview_every": "INT32",
    "steps": "INT32",
    "speed": "BYTES",
}
TIMEOUT_SECONDS = 300
LARGEST_MESSAGE = 268435456


@dataclass
class Outcome:
    """What came back: the responses in order, and the error where the edit failed."""

    steps: list[dict[str, np.ndarray]] = field(default_factory=list)
    error: str | None = None

    @property
    def image(self) -> np.ndarray:
        return self.steps[-1]["image"]

    def changed(self, mask: np.ndarray) -> np.ndarray:
        """Return what the tool says that it changed, bool [H,W], if it was given this mask."""
        return self.steps[-1].get("mask", mask) > 0


class Edit:
    """A running edit; `outcome()` waits for it, `cancel()` closes its stream.

    timeout: the request's own parameter, in microseconds. whole_side: another, in pixels.
    """

    def __init__(
        self,
        target: str,
        model: str,
        timeout: int | None = None,
        whole_side: int | None = None,
        **inputs,
    ) -> None:
        options = [
            ("grpc.max_receive_message_length", LARGEST_MESSAGE),
            ("grpc.max_send_message_length", LARGEST_MESSAGE),
        ]
        self.client = triton.InferenceServerClient(target, channel_args=options)
        self.answers = queue.Queue()
        self.client.start_stream(lambda result, error: self.answers.put((result, error)))
        self.client.async_stream_infer(
            model,
            [_input(*item) for item in inputs.items()],
            enable_empty_final_response=True,
            timeout=timeout,
            parameters=None if whole_side is None else {"whole_side": whole_side},
        )

    def next_step(self) -> tuple[dict[str, np.ndarray] | None, str | None, bool]:
        """Wait for one response: its outputs, its error, and whether it is the last one."""
        result, error = self.answers.get(timeout=TIMEOUT_SECONDS)
        if error is not None:
            return None, error.message(), True
        response = result.get_response()
        last = response.parameters["triton_final_response"].bool_param
        return {o.name: result.as_numpy(o.name) for o in response.outputs} or None, None, last

    def outcome(self) -> Outcome:
        found, last = Outcome(), False
        while not last:
            step, found.error, last = self.next_step()
            if step:
                found.steps.append(step)
        self.close()
        return found

    def cancel(self) -> None:
        self.client.stop_stream(cancel_requests=True)
        self.client.close()

    def close(self) -> None:
        self.client.stop_stream()
        self.client.close()


def edit(target: str, model: str, timeout: int | None = None, **inputs) -> Outcome:
    return Edit(target, model, timeout, **inputs).outcome()


def _input(name: str, value) -> triton.InferInput:
    if TYPES[name] == "BYTES":
        array = np.array([value.encode()], object)
    elif TYPES[name] == "UINT8":
        array = np.asarray(value)
    else:
        array = np.array([value], triton_to_np_dtype(TYPES[name]))
    wire_type = np_to_triton_dtype(array.dtype)
    tensor = triton.InferInput(name, list(array.shape), wire_type)
    tensor.set_data_from_numpy(array)
    return tensor
