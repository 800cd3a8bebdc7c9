"""The four parts of a stack: how each is started, and where it answers."""

import os
from dataclasses import dataclass
from pathlib import Path

from launcher import stamps
from launcher.build import java
from launcher.errors import LauncherError
from launcher.install import environment
from launcher.layout import Layout
from launcher.run import record, triton_server
from launcher.run.ports import LOOPBACK
from launcher.run.state import Settings

TRITON = "triton"
GATEWAY = "editor-gateway"
MASK = "mask-service"
AGENT = "agent-service"
NAMES = (TRITON, MASK, AGENT, GATEWAY)

PREFERRED_PORTS = {
    "triton-http": 8000,
    "triton-grpc": 8001,
    "triton-metrics": 8002,
    "mask-service-grpc": 9101,
    "mask-service-http": 9001,
    "agent-service-grpc": 9102,
    "agent-service-http": 9002,
    "editor-gateway-management": 9000,
}
# Threads of Java's lowest priority, which large pictures are read and written on, stand back as
# `nice -n 5`; for all others, the JVM's own included, nothing changes.
PRIORITIES = (
    "-XX:ThreadPriorityPolicy=1",
    "-XX:JavaPriority1_To_OSPriority=5",
    *(f"-XX:JavaPriority{number}_To_OSPriority=0" for number in range(2, 11)),
)
# A heap of 1 GiB holds several 40-megapixel pictures at once; pixels on their way through gRPC
# lie in direct memory. Regions of 16 MiB: what is larger than half a region is never moved, and
# with the default of 1 MiB every picture and embedding was. Occupancy alone begins no marking: each
# large picture did, a fifth of what an upload cost, and the heap that it shrank was asked for anew;
# what is larger than half a region is free after any young collection. When nothing was collected
# for 20 s, a full collection (50 ms) gives the machine back what is free. The launcher writes
# nothing that Java could deserialise, so it is off.
JVM_FLAGS = (
    "-Xms32m",
    "-Xmx1g",
    "-XX:MaxDirectMemorySize=1g",
    "-XX:+UseG1GC",
    "-XX:G1HeapRegionSize=16m",
    "-XX:-G1UseAdaptiveIHOP",
    "-XX:InitiatingHeapOccupancyPercent=100",
    "-XX:MinHeapFreeRatio=10",
    "-XX:MaxHeapFreeRatio=20",
    "-XX:G1PeriodicGCInterval=20000",
    "-XX:-G1PeriodicGCInvokesConcurrent",
    *PRIORITIES,
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Djdk.serialFilter=!*",
)


@dataclass(frozen=True)
class Part:
    """One part, ready to start. health and live answer 200 when it is ready and while it lives."""

    name: str
    command: list[str]
    variables: dict[str, str]
    health: str
    live: str
    addresses: dict[str, str]
    fingerprint: str


def make(layout: Layout, settings: Settings, ports: dict[str, int]) -> list[Part]:
    """All parts of the stack in starting order; no Triton when a foreign one is used."""
    parts = [] if settings.triton else [triton_part(layout, ports)]
    target = settings.triton or f"{LOOPBACK}:{ports['triton-grpc']}"
    model_key = os.environ.get("CHATBRUSH_LLM_KEY", "")
    parts.append(_engine(layout, MASK, ports, {"chatbrush.triton.target": target}, {}))
    llm = {"chatbrush.triton.target": target}
    if settings.llm_url:
        llm["chatbrush.llm.url"] = settings.llm_url
    if settings.llm_model:
        llm["chatbrush.llm.model"] = settings.llm_model
    if settings.llm_planner:
        llm["chatbrush.llm.planner"] = settings.llm_planner
    # The key goes by the environment: a command line can be read by everybody on the machine.
    secret = {"CHATBRUSH_LLM_KEY": model_key} if model_key else {}
    parts.append(_engine(layout, AGENT, ports, llm, secret))
    parts.append(_gateway(layout, settings, ports))
    return parts


def triton_part(layout: Layout, ports: dict[str, int]) -> Part:
    """NVIDIA's server from the wheel."""
    command = triton_server.command(layout, ports)
    http = f"http://{LOOPBACK}:{ports['triton-http']}"
    return Part(
        TRITON,
        command,
        triton_server.variables(layout),
        f"{http}/v2/health/live",  # it answers once every model was tried
        f"{http}/v2/health/live",
        {
            "address": f"{LOOPBACK}:{ports['triton-grpc']}",
            "http_address": http,
            "metrics_address": f"http://{LOOPBACK}:{ports['triton-metrics']}/metrics",
        },
        stamps.of_text(
            *command,
            stamps.read(layout.triton / "chatbrush.stamp") or "",
            stamps.read(environment.stamp(layout)) or "",
        ),
    )


def _engine(
    layout: Layout, name: str, ports: dict[str, int], extra: dict[str, str], secret: dict[str, str]
) -> Part:
    grpc, http = ports[f"{name}-grpc"], ports[f"{name}-http"]
    properties = {
        "quarkus.http.host": LOOPBACK,
        "quarkus.http.port": str(http),
        "quarkus.grpc.server.host": LOOPBACK,
        "quarkus.grpc.server.port": str(grpc),
        **extra,
    }
    return _service(layout, name, properties, secret, http, {"address": f"{LOOPBACK}:{grpc}"})


def _gateway(layout: Layout, settings: Settings, ports: dict[str, int]) -> Part:
    management = ports["editor-gateway-management"]
    properties = {
        "quarkus.http.host": LOOPBACK,
        "quarkus.http.port": str(settings.port),
        "quarkus.management.host": LOOPBACK,
        "quarkus.management.port": str(management),
        "chatbrush.selection.services": f"{LOOPBACK}:{ports['mask-service-grpc']}",
        "quarkus.grpc.clients.agent.host": LOOPBACK,
        "quarkus.grpc.clients.agent.port": str(ports["agent-service-grpc"]),
        "quarkus.http.body.uploads-directory": str(layout.uploads),
        "chatbrush.storage.folder": str(layout.data / "blobs"),
        "chatbrush.storage.h2.file": str(layout.data / "h2" / "chatbrush"),
        "chatbrush.login.admin-key-file": str(layout.admin_key),
        "chatbrush.status.supervision": str(record.file(layout)),
    }
    if settings.logins:  # on its command, so that a gateway without them is started anew
        properties["chatbrush.login.required"] = "true"
    address = {"address": f"http://{LOOPBACK}:{settings.port}"}
    return _service(layout, GATEWAY, properties, {}, management, address)


def _service(
    layout: Layout,
    name: str,
    properties: dict[str, str],
    secret: dict[str, str],
    management: int,
    addresses: dict[str, str],
) -> Part:
    jdk = java.find_jdk()
    if jdk is None:
        raise LauncherError("No JDK 17 or newer was found.", "./chatbrush doctor")
    app: Path = layout.apps / name
    command = [str(jdk.java), *JVM_FLAGS]
    command += [f"-D{key}={value}" for key, value in properties.items()]
    command += ["-jar", str(app / "quarkus-run.jar")]
    management_address = f"http://{LOOPBACK}:{management}"
    return Part(
        name,
        command,
        {**os.environ, **triton_server.GIVE_MEMORY_BACK, **secret},
        f"{management_address}/q/health/ready",
        f"{management_address}/q/health/live",
        {
            **addresses,
            "management_address": management_address,
            "metrics_address": f"{management_address}/q/metrics",
        },
        stamps.of_text(*command, stamps.read(app / "chatbrush.stamp") or ""),
    )
