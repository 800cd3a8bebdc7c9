"""Adds one to each byte."""

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """Input x UINT8 [B,4]; output y UINT8 [B,4] = x + 1 modulo 256."""

    def execute(self, requests):
        """Answer every request of the batch."""
        responses = []
        for request in requests:
            x = pb_utils.get_input_tensor_by_name(request, "x").as_numpy()
            responses.append(pb_utils.InferenceResponse([pb_utils.Tensor("y", x + 1)]))
        return responses
