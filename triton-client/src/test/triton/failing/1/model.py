"""Fails with the text that it is given."""

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """Input text BYTES [1]: the error. No output, ever; "raise …" raises what follows it."""

    def execute(self, requests):
        """Fail every request with its own text."""
        responses = []
        for request in requests:
            text = pb_utils.get_input_tensor_by_name(request, "text").as_numpy()[0].decode()
            if text.startswith("raise "):
                raise pb_utils.TritonModelException(text[len("raise ") :])
            error = pb_utils.TritonError(text)
            responses.append(pb_utils.InferenceResponse([], error=error))
        return responses
