"""Answers after a pause."""

import time

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """Input millis INT32 [1]: the pause. Output millis INT32 [1]: the same."""

    def execute(self, requests):
        """Pause and answer, one request after the other."""
        responses = []
        for request in requests:
            millis = pb_utils.get_input_tensor_by_name(request, "millis").as_numpy()
            time.sleep(int(millis[0]) / 1000)
            responses.append(pb_utils.InferenceResponse([pb_utils.Tensor("millis", millis)]))
        return responses
