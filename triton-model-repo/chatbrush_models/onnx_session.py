"""Opens an ONNX graph on the CPU under ONNX Runtime."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray

from chatbrush_models.freed_memory import REST_SECONDS, Rest, give_back, keep_freed


class OnnxNetwork:
    """A session that gives back what its runs freed when none came for REST_SECONDS.

    Its threads are bounded and sleep, not spin, between requests.
    """

    def __init__(self, graph: Path, threads: int) -> None:
        """Open the graph. threads: 0 = all cores."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena keeps the peak of the largest run for ever: 1.4 GB at rest for encoder and
        # MI-GAN together, against 0.2 GB without it. What glibc keeps can be given back.
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
        self._lock = threading.Lock()
        self._rest = Rest(REST_SECONDS, self._give_back)
        keep_freed()

    def get_inputs(self) -> Sequence[onnxruntime.NodeArg]:
        """Tell what the graph takes."""
        inputs: Sequence[onnxruntime.NodeArg] = self._session.get_inputs()
        return inputs

    def get_outputs(self) -> Sequence[onnxruntime.NodeArg]:
        """Tell what the graph gives."""
        outputs: Sequence[onnxruntime.NodeArg] = self._session.get_outputs()
        return outputs

    def metadata(self) -> Mapping[str, str]:
        """Tell what its maker wrote into the file."""
        words: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map
        return words

    def run(
        self, names: Sequence[str] | None, feed: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[Any]]:
        """Return the named outputs, or all. Errors: ONNX Runtime's own."""
        with self._lock:
            self._rest.put_off()
            try:
                arrays: list[NDArray[Any]] = self._session.run(names, feed)
                return arrays
            finally:
                self._rest.begin()

    def _give_back(self) -> None:
        with self._lock:
            give_back()
