package dev.chatbrush.mask.segment;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.named.Named;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.mask.stroke.Stroke;
import java.util.Optional;

/** Holds a selection against the picture and against bounds, with a clear answer for each fault. */
public final class SelectionCheck {
  private static final int MAX_POINTS = 64;
  private static final int LONGEST_NAME = 100;
  private static final int MAX_STROKES = 1_000;
  private static final int MAX_STROKE_POINTS = 50_000;
  private static final double MAX_RADIUS = 5_000;
  private static final double MAX_REFINE = 1_000;

  private SelectionCheck() {}

  /** What is told before anything is built. */
  public static void requireCounts(int clicks, int strokes, long strokePoints) {
    if (clicks > MAX_POINTS) {
      throw invalid(
          "A selection takes at most %d clicks, got %d. Clear it and begin anew."
              .formatted(MAX_POINTS, clicks));
    }
    if (strokes > MAX_STROKES || strokePoints > MAX_STROKE_POINTS) {
      throw invalid(
          "A selection takes at most %d strokes of %d points together, got %d of %d."
              .formatted(MAX_STROKES, MAX_STROKE_POINTS, strokes, strokePoints));
    }
  }

  /** What can be told without the picture. */
  static void requireBounds(Selection selection) {
    if (selection.isDrawn() && selection.strokes().isEmpty() && selection.uploaded().isEmpty()) {
      throw MaskProblem.of(
          ProblemCode.SELECTION_EMPTY, "Nothing is selected. Click, draw a box or paint first.");
    }
    boolean pointed = !selection.prompt().isEmpty() || selection.candidate().isPresent();
    if (!selection.sought().isNothing() && pointed) {
      throw invalid(
          "Either the subject or a name is looked for or you point at something: send one without"
              + " the other.");
    }
    if (selection.named().isPresent()) {
      requireName(selection);
    }
    if (selection.join() != Join.ADD && (selection.isDrawn() || selection.uploaded().isEmpty())) {
      throw invalid(
          "What clicks, a box, the subject or a name select is subtracted from an uploaded mask, or"
              + " intersected with it: send both.");
    }
    requireStrokes(selection);
    requireRefine(selection.refine());
  }

  private static void requireName(Selection selection) {
    Named named = selection.named().orElseThrow();
    if (selection.subject() != Subject.NONE) {
      throw invalid("Either the subject or a name is looked for: send one without the other.");
    }
    if (named.text().length() > LONGEST_NAME || named.numbers().size() > MAX_POINTS) {
      throw invalid(
          "A name has at most %d characters and %d numbers, got %d and %d."
              .formatted(LONGEST_NAME, MAX_POINTS, named.text().length(), named.numbers().size()));
    }
  }

  /** What needs the picture's size. */
  static void requireInside(Selection selection, PictureSize size) {
    for (PromptPoint point : selection.prompt().points()) {
      if (!inside(point.x(), size.width()) || !inside(point.y(), size.height())) {
        throw outside("The click at (%.1f, %.1f)".formatted(point.x(), point.y()), size);
      }
    }
    selection.prompt().box().ifPresent(box -> requireBox(box, size));
    selection.uploaded().ifPresent(rle -> requireSize(rle, size));
  }

  private static void requireBox(PromptBox box, PictureSize size) {
    boolean finite = Double.isFinite(box.x0() + box.y0()) && Double.isFinite(box.x1() + box.y1());
    if (!finite || box.x1() - box.x0() < 1 || box.y1() - box.y0() < 1) {
      throw invalid("A box must be at least one pixel wide and high. Drag it open and try again.");
    }
    boolean overlaps =
        box.x0() < size.width() && box.y0() < size.height() && box.x1() > 0 && box.y1() > 0;
    if (!overlaps) {
      throw outside("The box", size);
    }
  }

  private static void requireSize(Rle rle, PictureSize size) {
    if (rle.width() != size.width() || rle.height() != size.height()) {
      throw invalid(
          "A mask must have the picture's size, %d x %d pixels, but this one has %d x %d."
              .formatted(size.width(), size.height(), rle.width(), rle.height()));
    }
  }

  private static void requireStrokes(Selection selection) {
    for (Stroke stroke : selection.strokes()) {
      if (stroke.pointCount() == 0) {
        throw invalid("A stroke needs at least one point.");
      }
      if (stroke.fill() && stroke.pointCount() < 3) {
        throw invalid(
            "An area needs at least three corners, got " + stroke.pointCount() + ". Draw on.");
      }
      if (!(stroke.radius() > 0 && stroke.radius() <= MAX_RADIUS)) {
        throw invalid(
            "A stroke's radius must be above 0 and at most %.0f pixels, got %s."
                .formatted(MAX_RADIUS, stroke.radius()));
      }
      for (double coordinate : stroke.points()) {
        if (!(Math.abs(coordinate) <= 1e6)) {
          throw invalid("A stroke's points must be pixels of the picture, got " + coordinate + ".");
        }
      }
    }
  }

  private static void requireRefine(Refine refine) {
    boolean fits =
        Math.abs((double) refine.dilate()) <= MAX_REFINE
            && refine.smooth() >= 0
            && refine.smooth() <= MAX_REFINE
            && refine.feather() >= 0
            && refine.feather() <= MAX_REFINE;
    if (!fits) {
      throw invalid("A mask can be grown, smoothed and feathered by at most 1000 pixels.");
    }
  }

  /** A selection's box cut to the picture. */
  static Optional<PromptBox> clip(Optional<PromptBox> box, PictureSize size) {
    return box.map(
        one ->
            new PromptBox(
                Math.max(0, one.x0()),
                Math.max(0, one.y0()),
                Math.min(size.width(), one.x1()),
                Math.min(size.height(), one.y1())));
  }

  private static boolean inside(double coordinate, int limit) {
    return coordinate >= 0 && coordinate <= limit;
  }

  private static MaskProblem outside(String what, PictureSize size) {
    return MaskProblem.of(
        ProblemCode.SELECTION_OUTSIDE,
        "%s is outside the picture, which has %d x %d pixels."
            .formatted(what, size.width(), size.height()));
  }

  private static MaskProblem invalid(String sentence) {
    return MaskProblem.of(ProblemCode.SELECTION_INVALID, sentence);
  }
}
