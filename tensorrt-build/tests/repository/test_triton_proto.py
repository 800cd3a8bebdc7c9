from __future__ import annotations

import pytest
from tensorrt_build.errors import BuildError
from tensorrt_build.repository.triton_proto import DESCRIPTION, parse, type_name, write
from tritonclient.grpc import model_config_pb2

CONFIG = """
# a comment with { and "
name: "net"  platform: 'tensorrt_plan'
max_batch_size: 8;
input [ { name: "a" dims: [ -1, 3 ] }, { name: "b" data_type: TYPE_FP16 dims: 1 dims: 2 } ]
instance_group { kind: KIND_GPU, count: 1 }
parameters: < key: "k" value: { string_value: "say \\"hi\\" "
    "한글" } >
dynamic_batching { }
"""


def test_the_description_is_the_one_of_tritons_client():
    assert DESCRIPTION.read_bytes() == model_config_pb2.DESCRIPTOR.serialized_pb


def test_reads_fields_lists_messages_and_strings():
    message = parse(CONFIG, "config.pbtxt")

    assert (message.name, message.platform) == ("net", "tensorrt_plan")
    assert message.max_batch_size == 8
    assert [list(tensor.dims) for tensor in message.input] == [[-1, 3], [1, 2]]
    assert type_name(message.input[1].data_type) == "TYPE_FP16"
    assert message.parameters["k"].string_value == 'say "hi" 한글'
    assert message.HasField("dynamic_batching")


def test_what_is_written_reads_the_same_and_can_be_read_by_a_person():
    message = parse(CONFIG, "config.pbtxt")

    written = write(message)

    assert parse(written, "again") == message
    assert 'string_value: "say \\"hi\\" 한글"' in written
    assert "  dims: [-1, 3]\n" in written


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name: "x"\nmax: 1', 'line 2:1 : Message type "inference.ModelConfig" has no field'),
        ("input {\n\n", 'line 1:7 : Expected "}"'),
        ("max_batch_size: 1\nplatform 2", "line 2:10 : 'platform 2': Expected"),
        ('name: "open', "line 1:7 : 'name: \"open': String missing ending quote"),
        ("input { data_type: FP32 }", 'Enum type "inference.DataType" has no value named FP32'),
    ],
)
def test_says_where_it_cannot_read(text, problem):
    with pytest.raises(BuildError) as caught:
        parse(text, "config.pbtxt")

    assert str(caught.value).startswith("config.pbtxt, line ")
    assert problem in str(caught.value)
