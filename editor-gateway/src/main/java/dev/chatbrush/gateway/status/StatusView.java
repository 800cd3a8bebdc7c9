package dev.chatbrush.gateway.status;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How things are: {@code status} is "ok" or "degraded", a part "ok" or "down", storage "ok" or what
 * ails it, {@code planner} "rules" or "llm".
 */
@Schema(name = "Status")
public record StatusView(
    @Schema(enumeration = {"ok", "degraded"}) String status,
    Parts parts,
    String planner,
    String version) {
  /** The services behind this one, Triton behind those, and what the gateway itself stores. */
  @Schema(name = "StatusParts")
  public record Parts(
      String mask,
      String agent,
      String triton,
      @Schema(enumeration = {"ok", "full", "read-only", "unreachable"}) String storage) {
    boolean allOk() {
      return List.of(mask, agent, triton, storage).stream().allMatch("ok"::equals);
    }
  }

  static StatusView of(Parts parts, String planner, String version) {
    return new StatusView(parts.allOk() ? "ok" : "degraded", parts, planner, version);
  }

  /** The same with what is known of storage now. */
  StatusView withStorage(String storage) {
    return of(new Parts(parts.mask, parts.agent, parts.triton, storage), planner, version);
  }
}
