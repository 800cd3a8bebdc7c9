package dev.chatbrush.gateway.status;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What has been measured since the start: how long things took, and how much goes on now: open
 * pages, edits that run and edits that wait for their turn.
 */
@Schema(name = "Figures")
public record FiguresView(List<Timing> timings, int pages, int running, int waiting) {
  public FiguresView {
    timings = List.copyOf(timings);
  }

  /**
   * {@code name} is "upload", "selection" or "edit"; {@code tool} is an edit's, else null; {@code
   * longestMillis} is of the last minutes.
   */
  @Schema(name = "Timing")
  public record Timing(
      String name,
      @Schema(nullable = true) String tool,
      String outcome,
      long count,
      double totalMillis,
      double longestMillis) {}
}
