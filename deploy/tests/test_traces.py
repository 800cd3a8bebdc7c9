"""The trace printer reads what an OTLP exporter sends."""

import importlib.util
from pathlib import Path

SPEC = importlib.util.spec_from_file_location(
    "tree", Path(__file__).parents[1] / "traces" / "tree.py"
)
tree = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tree)


def sized(number, value):
    """A length-delimited field, the length as the varint of up to two bytes that it is here."""
    size = len(value)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    return bytes([number << 3 | 2]) + length + value


def fixed(number, value):
    return bytes([number << 3 | 1]) + value.to_bytes(8, "little")


def span(own, parent, name, start, end, code=0):
    ids = sized(1, b"\x0a" * 16) + sized(2, own) + (sized(4, parent) if parent else b"")
    times = fixed(7, start) + fixed(8, end)
    status = sized(15, bytes([3 << 3, code])) if code else b""
    return sized(2, ids + sized(5, name.encode()) + times + status)


def request(service, *spans):
    value = sized(2, sized(1, service.encode()))
    resource = sized(1, sized(1, sized(1, b"service.name") + value))
    return sized(1, resource + sized(2, b"".join(spans)))


def test_children_come_below_their_parent_in_order_of_time():
    root, second, first = b"\x01" * 8, b"\x02" * 8, b"\x03" * 8
    sent = request("editor-gateway", span(root, b"", "PUT selection", 5_000_000, 9_000_000))
    sent += request(
        "mask-service",
        span(second, root, "infer decoder", 8_000_000, 9_000_000, code=2),
        span(first, root, "infer encoder", 6_000_000, 7_500_000),
    )

    lines = tree.tree(list(tree.spans(sent))).splitlines()

    assert lines[0] == "trace " + "0a" * 16
    assert lines[1].endswith("4.0 ms  PUT selection  [editor-gateway]")
    assert lines[2].split() == "1.0 ms 1.5 ms infer encoder [mask-service]".split()
    assert lines[3].split() == "3.0 ms 1.0 ms infer decoder [mask-service] FAILED".split()
    assert lines[2].index("infer") == lines[1].index("PUT") + 2


def test_a_span_whose_parent_was_not_sent_is_a_root():
    sent = request("agent-service", span(b"\x02" * 8, b"\x09" * 8, "Run", 1, 2))

    assert "Run  [agent-service]" in tree.tree(list(tree.spans(sent)))
