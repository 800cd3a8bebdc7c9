from __future__ import annotations

import pytest
from tensorrt_build.errors import BuildError
from tensorrt_build.repository.text_format import Message, parse, string, word, write

CONFIG = """
# a comment with { and "
name: "net"  platform: 'tensorrt_plan'
max_batch_size: 8;
input [ { name: "a" dims: [ -1, 3 ] }, { name: "b" dims: 1 dims: 2 } ]
instance_group { kind: KIND_GPU, count: 1 }
parameters: < key: "k" value: { string_value: "say \\"hi\\" "
    "한글" } >
dynamic_batching { }
"""


def test_reads_fields_lists_messages_and_strings():
    message = parse(CONFIG, "config.pbtxt")

    assert message.text("name") == "net"
    assert message.text("platform") == "tensorrt_plan"
    assert message.text("max_batch_size") == "8"
    assert [m.texts("dims") for m in message.messages("input")] == [["-1", "3"], ["1", "2"]]
    assert message.messages("instance_group")[0].text("kind") == "KIND_GPU"
    value = message.messages("parameters")[0].messages("value")[0]
    assert value.text("string_value") == 'say "hi" 한글'
    assert message.messages("dynamic_batching") == [Message()]
    assert message.text("missing", "default") == "default"


def test_what_is_written_reads_the_same():
    message = parse(CONFIG, "config.pbtxt")

    assert parse(write(message), "again") == message


def test_writes_one_field_a_line():
    inner = Message().add("text", string('a "b" 가\n')).add("count", word("2"))

    assert write(Message().add("outer", inner)) == (
        'outer {\n  text: "a \\"b\\" 가\\n"\n  count: 2\n}\n'
    )


def test_triton_reads_what_is_written():
    from google.protobuf import text_format
    from tritonclient.grpc import model_config_pb2

    written = write(parse(CONFIG.replace("<", "{").replace(">", "}"), "config.pbtxt"))
    parsed = text_format.Parse(written, model_config_pb2.ModelConfig())

    expected = text_format.Parse(CONFIG, model_config_pb2.ModelConfig())
    assert parsed == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name: "x"\nmax: }', "line 2: a value is needed, got }"),
        ("name {\n\n", "line 3: a field's name is needed, got the end"),
        ("a: 1\nb 2", "line 2: ':' or a message is needed, got 2"),
        ("a: [1 2]", "line 1: a list needs ',' or ']', got 2"),
        ('a: "open', "line 1: cannot read"),
        ("a: 1 }", "line 1: a field's name is needed, got }"),
    ],
)
def test_says_where_it_cannot_read(text, problem):
    with pytest.raises(BuildError) as caught:
        parse(text, "config.pbtxt")

    assert f"config.pbtxt, {problem}" in str(caught.value)
