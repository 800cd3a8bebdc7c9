package dev.chatbrush.gateway.telemetry;

/** Names of what is measured; dashboards and alerts use them. */
public final class Meters {
  /** Timer; tag outcome. */
  public static final String UPLOAD = "chatbrush.upload";

  /** Timer; tags tool, outcome = completed, cancelled or failed. */
  public static final String EDIT = "chatbrush.edit";

  /** Timer; tag outcome. */
  public static final String SELECTION = "chatbrush.selection";

  /** Gauge: open event streams. */
  public static final String SSE_SUBSCRIBERS = "chatbrush.sse.subscribers";

  /** Gauge: edits that run. */
  public static final String EDITS_RUNNING = "chatbrush.edits.running";

  /** Gauge: edits that wait for their turn. */
  public static final String EDITS_WAITING = "chatbrush.edits.waiting";

  /** Gauge: 1 while a service or Triton is missing. */
  public static final String DEGRADED = "chatbrush.degraded";

  private Meters() {}
}
