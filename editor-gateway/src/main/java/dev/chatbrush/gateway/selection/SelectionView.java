package dev.chatbrush.gateway.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.imaging.mask.Contours;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is selected. {@code bbox} is null for an empty mask; {@code candidate} is the one taken of
 * {@code candidates}, null for a drawn mask; {@code drawn} tells a mask by hand, which is not grown
 * before an erase; {@code finds} is all that has the name which was looked for; {@code contours} is
 * the outline as an SVG path, where it was asked for.
 */
public record SelectionView(
    long sequence,
    RleView rle,
    @Schema(nullable = true) Bounds bbox,
    long area,
    double score,
    List<Candidate> candidates,
    @Schema(nullable = true) Integer candidate,
    String model,
    boolean drawn,
    @Schema(nullable = true) SelectionInput input,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Find> finds,
    @JsonInclude(JsonInclude.Include.NON_NULL) String contours) {

  public SelectionView {
    finds = finds == null ? List.of() : List.copyOf(finds);
  }

  SelectionView(
      long sequence,
      RleView rle,
      Bounds bbox,
      long area,
      double score,
      List<Candidate> candidates,
      Integer candidate,
      String model,
      boolean drawn,
      SelectionInput input,
      List<Find> finds) {
    this(sequence, rle, bbox, area, score, candidates, candidate, model, drawn, input, finds, null);
  }

  /** With its outline. */
  SelectionView outlined() {
    String path = Contours.svgPath(rle.toRle().toMask());
    return new SelectionView(
        sequence, rle, bbox, area, score, candidates, candidate, model, drawn, input, finds, path);
  }

  /**
   * Something of the name that was looked for; {@code number} counts from 1, from left to right.
   */
  @Schema(name = "SelectionFind")
  public record Find(int number, String label, Bounds box, double score, boolean chosen) {}

  /** Pixels; x0, y0 inclusive, x1, y1 exclusive. */
  @Schema(name = "SelectionBounds")
  public record Bounds(double x0, double y0, double x1, double y1) {}

  /** Another mask that the decoder offers: "part", "object" or "whole". */
  @Schema(name = "SelectionCandidate")
  public record Candidate(
      int index,
      @Schema(enumeration = {"part", "object", "whole"}) String name,
      double score,
      long area) {}
}
