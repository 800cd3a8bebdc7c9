package dev.chatbrush.gateway.status;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How things are: {@code status} is "ok" or "degraded", a part "ok" or "down", storage "ok" or what
 * ails it, {@code planner} "rules" or "llm"; {@code faults} says of each part that is down why.
 */
@Schema(name = "Status")
public record StatusView(
    @Schema(enumeration = {"ok", "degraded"}) String status,
    Parts parts,
    List<Fault> faults,
    String planner,
    String version) {
  public StatusView {
    faults = List.copyOf(faults);
  }

  static StatusView of(Parts parts, List<Fault> faults, String planner, String version) {
    return new StatusView(parts.allOk() ? "ok" : "degraded", parts, faults, planner, version);
  }

  /** The same with what is known of storage now. */
  StatusView withStorage(String storage) {
    return of(new Parts(parts.mask, parts.agent, parts.triton, storage), faults, planner, version);
  }

  /** The services behind this one, Triton behind those, and what the gateway itself stores. */
  @Schema(name = "StatusParts")
  public record Parts(
      String mask,
      String agent,
      String triton,
      @Schema(enumeration = {"ok", "full", "read-only", "unreachable"}) String storage) {
    boolean allOk() {
      return down().isEmpty() && storage.equals("ok");
    }

    /** Names of the services that are not there. */
    List<String> down() {
      return Map.of("mask", mask, "agent", agent, "triton", triton).entrySet().stream()
          .filter(part -> !part.getValue().equals("ok"))
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }
  }

  /**
   * Why a part is down: "killed", "exited", "memory" (it ran out of it) and "hung" are what its
   * supervisor saw, "unreachable" is all that is known without one.
   */
  @Schema(name = "StatusFault")
  public record Fault(
      @Schema(enumeration = {"mask", "agent", "triton"}) String part,
      @Schema(enumeration = {"killed", "exited", "memory", "hung", "unreachable"}) String reason,
      @Schema(description = "Its supervisor starts it again, or is about to.")
          boolean restarting) {}
}
