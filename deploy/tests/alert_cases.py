"""When each alert fires, and what comes near it and is silent.

Values are promtool's: `1x5` is 1 six times, `0+2x60` grows by 2 each `step`.
"""

from dataclasses import dataclass

Series = dict[str, str]


@dataclass(frozen=True)
class Case:
    """`fires` at the time `at`, `silent` at the same; `step` lies between two values.

    fires_too: other series that it must fire on.
    """

    at: str
    fires: Series
    silent: Series
    step: str = "1m"
    fires_too: tuple[Series, ...] = ()


EDITS = "chatbrush_edit_seconds_count"
CLICKS = "chatbrush_selection_seconds"
CALLS = 'http_server_requests_seconds_count{job="editor-gateway",status="%s"}'
PLANS = 'chatbrush_plan_seconds_count{planner="%s",fallback="%s"}'
UP = 'up{job="%s"}'
JOBS = ("editor-gateway", "mask-service", "agent-service", "triton")
ALL_UP = {UP % job: "1x20" for job in JOBS}
MASKS = ('up{job="mask-service",instance="m1"}', 'up{job="mask-service",instance="m2"}')
ONE_OF_TWO = {MASKS[0]: "1x20", MASKS[1]: "1x3 0x17"}
METRICS = {
    "chatbrush_degraded": "0x20",
    "chatbrush_models_failed": "0x20",
    "chatbrush_storage_condition": "0x20",
    "nv_inference_request_success": "0x20",
}
DISK = 'chatbrush_storage_disk_bytes{kind="%s"}'
INTERRUPTED = 'chatbrush_edits_interrupted_total{job="editor-gateway",instance="g"}'
STARTED = 'process_start_time_seconds{job="editor-gateway",instance="g"}'
RESTARTS = 'kube_pod_container_status_restarts_total{namespace="chatbrush",pod="p",container="%s"}'
OTHERS = RESTARTS.replace("chatbrush", "other")
KILLED = (
    "kube_pod_container_status_last_terminated_reason"
    '{namespace="chatbrush",pod="p",container="triton",reason="%s"}'
)
CONDITION = "chatbrush_storage_condition"
FAILURE = 'nv_inference_request_failure{model="lama",reason="%s"}'
RUN = 'chatbrush_tool_run_seconds_count{model="lama",outcome="%s"}'
NO_MODEL = RUN.replace("lama", "none")
SUCCESS = 'nv_inference_request_success{model="lama"}'


def edits(good: str, bad: str, outcome: str = "failed") -> Series:
    """Edits that went well, and others."""
    return {EDITS + '{outcome="completed"}': good, EDITS + f'{{outcome="{outcome}"}}': bad}


def clicks(start: str, most: str, all_of_them: str, within: str) -> Series:
    """Clicks, and how many of them took at most that long."""
    of = f'outcome="completed",start="{start}"'
    return {
        f"{CLICKS}_count{{{of}}}": all_of_them,
        f'{CLICKS}_bucket{{{of},le="{most}"}}': within,
    }


