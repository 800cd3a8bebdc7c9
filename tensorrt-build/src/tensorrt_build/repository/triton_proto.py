"""Triton's own message for a config.pbtxt, read and written by protobuf's text format.

model_config.pb is the compiled description of Triton's model_config.proto (tools/model_config.py
makes it), so that nobody needs Triton's client to assemble a repository. It lies in a pool of its
own: the client, where it is imported too, registers the same names.
Source: model_config.proto of triton-inference-server/common, BSD-3-Clause.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from google.protobuf import text_format
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

from tensorrt_build.errors import BuildError

DESCRIPTION = Path(__file__).with_name("model_config.pb")
_FILE = DescriptorPool().AddSerializedFile(DESCRIPTION.read_bytes())
_MESSAGE = GetMessageClass(_FILE.message_types_by_name["ModelConfig"])


def parse(text: str, origin: str) -> Any:  # noqa: ANN401 - the class is made as the program runs
    """Read a config.pbtxt as `inference.ModelConfig`. Errors: BuildError with origin and line."""
    try:
        return text_format.Parse(text, _MESSAGE())
    except text_format.ParseError as error:
        raise BuildError(f"{origin}, line {error}") from error


def write(message: Any) -> str:  # noqa: ANN401 - as above
    """Write a message as a person would, one field a line; fields at their default are left out."""
    form = {"as_utf8": True, "use_short_repeated_primitives": True}
    return str(text_format.MessageToString(message, **form))


def type_name(number: int) -> str:
    """Name of a value of `inference.DataType`, such as TYPE_FP32."""
    return str(_FILE.enum_types_by_name["DataType"].values_by_number[number].name)
