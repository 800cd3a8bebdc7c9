package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.mask.Coordinate;
import dev.chatbrush.contracts.mask.Find;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.mask.Stroke;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.contracts.picture.Rle;
import dev.chatbrush.gateway.selection.SelectionInput.Label;
import dev.chatbrush.gateway.selection.SelectionInput.Tidy;
import java.util.List;

/** Selections to and from the messages of mask-service. */
public final class SelectionMessages {
  private SelectionMessages() {}

  static Selection selection(SelectionInput input, RleView uploaded) {
    Selection.Builder selection = Selection.newBuilder();
    input.points().forEach(point -> selection.addPoints(point(point)));
    input.strokes().forEach(stroke -> selection.addStrokes(stroke(stroke)));
    if (input.box() != null) {
      selection.setBox(box(input.box()));
    }
    if (input.candidate() != null) {
      selection.setCandidate(input.candidate());
    }
    if (input.refine() != null) {
      selection.setRefine(refine(input.refine()));
    }
    if (uploaded != null) {
      selection.setUploaded(rle(uploaded));
    }
    if (input.join() != null) {
      selection.setJoin(Selection.Join.valueOf(input.join().name()));
    }
    if (input.subject() != null) {
      selection.setSubject(Selection.Subject.valueOf(input.subject().name()));
    }
    if (input.text() != null) {
      selection.setText(input.text()).addAllNumbers(input.numbers());
    }
    if (input.which() != null) {
      selection.setWhich(Selection.Which.valueOf(input.which().name()));
    }
    return selection.build();
  }

  private static Point point(SelectionInput.Point point) {
    return Point.newBuilder()
        .setX(point.x())
        .setY(point.y())
        .setExclude(point.label() == Label.EXCLUDE)
        .build();
  }

  private static Stroke stroke(SelectionInput.Stroke stroke) {
    Stroke.Builder line =
        Stroke.newBuilder()
            .setRadius(stroke.radius())
            .setErase(stroke.erase())
            .setFill(stroke.fill());
    stroke
        .points()
        .forEach(at -> line.addPoints(Coordinate.newBuilder().setX(at.x()).setY(at.y())));
    return line.build();
  }

  private static Box box(SelectionInput.Box box) {
    return Box.newBuilder().setX0(box.x0()).setY0(box.y0()).setX1(box.x1()).setY1(box.y1()).build();
  }

  private static Refine refine(SelectionInput.Refine refine) {
    Tidy tidy = refine.tidy() == null ? Tidy.FOUND : refine.tidy();
    return Refine.newBuilder()
        .setTidy(Refine.Tidy.valueOf(tidy.name()))
        .setDilate(refine.dilate())
        .setFeather(refine.feather())
        .setInvert(refine.invert())
        .setFillHoles(refine.fillHoles())
        .setKeepLargest(refine.keepLargest())
        .setSmooth(refine.smooth())
        .build();
  }

  /** Run lengths as a message. */
  public static Rle rle(RleView rle) {
    return Rle.newBuilder()
        .setHeight(rle.size().get(0))
        .setWidth(rle.size().get(1))
        .addAllCounts(rle.counts())
        .build();
  }

  /** Run lengths of a message. */
  public static RleView rle(Rle rle) {
    return new RleView(List.of(rle.getHeight(), rle.getWidth()), rle.getCountsList());
  }

  static SelectionView view(Mask mask, long sequence, SelectionInput input) {
    return new SelectionView(
        sequence,
        rle(mask.getRle()),
        mask.hasBounds() ? bounds(mask.getBounds()) : null,
        mask.getArea(),
        mask.getScore(),
        mask.getCandidatesList().stream()
            .map(
                c ->
                    new SelectionView.Candidate(
                        c.getIndex(), c.getName(), c.getScore(), c.getArea()))
            .toList(),
        mask.hasCandidate() ? mask.getCandidate() : null,
        mask.getModel(),
        mask.getDrawn(),
        input.withoutSequence(),
        mask.getFindsList().stream().map(SelectionMessages::find).toList());
  }

  private static SelectionView.Find find(Find find) {
    return new SelectionView.Find(
        find.getNumber(),
        find.getLabel(),
        bounds(find.getBox()),
        find.getScore(),
        find.getChosen());
  }

  private static SelectionView.Bounds bounds(Box box) {
    return new SelectionView.Bounds(box.getX0(), box.getY0(), box.getX1(), box.getY1());
  }
}
