"""Calls to other models of the repository from inside one (BLS), with errors for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditError


class NetworkCalls:
    """Calls networks by name. Thread-safe.

    Arrays are NumPy's on a GPU too: of a step some 700 kB pass, and a way around main memory would
    need a library of the GPU's arrays in the models' Python.
    """

    def kept(self, inputs: dict[str, NDArray[Any]]) -> tuple[pb_utils.Tensor, ...]:
        """Return inputs for several calls, copied into Triton's memory by the first alone."""
        return tuple(pb_utils.Tensor(name, array) for name, array in inputs.items())

    def call(
        self,
        network: str,
        inputs: dict[str, NDArray[Any]],
        output: str,
        kept: tuple[pb_utils.Tensor, ...] = (),
    ) -> NDArray[Any]:
        """Run a network and return one of its outputs. Errors: those of `call_for`."""
        return self.call_for(network, inputs, (output,), kept)[0]

    def call_for(
        self,
        network: str,
        inputs: dict[str, NDArray[Any]],
        outputs: Sequence[str],
        kept: tuple[pb_utils.Tensor, ...] = (),
    ) -> list[NDArray[Any]]:
        """Run a network and return some of its outputs. kept: further inputs, of `self.kept`.

        Errors: EditError MODEL_UNAVAILABLE where it is not loaded, SERVER_LEAVING where the server
        is asked to stop, OVERLOADED where its queue is full, MODEL_FAILED where it fails.
        """
        request = pb_utils.InferenceRequest(
            model_name=network,
            requested_output_names=list(outputs),
            inputs=[*self.kept(inputs), *kept],
            preferred_memory=pb_utils.PreferredMemory(pb_utils.TRITONSERVER_MEMORY_CPU, 0),
        )
        try:
            response = request.exec()
        except pb_utils.TritonModelException as error:
            raise _not_begun(network, str(error)) from error
        if response.has_error():
            raise _refusal(network, response.error().message())
        found = [pb_utils.get_output_tensor_by_name(response, name) for name in outputs]
        return [tensor.as_numpy() for tensor in found]

    def stream(
        self, tool: str, inputs: dict[str, NDArray[Any]], outputs: tuple[str, ...]
    ) -> Iterator[dict[str, NDArray[Any]]]:
        """Run a tool and give what each of its responses has of these outputs.

        Who stops before the last cancels it, from Triton 25.04 on; before, it runs to its end.
        Errors: EditError, the tool's own where it fails at once. Of a failure after a response
        Triton (2.51) tells a model that calls another only the end.
        """
        request = pb_utils.InferenceRequest(
            model_name=tool,
            requested_output_names=list(outputs),
            inputs=list(self.kept(inputs)),
        )
        try:
            responses = request.exec(decoupled=True)
        except pb_utils.TritonModelException as error:
            raise _not_begun(tool, str(error)) from error
        ended = False
        try:
            for response in responses:
                if response.has_error():
                    message = response.error().message()
                    raise EditError.told(message) or _refusal(tool, message)
                yield {each.name(): each.as_numpy() for each in response.output_tensors()}
            ended = True
        finally:
            if not ended and hasattr(responses, "cancel"):
                responses.cancel()

    def is_ready(self, network: str) -> bool:
        """Whether a network is loaded now."""
        return bool(pb_utils.is_model_ready(network))


def _unavailable(network: str) -> EditError:
    return EditError(
        "MODEL_UNAVAILABLE",
        f"this needs the network '{network}', which is not ready; "
        "run './chatbrush models pull' and try again",
    )


def _not_begun(network: str, message: str) -> EditError:
    """Turn what Triton raises instead of a response into an error for people."""
    return _leaving() if "erver not ready" in message else _unavailable(network)


def _leaving() -> EditError:
    """Triton lets run what it was asked before it was asked to stop, and takes nothing new.

    What a tool asks of a network is new to it too: the step has to be begun again elsewhere.
    """
    return EditError("SERVER_LEAVING", "this server is just being replaced; try again in a moment")


def _refusal(network: str, message: str) -> EditError:
    """Turn what a response says (the texts are Triton's, of 2.51) into an error for people."""
    if "erver not ready" in message:
        return _leaving()
    if "is not ready" in message:  # unloaded since the last call
        return _unavailable(network)
    if "maximum queue size" in message or "timeout expired" in message:
        return EditError(
            "OVERLOADED", f"too many edits wait for the network '{network}'; try again in a moment"
        )
    return EditError("MODEL_FAILED", f"network '{network}' gave an error: {message}")