CASES = {
    # A fifth fails; as many are refused, and two of three at night.
    "ErrorBudgetBurnsFast": Case("2h", edits("0+8x120", "0+2x120"), edits("1x120", "0 1 2+0x118")),
    # An eighth of the warm clicks is slow for hours; one in a hundred is what was promised.
    "ErrorBudgetBurns": Case(
        "12h",
        clicks("warm", "0.4", "0+8x72", "0+7x72"),
        clicks("warm", "0.4", "0+100x72", "0+99x72"),
        step="10m",
    ),
    # A fiftieth fails for days; the same many were too late (conflict).
    "ErrorBudgetBurnsSlowly": Case(
        "4d",
        edits("0+49x192", "0+1x192"),
        edits("0+49x192", "0+1x192", "conflict"),
        step="30m",
    ),
    "PartDown": Case(
        "10m",
        {UP % "triton": "1x3 0x10"},
        ONE_OF_TWO,
        fires_too=({MASKS[0]: "0x10", MASKS[1]: "0x10"},),
    ),
    # A part as a whole is PartDown's; one that starts has some minutes.
    "ReplicaDown": Case("20m", ONE_OF_TWO, {MASKS[0]: "0x20", MASKS[1]: "0x15 1x5"}),
    "PartMissing": Case("10m", {UP % job: "1x20" for job in JOBS[1:]}, ALL_UP),
    "MetricsMissing": Case("15m", dict(list(METRICS.items())[1:]), METRICS),
    "Degraded": Case(
        "10m", {"chatbrush_degraded": "0x3 1x10"}, {"chatbrush_degraded": "0x7 1x1 0x5"}
    ),
    "BreakerOpen": Case(
        "10m",
        {'chatbrush_breaker_open{job="editor-gateway",guard="mask.click"}': "0x3 1x10"},
        {'chatbrush_breaker_open{job="editor-gateway",guard="mask.click"}': "0x7 1x1 0x5"},
    ),
    "PartRestarts": Case(
        "20m",
        {'process_start_time_seconds{job="mask-service"}': "1x3 2x3 3x3 4x20"},
        {
            'process_start_time_seconds{job="mask-service"}': "1x3 2x20",
            OTHERS % "triton": "0x3 1 2 3x20",
        },
        fires_too=({RESTARTS % "triton": "0x3 1 2 3x20"},),
    ),
    # It was killed within the hour; it was once, days ago.
    "PartKilledForMemory": Case(
        "20m",
        {KILLED % "OOMKilled": "0x9 1x20", RESTARTS % "triton": "0x9 1x20"},
        {
            KILLED % "OOMKilled": "1x30",
            RESTARTS % "triton": "1x30",
            KILLED.replace("chatbrush", "other") % "OOMKilled": "0x9 1x20",
            OTHERS % "triton": "0x9 1x20",
        },
        fires_too=({KILLED % "OOMKilled": "_x9 1x20", RESTARTS % "triton": "0x9 1x20"},),
    ),
    "MemoryShort": Case(
        "20m",
        {'jvm_memory_usage_after_gc{job="agent-service",instance="a",area="heap"}': "0.95x30"},
        {'jvm_memory_usage_after_gc{job="agent-service",instance="a",area="heap"}': "0.8x30"},
    ),
    "ServerErrors": Case(
        "20m",
        {CALLS % "200": "0+90x30", CALLS % "500": "0+10x30"},
        {CALLS % "200": "0+90x30", CALLS % "422": "0+90x30", CALLS % "500": "0 1 2+0x30"},
    ),
    # Counted as the gateway starts, before the first scrape; and one that runs for hours.
    "EditsInterrupted": Case(
        "20m",
        {INTERRUPTED: "_x8 2x20", STARTED: "_x8 480x20"},
        {INTERRUPTED: "2x30", STARTED: "-9000x30"},
        fires_too=({INTERRUPTED: "0x5 2x20", STARTED: "-9000x30"},),
    ),
    "GatewayQueueLong": Case(
        "10m",
        {'chatbrush_edits_waiting{job="editor-gateway"}': "20x20"},
        {'chatbrush_edits_waiting{job="editor-gateway"}': "20x2 3x20"},
    ),
    "TritonQueueLong": Case(
        "10m",
        {
            'chatbrush_edits_waiting{job="triton",model="pix2pix",version="1"}': "12x20",
            'nv_inference_pending_request_count{job="triton",model="pix2pix"}': "8x20",
        },
        {'chatbrush_edits_waiting{job="editor-gateway"}': "20x20"},
    ),
    "ModelLoadFails": Case(
        "10m",
        {"chatbrush_models_failed": "0x4 1x4 0 1x5 0 1x40"},
        {"chatbrush_models_failed": "1x4 0x40"},
        step="20s",
    ),
    # By Triton's count and by the service's; people stop, go wrong, are too many, storage takes no
    # writes (edits that failed), its server goes away in the midst of edits, and the service fails.
    "ModelFails": Case(
        "20m",
        {FAILURE % "BACKEND": "0+1x30", SUCCESS: "0+1x30"},
        {
            FAILURE % "CANCELED": "0+9x30",
            FAILURE % "REJECTED": "0+9x30",
            FAILURE % "BACKEND": "0x30",
            SUCCESS: "0+1x12 _x4 0+1x14",
            EDITS + '{tool="object_erase",outcome="failed"}': "0+9x30",
            RUN % "refused": "0+9x30",
            RUN % "unavailable": "0+9x30",
            RUN % "overloaded": "0+9x30",
            RUN % "completed": "0+9x30",
            RUN % "failed": "0+1x30",
            RUN % "unexpected": "0+9x30",
            NO_MODEL % "failed": "0+9x30",
            NO_MODEL % "timeout": "0+9x30",
        },
        # Another model takes over each time; it hangs.
        fires_too=(
            {RUN % "failed": "0+1x30", RUN % "completed": "0+2x30"},
            {RUN % "handed-on": "0+1x30", RUN.replace("lama", "plain") % "completed": "0+1x30"},
            {RUN % "timeout": "0+1x30", RUN % "completed": "0+2x30"},
        ),
    ),
    "GpuMemoryShort": Case(
        "20m",
        {
            'nv_gpu_memory_used_bytes{gpu_uuid="g"}': "96x30",
            'nv_gpu_memory_total_bytes{gpu_uuid="g"}': "100x30",
        },
        {
            'nv_gpu_memory_used_bytes{gpu_uuid="g"}': "90x30",
            'nv_gpu_memory_total_bytes{gpu_uuid="g"}': "100x30",
        },
    ),
    "LanguageModelFallsBack": Case(
        "20m",
        {PLANS % ("rules", "true"): "0+2x30", PLANS % ("llm", "false"): "0+1x30"},
        {PLANS % ("rules", "true"): "0+1x30", PLANS % ("llm", "false"): "0+9x30"},
    ),
    "LanguageModelSpend": Case(
        "1d",
        {'chatbrush_llm_tokens_total{provider="primary"}': "0+60000x48"},
        {'chatbrush_llm_tokens_total{provider="primary"}': "0+30000x48"},
        step="30m",
    ),
    "DatabaseUnreachable": Case("10m", {CONDITION: "0x3 4x10"}, {CONDITION: "0x3 3x10"}),
    "StorageTakesNoWrites": Case("10m", {CONDITION: "0x3 3x10"}, {CONDITION: "0x3 4x10"}),
    "StorageFull": Case("10m", {CONDITION: "0x3 2x10"}, {CONDITION: "0x10"}),
    "DiskFillsSoon": Case(
        "7h",
        {DISK % "free": "1000-20x50", DISK % "total": "4000x50"},
        {DISK % "free": "3900-20x50", DISK % "total": "4000x50"},
        step="10m",
        # Where the gateway that tells it is just away.
        fires_too=({DISK % "free": "1000-20x40 _ 160-20x9", DISK % "total": "4000x40 _ 4000x9"},),
    ),
    # Many at one moment are a burst, which the pool works off.
    "DatabasePoolShort": Case(
        "390s",
        {'agroal_awaiting_count{datasource="pg"}': "0x2 3x60"},
        {'agroal_awaiting_count{datasource="pg"}': "0x30 40 0x60"},
        step="10s",
    ),
}
