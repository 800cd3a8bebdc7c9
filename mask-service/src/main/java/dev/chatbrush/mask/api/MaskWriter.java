package dev.chatbrush.mask.api;

import dev.chatbrush.contracts.mask.Candidate;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.mask.named.Choice;
import dev.chatbrush.mask.named.Find;
import dev.chatbrush.mask.segment.SelectedMask;

/** Our own words into wire messages. */
final class MaskWriter {
  private MaskWriter() {}

  static Mask mask(SelectedMask selected) {
    Rle rle = Rle.of(selected.mask());
    Mask.Builder wire =
        Mask.newBuilder()
            .setRle(wireRle(rle))
            .setArea(rle.area())
            .setScore(selected.score())
            .setModel(selected.model())
            .setDrawn(selected.drawn());
    rle.bounds().ifPresent(region -> wire.setBounds(box(region)));
    selected.taken().ifPresent(wire::setCandidate);
    selected.candidates().forEach(candidate -> wire.addCandidates(candidate(candidate)));
    selected
        .choice()
        .ifPresent(choice -> choice.finds().forEach(find -> wire.addFinds(find(find, choice))));
    return wire.build();
  }

  private static dev.chatbrush.contracts.mask.Find find(Find find, Choice choice) {
    return dev.chatbrush.contracts.mask.Find.newBuilder()
        .setNumber(find.number())
        .setLabel(find.label())
        .setScore(find.score())
        .setBox(
            Box.newBuilder().setX0(find.x0()).setY0(find.y0()).setX1(find.x1()).setY1(find.y1()))
        .setChosen(choice.chosen().contains(find))
        .build();
  }

  private static dev.chatbrush.contracts.picture.Rle wireRle(Rle rle) {
    dev.chatbrush.contracts.picture.Rle.Builder wire =
        dev.chatbrush.contracts.picture.Rle.newBuilder()
            .setHeight(rle.height())
            .setWidth(rle.width());
    for (int count : rle.counts()) {
      wire.addCounts(count);
    }
    return wire.build();
  }

  private static Box box(Region region) {
    return Box.newBuilder()
        .setX0(region.x())
        .setY0(region.y())
        .setX1(region.right())
        .setY1(region.bottom())
        .build();
  }

  private static Candidate candidate(dev.chatbrush.mask.segment.Candidate candidate) {
    return Candidate.newBuilder()
        .setIndex(candidate.index())
        .setName(candidate.name())
        .setScore(candidate.score())
        .setArea(candidate.area())
        .build();
  }
}
