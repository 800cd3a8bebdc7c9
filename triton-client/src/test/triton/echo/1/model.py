"""Gives each input back."""

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """Inputs: any of the declared ones. Outputs: the same tensors under the same names."""

    def execute(self, requests):
        """Answer every request with its own inputs."""
        return [self._echo(request) for request in requests]

    @staticmethod
    def _echo(request):
        # DLPack carries what numpy has no type for (BF16); numpy carries strings and empty tensors.
        tensors = []
        for tensor in request.inputs():
            name = tensor.name()
            if name == "BF16":
                tensors.append(pb_utils.Tensor.from_dlpack(name, tensor.to_dlpack()))
            else:
                tensors.append(pb_utils.Tensor(name, tensor.as_numpy()))
        return pb_utils.InferenceResponse(output_tensors=tensors)
