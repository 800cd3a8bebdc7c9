package dev.chatbrush.gateway.selection;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is selected. {@code bbox} is null for an empty mask; {@code candidate} is the one taken of
 * {@code candidates}, null for a drawn mask; {@code drawn} tells a mask by hand, which is not grown
 * before an erase.
 */
public record SelectionView(
    long sequence,
    RleView rle,
    Bounds bbox,
    long area,
    double score,
    List<Candidate> candidates,
    Integer candidate,
    String model,
    boolean drawn,
    SelectionInput input) {

  /** Pixels; x0, y0 inclusive, x1, y1 exclusive. */
  @Schema(name = "SelectionBounds")
  public record Bounds(double x0, double y0, double x1, double y1) {}

  /** Another mask that the decoder offers: "part", "object" or "whole". */
  @Schema(name = "SelectionCandidate")
  public record Candidate(int index, String name, double score, long area) {}
}
