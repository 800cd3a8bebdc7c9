package dev.chatbrush.gateway.agent;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a question asks to choose from: things of one name, numbered from left to right. A selection
 * by that name and those numbers is the answer, as words are.
 */
@Schema(name = "PlanChoice")
public record Choice(String name, List<Found> finds) {
  public Choice {
    finds = finds == null ? List.of() : List.copyOf(finds);
  }

  /** One of them; pixels of the head revision, x0, y0 inclusive, x1, y1 exclusive. */
  @Schema(name = "PlanFind")
  public record Found(int number, String label, double x0, double y0, double x1, double y1) {}
}
