"""Answers after a pause, behind a queue of one."""

import time

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """Input millis INT32 [1,1]: the pause. Output millis INT32 [1,1]: the same."""

    def execute(self, requests):
        """Pause and answer."""
        responses = []
        for request in requests:
            millis = pb_utils.get_input_tensor_by_name(request, "millis").as_numpy()
            time.sleep(int(millis.flat[0]) / 1000)
            responses.append(pb_utils.InferenceResponse([pb_utils.Tensor("millis", millis)]))
        return responses
