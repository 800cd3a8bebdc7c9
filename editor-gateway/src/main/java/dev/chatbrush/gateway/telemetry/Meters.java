package dev.chatbrush.gateway.telemetry;

/** Names of what is measured; dashboards and alerts use them. */
public final class Meters {
  /** Timer; tag outcome. */
  public static final String UPLOAD = "chatbrush.upload";

  /**
   * Timer of whole edits, from acceptance to end; tags tool (the last one, or "none"), outcome =
   * completed, answered, question, cancelled, refused, conflict, overloaded, failed or taken-over.
   */
  public static final String EDIT = "chatbrush.edit";

  /** Timer of the parts of edits; tag part. */
  public static final String EDIT_PART = "chatbrush.edit.part";

  /** Counter of edits that were cut off with their gateway and were ended for that. */
  public static final String EDITS_INTERRUPTED = "chatbrush.edits.interrupted";

  /** Timer; tags outcome and start = cold (the picture was still being encoded), warm or none. */
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
