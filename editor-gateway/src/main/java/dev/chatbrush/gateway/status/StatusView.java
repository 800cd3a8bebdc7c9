package dev.chatbrush.gateway.status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How things are: {@code status} is "ok" or "degraded", a part "ok" or "down", {@code planner}
 * "rules" or "llm".
 */
@Schema(name = "Status")
public record StatusView(
    @Schema(enumeration = {"ok", "degraded"}) String status,
    Parts parts,
    String planner,
    String version) {
  /** The services behind this one, and Triton behind those. */
  @Schema(name = "StatusParts")
  public record Parts(String mask, String agent, String triton) {}
}
