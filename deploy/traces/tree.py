#!/usr/bin/env python3
"""Print the traces that the services send, each as a tree: a collector for a developer's terminal.

Start it, then start Chatbrush with OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 and
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf. Needs nothing but Python. Wire format: OTLP 1.x
(opentelemetry/proto/trace/v1/trace.proto), of which only the fields named here are read.
"""

import argparse
import gzip
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

QUIET_SECONDS = 6.0  # the services send every 5 s; a trace is whole when that long nothing came
PATIENCE_SECONDS = 200.0  # a trace whose beginning is missing: it still runs, or began elsewhere
ERROR = 2


@dataclass(frozen=True)
class Span:
    """A finished span; times in nanoseconds since 1970."""

    service: str
    trace: str
    id: str
    parent: str
    name: str
    start: int
    end: int
    failed: bool


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a base-128 number at `at`; the number and where the next thing begins."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbers and raw values of a protobuf message's fields; numbers are little-endian bytes."""
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(message, at)
            yield key >> 3, value.to_bytes(10, "little")
            continue
        if kind == 2:
            size, at = varint(message, at)
        else:
            size = {1: 8, 5: 4}[kind]
        yield key >> 3, message[at : at + size]
        at += size


def every(message: bytes, number: int) -> list[bytes]:
    """All values of a field."""
    return [value for field, value in fields(message) if field == number]


def service_of(resource: bytes) -> str:
    """Give the resource attribute `service.name`."""
    for attribute in every(resource, 1):
        entry = dict(fields(attribute))
        if entry.get(1) == b"service.name":
            return dict(fields(entry[2]))[1].decode()
    return "?"


def spans(request: bytes) -> Iterator[Span]:
    """Spans of an ExportTraceServiceRequest."""
    for group in every(request, 1):
        service = service_of(b"".join(every(group, 1)))
        for scope in every(group, 2):
            for span in every(scope, 2):
                of = dict(fields(span))
                status = dict(fields(of.get(15, b"")))
                yield Span(
                    service=service,
                    trace=of[1].hex(),
                    id=of[2].hex(),
                    parent=of.get(4, b"").hex(),
                    name=of[5].decode(),
                    start=int.from_bytes(of[7], "little"),
                    end=int.from_bytes(of[8], "little"),
                    failed=int.from_bytes(status.get(3, b""), "little") == ERROR,
                )


def tree(trace: list[Span]) -> str:
    """Give a trace as lines: when it began, how long it took, its name and its service."""
    known = {span.id for span in trace}
    children = defaultdict(list)
    for span in sorted(trace, key=lambda each: each.start):
        children[span.parent if span.parent in known else ""].append(span)
    first = min(span.start for span in trace)
    lines = [f"trace {trace[0].trace}"]

    def add(parent: str, depth: int) -> None:
        for span in children[parent]:
            began, took = (span.start - first) / 1e6, (span.end - span.start) / 1e6
            mark = "  FAILED" if span.failed else ""
            lines.append(
                f"{began:9.1f} ms {took:9.1f} ms  {'  ' * depth}{span.name}  [{span.service}]{mark}"
            )
            add(span.id, depth + 1)

    add("", 0)
    return "\n".join(lines)


class Traces:
    """Spans by trace until each trace is whole. Thread-safe."""

    def __init__(self) -> None:
        """Begin empty."""
        self.lock = threading.Lock()
        self.open: dict[str, list[Span]] = defaultdict(list)
        self.touched: dict[str, float] = {}

    def add(self, request: bytes) -> None:
        """Take what a service sent."""
        with self.lock:
            for span in spans(request):
                self.open[span.trace].append(span)
                self.touched[span.trace] = time.monotonic()

    def whole(self) -> list[list[Span]]:
        """Take out the traces to which nothing was added for a while."""
        with self.lock:
            now = time.monotonic()
            done = [
                trace
                for trace, touched in self.touched.items()
                if now - touched > (QUIET_SECONDS if self.begun(trace) else PATIENCE_SECONDS)
            ]
            return [self.open.pop(trace) for trace in done if self.touched.pop(trace)]

    def begun(self, trace: str) -> bool:
        """Say whether the trace's first span, which ends last or nearly so, has come."""
        return any(not span.parent for span in self.open[trace])


def main() -> None:
    """Listen and print until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=4318)
    port = parser.parse_args().port
    traces = Traces()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802, the name that http.server calls
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            traces.add(body)
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass  # the traces are the output

    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"waiting for traces at http://127.0.0.1:{port}", flush=True)
    try:
        while True:
            time.sleep(0.5)
            for trace in traces.whole():
                print(tree(trace) + "\n", flush=True)
    except KeyboardInterrupt:
        server.shutdown()


if __name__ == "__main__":
    main()
