package dev.chatbrush.mask.api;

import dev.chatbrush.contracts.picture.ImageNeeded;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.View;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.PictureRef;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.PictureStore;
import dev.chatbrush.mask.named.Named;
import dev.chatbrush.mask.named.Which;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.mask.segment.Join;
import dev.chatbrush.mask.segment.Refine;
import dev.chatbrush.mask.segment.Selection;
import dev.chatbrush.mask.segment.SelectionCheck;
import dev.chatbrush.mask.segment.Sought;
import dev.chatbrush.mask.segment.Subject;
import dev.chatbrush.mask.segment.Tidy;
import dev.chatbrush.mask.stroke.Stroke;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Wire messages into our own words. */
final class SelectionReader {
  private SelectionReader() {}

  static PictureRef picture(Picture picture) {
    if (!picture.hasView()) {
      return PictureRef.whole(picture.getSha256(), picture.getContent());
    }
    View view = picture.getView();
    return PictureRef.view(
        picture.getSha256(), view.getContent(), new PictureSize(view.getWidth(), view.getHeight()));
  }

  /** Asks for the picture; what models see of it is enough. */
  static ImageNeeded needed(PictureRef ref) {
    return ImageNeeded.newBuilder()
        .setSha256(ref.sha256())
        .setEnoughSide(PictureStore.ENOUGH_SIDE)
        .build();
  }

  static Selection selection(dev.chatbrush.contracts.mask.Selection wire) {
    SelectionCheck.requireCounts(
        wire.getPointsCount(),
        wire.getStrokesCount(),
        wire.getStrokesList().stream()
            .mapToLong(dev.chatbrush.contracts.mask.Stroke::getPointsCount)
            .sum());
    List<PromptPoint> points =
        wire.getPointsList().stream()
            .map(point -> new PromptPoint(point.getX(), point.getY(), point.getExclude()))
            .toList();
    Optional<PromptBox> box = wire.hasBox() ? Optional.of(box(wire.getBox())) : Optional.empty();
    return new Selection(
        new Prompt(points, box),
        wire.getStrokesList().stream().map(SelectionReader::stroke).toList(),
        wire.hasCandidate() ? OptionalInt.of(wire.getCandidate()) : OptionalInt.empty(),
        wire.hasRefine() ? refine(wire.getRefine()) : Refine.NONE,
        wire.hasUploaded() ? Optional.of(rle(wire.getUploaded())) : Optional.empty(),
        join(wire.getJoin()),
        sought(wire));
  }

  private static Sought sought(dev.chatbrush.contracts.mask.Selection wire) {
    Subject subject = subject(wire.getSubject());
    Subject called = SubjectNames.of(wire.getText());
    return subject == Subject.NONE && called != Subject.NONE
        ? new Sought(called, Optional.empty())
        : new Sought(subject, named(wire));
  }

  private static Optional<Named> named(dev.chatbrush.contracts.mask.Selection wire) {
    if (wire.getText().isBlank()) {
      return Optional.empty();
    }
    if (wire.getWhich() == dev.chatbrush.contracts.mask.Selection.Which.UNRECOGNIZED) {
      throw MaskProblem.of(
          ProblemCode.SELECTION_INVALID,
          "'which' must be one of %s.".formatted(Arrays.toString(Which.values())));
    }
    return Optional.of(
        new Named(
            wire.getText().strip(), Which.valueOf(wire.getWhich().name()), wire.getNumbersList()));
  }

  private static Subject subject(dev.chatbrush.contracts.mask.Selection.Subject wire) {
    return switch (wire) {
      case NONE -> Subject.NONE;
      case SUBJECT -> Subject.SUBJECT;
      case BACKGROUND -> Subject.BACKGROUND;
      case UNRECOGNIZED ->
          throw MaskProblem.of(
              ProblemCode.SELECTION_INVALID, "The subject must be NONE, SUBJECT or BACKGROUND.");
    };
  }

  /** Dragged from any corner to any other. */
  private static PromptBox box(dev.chatbrush.contracts.picture.Box box) {
    return new PromptBox(
        Math.min(box.getX0(), box.getX1()),
        Math.min(box.getY0(), box.getY1()),
        Math.max(box.getX0(), box.getX1()),
        Math.max(box.getY0(), box.getY1()));
  }

  private static Stroke stroke(dev.chatbrush.contracts.mask.Stroke wire) {
    double[] points = new double[wire.getPointsCount() * 2];
    for (int i = 0; i < wire.getPointsCount(); i++) {
      points[2 * i] = wire.getPoints(i).getX();
      points[2 * i + 1] = wire.getPoints(i).getY();
    }
    return new Stroke(points, wire.getRadius(), wire.getErase(), wire.getFill());
  }

  private static Refine refine(dev.chatbrush.contracts.mask.Refine wire) {
    return new Refine(
        tidy(wire.getTidy()),
        wire.getKeepLargest(),
        wire.getFillHoles(),
        wire.getSmooth(),
        wire.getDilate(),
        wire.getInvert(),
        wire.getFeather());
  }

  private static Join join(dev.chatbrush.contracts.mask.Selection.Join wire) {
    return switch (wire) {
      case ADD -> Join.ADD;
      case SUBTRACT -> Join.SUBTRACT;
      case INTERSECT -> Join.INTERSECT;
      case UNRECOGNIZED ->
          throw MaskProblem.of(
              ProblemCode.SELECTION_INVALID, "'join' must be ADD, SUBTRACT or INTERSECT.");
    };
  }

  private static Tidy tidy(dev.chatbrush.contracts.mask.Refine.Tidy wire) {
    return switch (wire) {
      case FOUND -> Tidy.FOUND;
      case ALL -> Tidy.ALL;
      case NOTHING -> Tidy.NOTHING;
      case UNRECOGNIZED ->
          throw MaskProblem.of(
              ProblemCode.SELECTION_INVALID, "'tidy' must be FOUND, ALL or NOTHING.");
    };
  }

  private static Rle rle(dev.chatbrush.contracts.picture.Rle wire) {
    int[] counts = new int[wire.getCountsCount()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = wire.getCounts(i);
    }
    try {
      return new Rle(wire.getHeight(), wire.getWidth(), counts);
    } catch (IllegalArgumentException e) {
      throw MaskProblem.of(
          ProblemCode.SELECTION_INVALID,
          "The uploaded mask is broken: %s.".formatted(e.getMessage()));
    }
  }
}
