package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.selection.SelectionInput.Coordinate;
import java.util.List;
import java.util.Map;

/** What a selection must be on a picture of a certain size; beyond what annotations can say. */
final class SelectionCheck {
  /** Strokes may run past the edge, as a brush does, but not without end. */
  private static final double STROKE_MARGIN = 10_000;

  private final int width;
  private final int height;

  private SelectionCheck(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Fails with SELECTION_EMPTY, SELECTION_OUTSIDE or SELECTION_INVALID. */
  static void check(SelectionInput input, int width, int height) {
    if (input.selectsNothing()) {
      throw new EditorException(
          ProblemCode.SELECTION_EMPTY,
          "Send a point, a box, a stroke, a subject or a text; to clear the selection use DELETE.");
    }
    SelectionCheck check = new SelectionCheck(width, height);
    check.drawing(input);
    if (!input.parts().isEmpty() && !input.uploaded()) {
      throw new EditorException(
          ProblemCode.SELECTION_INVALID,
          "'parts' are the drawings before this one; send them with 'uploaded', which joins it to the"
              + " mask that they have made.");
    }
    input.parts().forEach(part -> check.drawing(part.drawing()));
    check.masks(input.parts());
  }

  private void masks(List<SelectionInput.Part> parts) {
    for (SelectionInput.Part part : parts) {
      if (part.rle() == null) {
        continue;
      }
      if (part != parts.get(0) || !part.uploaded() || part.drawing().draws()) {
        throw new EditorException(
            ProblemCode.SELECTION_INVALID,
            "'rle' is the mask that all other parts join: only the first part may have it, with"
                + " 'uploaded' and nothing else.");
      }
      UploadedMask.checked(part.rle(), width, height);
    }
  }

  private void drawing(SelectionInput input) {
    if (!input.seeksOneThing()) {
      throw new EditorException(
          ProblemCode.SELECTION_INVALID,
          "'subject' and 'text' each stand in place of points, box and candidate, and of one another;"
              + " send one of them without these.");
    }
    input.points().forEach(point -> inside("point", point.x(), point.y()));
    if (input.box() != null) {
      box(input.box());
    }
    input.strokes().forEach(stroke -> stroke.points().forEach(this::near));
  }

  private void box(SelectionInput.Box box) {
    inside("corner", box.x0(), box.y0());
    inside("corner", box.x1(), box.y1());
    if (!(box.x0() < box.x1() && box.y0() < box.y1())) {
      throw new EditorException(
          ProblemCode.SELECTION_INVALID,
          "A box needs x0 < x1 and y0 < y1, got (%s, %s) to (%s, %s)."
              .formatted(box.x0(), box.y0(), box.x1(), box.y1()));
    }
  }

  private void inside(String what, double x, double y) {
    if (!(x >= 0 && x <= width && y >= 0 && y <= height)) {
      throw outside(what, x, y);
    }
  }

  private void near(Coordinate at) {
    boolean near =
        Math.abs(at.x()) <= width + STROKE_MARGIN && Math.abs(at.y()) <= height + STROKE_MARGIN;
    if (!near) { // also when a coordinate is not a number
      throw outside("stroke's point", at.x(), at.y());
    }
  }

  private EditorException outside(String what, double x, double y) {
    return new EditorException(
        ProblemCode.SELECTION_OUTSIDE,
        "The %s (%s, %s) is outside the picture: x must be 0 to %d, y 0 to %d."
            .formatted(what, x, y, width, height),
        Map.of("x", String.valueOf(x), "y", String.valueOf(y), "width", width, "height", height));
  }
}
