"""Builds a plan from an ONNX model.

Networks are strongly typed: TensorRT computes each operator in the type that the ONNX model has
there, so FP16 and what stays FP32 are decided in the model and not by the builder. Written against
TensorRT 10.13 to 11.4; of their differences only the removed precision flags matter, which a
strongly typed network never needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.networks.specification import Profile


@dataclass(frozen=True)
class EngineOptions:
    """How plans are built.

    refit: weights of the plan can be replaced later. weight_streaming: weights may stay in the
    host's memory. tf32: FP32 products in TF32 (10 bits of mantissa instead of 23). effort:
    TensorRT's builder_optimization_level, 0 fast to build .. 5 fast to run.
    """

    refit: bool = False
    weight_streaming: bool = False
    tf32: bool = False
    effort: int = 3

    def __str__(self) -> str:
        chosen = [name for name in ("refit", "weight_streaming", "tf32") if getattr(self, name)]
        return ", ".join([*chosen, f"effort {self.effort}"])


def build_engine(
    trt: Any,  # noqa: ANN401 - a package without types
    model: Path,
    profile: Profile | None,
    options: EngineOptions,
    timing_cache: Path,
) -> bytes:
    """Return the serialised plan. Timings already in `timing_cache` are used, new ones added.

    Errors: BuildError with the parser's or the builder's words.
    """
    logger = _Log.made_for(trt)
    builder = trt.Builder(logger)
    flags = 1 << int(trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED)
    network = builder.create_network(flags)
    _parse(trt, network, logger, model)
    config = _configured(trt, builder, options)
    if profile is not None:
        _add_profile(builder, config, profile, model)
    _use_timings(config, timing_cache)
    plan = builder.build_serialized_network(network, config)
    if plan is None:
        raise BuildError(f"TensorRT builds no plan of {model.name}: {logger.last_error}")
    _keep_timings(config, timing_cache)
    return bytes(plan)


def _parse(trt: Any, network: Any, logger: Any, model: Path) -> None:  # noqa: ANN401
    parser = trt.OnnxParser(network, logger)
    if not parser.parse_from_file(str(model)):
        errors = [str(parser.get_error(number)) for number in range(parser.num_errors)]
        raise BuildError(f"TensorRT refuses {model.name}:\n  " + "\n  ".join(errors))


def _configured(trt: Any, builder: Any, options: EngineOptions) -> Any:  # noqa: ANN401
    config = builder.create_builder_config()
    config.builder_optimization_level = options.effort
    config.profiling_verbosity = trt.ProfilingVerbosity.DETAILED  # tells which attention is fused
    if not options.tf32:
        config.clear_flag(trt.BuilderFlag.TF32)
    if options.refit:
        config.set_flag(trt.BuilderFlag.REFIT)
    if options.weight_streaming:
        config.set_flag(trt.BuilderFlag.WEIGHT_STREAMING)
    return config


def _add_profile(builder: Any, config: Any, profile: Profile, model: Path) -> None:  # noqa: ANN401
    shapes = builder.create_optimization_profile()
    for name, (smallest, usual, largest) in profile.shapes.items():
        shapes.set_shape(name, smallest, usual, largest)
    if config.add_optimization_profile(shapes) < 0:
        raise BuildError(f"TensorRT refuses the profile of {model.name}: {dict(profile.shapes)}")


def _use_timings(config: Any, file: Path) -> None:  # noqa: ANN401
    known = file.read_bytes() if file.exists() else b""
    # A cache of another GPU or version is no fault: what it says is not used.
    if not config.set_timing_cache(config.create_timing_cache(known), ignore_mismatch=False):
        config.set_timing_cache(config.create_timing_cache(b""), ignore_mismatch=False)


def _keep_timings(config: Any, file: Path) -> None:  # noqa: ANN401
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(bytes(config.get_timing_cache().serialize()))
    fresh.replace(file)


class _Log:
    """Makes a logger class for the given package that keeps the last error."""

    @staticmethod
    def made_for(trt: Any) -> Any:  # noqa: ANN401
        class Log(trt.ILogger):  # type: ignore[misc]
            last_error = "no reason given"

            def __init__(self) -> None:
                trt.ILogger.__init__(self)

            def log(self, severity: Any, message: str) -> None:  # noqa: ANN401
                if severity in (trt.ILogger.ERROR, trt.ILogger.INTERNAL_ERROR):
                    self.last_error = message

        return Log()
