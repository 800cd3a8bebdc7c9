package dev.chatbrush.gateway.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.api.Which;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.selection.SelectionInput;
import dev.chatbrush.gateway.selection.SelectionInput.Label;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pointing at things. Each call replaces the selection. Blocking. */
@ApplicationScoped
public class SelectionTools {
  /** Enough for the check to refuse them. */
  private static final int TOO_MANY = 65;

  private final SelectionService selections;
  private final SessionAccess access;
  private final Answers answers;

  public SelectionTools(SelectionService selections, SessionAccess access, Answers answers) {
    this.selections = selections;
    this.access = access;
    this.answers = answers;
  }

  /** Pixels of the picture. */
  public record Spot(double x, double y) {}

  /** What a selecting tool answers; area in pixels. */
  record Selected(
      long area,
      SelectionView.Bounds box,
      double score,
      String model,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SelectionView.Find> finds) {}

  @Tool(
      name = "select_points",
      description =
          "Selects the thing at the given points, leaving out what is at the excluded ones. One"
              + " point in the middle of the thing is usually enough. Returns the selected area"
              + " and its bounding box.",
      annotations = @Tool.Annotations(title = "Select by points", destructiveHint = false))
  ToolResponse points(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(description = "Points on the thing, in pixels") List<Spot> include,
      @ToolArg(description = "Points that do not belong to it", required = false)
          Optional<List<Spot>> exclude) {
    List<SelectionInput.Point> points = new ArrayList<>();
    include.stream().limit(TOO_MANY).forEach(at -> points.add(point(at, Label.INCLUDE)));
    exclude.stream()
        .flatMap(List::stream)
        .limit(TOO_MANY)
        .forEach(at -> points.add(point(at, Label.EXCLUDE)));
    return select(session, SelectionInput.pointing(points, null));
  }

  /** Null where the spot is, which is refused as REST refuses it. */
  private static SelectionInput.Point point(Spot at, Label label) {
    return at == null ? null : new SelectionInput.Point(at.x(), at.y(), label);
  }

  @Tool(
      name = "select_box",
      description = "Selects the thing inside a box. Returns its area and bounding box.",
      annotations = @Tool.Annotations(title = "Select by a box", destructiveHint = false))
  ToolResponse box(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(description = "Left edge, pixels") double x0,
      @ToolArg(description = "Upper edge, pixels") double y0,
      @ToolArg(description = "Right edge, pixels") double x1,
      @ToolArg(description = "Lower edge, pixels") double y1) {
    SelectionInput.Box box = new SelectionInput.Box(x0, y0, x1, y1);
    return select(session, SelectionInput.pointing(null, box));
  }

  @Tool(
      name = "select_subject",
      description = "Selects what the picture shows, or everything around it.",
      annotations = @Tool.Annotations(title = "Select the subject", destructiveHint = false))
  ToolResponse subject(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(
              description = "true selects the background instead",
              required = false,
              defaultValue = "false")
          boolean background) {
    SelectionInput.Subject subject =
        background ? SelectionInput.Subject.BACKGROUND : SelectionInput.Subject.SUBJECT;
    return select(session, SelectionInput.of(subject));
  }

  @Tool(
      name = "select_named",
      description =
          "Selects what has a name, such as \"cup\" or \"컵\", without pointing. Returns the area"
              + " and everything found, numbered from left to right; of several all are selected,"
              + " or those that 'which' or 'numbers' say. Fails where nothing of that name is"
              + " found or no model knows the word; point at it then.",
      annotations = @Tool.Annotations(title = "Select by name", destructiveHint = false))
  ToolResponse named(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(description = "A thing, in English or Korean") String name,
      @ToolArg(
              description =
                  "all, only, leftmost, rightmost, topmost, bottommost, middle, largest or"
                      + " smallest",
              required = false)
          Optional<String> which,
      @ToolArg(description = "Numbers of an earlier answer's finds", required = false)
          Optional<List<Integer>> numbers) {
    return answers.json(
        () ->
            selected(
                session,
                SelectionInput.named(
                    name, answers.choice(Which.class, which), numbers.orElse(List.of()))));
  }

  private ToolResponse select(String session, SelectionInput input) {
    return answers.json(() -> selected(session, input));
  }

  private Selected selected(String session, SelectionInput input) {
    SelectionView view = selections.select(access.edit(session), answers.valid(input));
    return new Selected(view.area(), view.bbox(), view.score(), view.model(), view.finds());
  }
}
