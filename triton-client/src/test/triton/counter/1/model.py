"""Counts steps and remembers when each began."""

import threading
import time

import numpy as np
import triton_python_backend_utils as pb_utils

FINAL = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL


class TritonPythonModel:
    """Counts, or reports on an earlier count.

    Inputs: run BYTES [1], the run's name; steps INT32 [1], how many (absent: report on the run);
    step_millis INT32 [1], length of a step; payload INT32 [1], bytes to send with each step;
    fail_at INT32 [1], the step that fails; data UINT8 [N], sent back before the payload.
    Outputs: a step at a time step INT32 [1] and data UINT8 [N + payload], to each element of which
    the step is added; or, as a report, began INT64 [steps done], the moments on the machine's
    monotonic clock in nanoseconds.
    """

    def initialize(self, args):
        """Start with no runs."""
        self.began = {}

    def execute(self, requests):
        """Count each request on a thread of its own, so that runs overlap."""
        for request in requests:
            sender = request.get_response_sender()
            run = self._text(request, "run")
            steps = self._number(request, "steps", -1)
            if steps < 0:
                moments = np.array(self.began.get(run, []), dtype=np.int64)
                self._send(sender, [pb_utils.Tensor("began", moments)])
                sender.send(flags=FINAL)
                continue
            millis = self._number(request, "step_millis", 0)
            payload = self._number(request, "payload", 0)
            fail_at = self._number(request, "fail_at", -1)
            given = pb_utils.get_input_tensor_by_name(request, "data")
            data = np.zeros(payload, dtype=np.uint8)
            if given is not None:
                data = np.concatenate([given.as_numpy(), data])
            self.began[run] = []
            threading.Thread(
                target=self._count,
                args=(sender, self.began[run], steps, millis, data, fail_at),
                daemon=True,
            ).start()

    def _count(self, sender, began, steps, millis, data, fail_at):
        for step in range(1, steps + 1):
            if sender.is_cancelled():
                break
            began.append(time.monotonic_ns())
            time.sleep(millis / 1000)
            if step == fail_at:
                error = pb_utils.TritonError(f"STEP_FAILED: step {step} was told to fail")
                sender.send(pb_utils.InferenceResponse([], error=error), flags=FINAL)
                return
            self._send(
                sender,
                [
                    pb_utils.Tensor("step", np.array([step], dtype=np.int32)),
                    pb_utils.Tensor("data", data + np.uint8(step % 256)),
                ],
            )
        sender.send(flags=FINAL)

    @staticmethod
    def _send(sender, tensors):
        sender.send(pb_utils.InferenceResponse(output_tensors=tensors))

    @staticmethod
    def _number(request, name, otherwise):
        tensor = pb_utils.get_input_tensor_by_name(request, name)
        return otherwise if tensor is None else int(tensor.as_numpy()[0])

    @staticmethod
    def _text(request, name):
        return pb_utils.get_input_tensor_by_name(request, name).as_numpy()[0].decode()
