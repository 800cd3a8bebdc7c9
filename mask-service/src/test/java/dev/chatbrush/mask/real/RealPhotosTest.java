package dev.chatbrush.mask.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.mask.Candidate;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Box;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real photos, real weights, real Triton. Coordinates were read off the photos by eye. */
@QuarkusTest
@QuarkusTestResource(value = RealTritonResource.class, restrictToAnnotatedClass = true)
@Tag("triton")
class RealPhotosTest {
  @Test
  void aClickOnTheShuttleSelectsTheShuttle() {
    try (RealSegmenter photo = new RealSegmenter("astronaut.jpg")) {
      SeenMask shuttle = photo.segment("shuttle-click", "", clicks(390, 170));

      shuttle.holds(390, 140, 392, 200).leavesOut(225, 110, 100, 350, 480, 60).covers(1, 9);
      assertThat(shuttle.reply().getScore()).isGreaterThan(0.7f);
      assertThat(shuttle.reply().getCandidatesList())
          .extracting(Candidate::getName)
          .containsExactly("part", "object", "whole");
    }
  }

  @Test
  void aBoxAroundTheShuttleSelectsItAndNothingBeyond() {
    try (RealSegmenter photo = new RealSegmenter("astronaut.jpg")) {
      photo
          .segment("shuttle-box", "", box(350, 0, 470, 290))
          .holds(390, 140, 392, 200, 418, 60)
          .leavesOut(225, 110, 100, 350, 490, 60, 330, 200)
          .covers(4, 10);
    }
  }

  @Test
  void theLargestReadingOfABoxAroundTheHeadHoldsFaceAndHair() {
    try (RealSegmenter photo = new RealSegmenter("astronaut.jpg")) {
      Selection head = box(150, 12, 303, 190).toBuilder().setCandidate(2).build();

      photo
          .segment("head-box", "", head)
          .holds(225, 110, 200, 50, 235, 145)
          .leavesOut(100, 350, 450, 60, 320, 60, 60, 60)
          .covers(4, 9);
    }
  }

  @Test
  void aBoxAroundTheHeadTakesMoreThanTheHair() {
    try (RealSegmenter photo = new RealSegmenter("astronaut.jpg")) {
      photo
          .segment("head-box-chosen", "", box(150, 12, 303, 190))
          .holds(225, 110, 200, 50, 235, 145)
          .leavesOut(100, 350, 450, 60, 320, 60, 60, 60);
    }
  }

  @Test
  void theSubjectOfThePhotoIsTheCatAndTheBackgroundTheRest() {
    try (RealSegmenter photo = new RealSegmenter("cat.jpg")) {
      SeenMask cat = photo.segment("cat-subject", "", subject(Selection.Subject.SUBJECT));
      SeenMask rest = photo.segment("cat-background", "", subject(Selection.Subject.BACKGROUND));

      cat.holds(230, 150, 120, 60, 170, 112).leavesOut(430, 20, 440, 200);
      rest.holds(430, 20, 440, 200).leavesOut(230, 150, 120, 60, 170, 112);
      assertThat(cat.mask().area() + rest.mask().area())
          .isEqualTo((long) cat.mask().width() * cat.mask().height());
    }
  }

  @Test
  void theSubjectOfTheCoffeePhotoIsOneThing() {
    try (RealSegmenter photo = new RealSegmenter("coffee.jpg")) {
      photo
          .segment("coffee-subject", "", subject(Selection.Subject.SUBJECT))
          .holds(290, 120)
          .covers(5, 70);
    }
  }

  private static Selection subject(Selection.Subject subject) {
    return Selection.newBuilder().setSubject(subject).build();
  }

  @Test
  void furtherClicksGrowAndShrinkTheSelection() {
    try (RealSegmenter photo = new RealSegmenter("astronaut.jpg")) {
      SeenMask suit = photo.segment("suit-1", "s", clicks(100, 350));
      SeenMask both =
          photo.segment(
              "suit-2", "s", clicks(100, 350).toBuilder().addPoints(include(225, 110)).build());
      SeenMask without =
          photo.segment(
              "suit-3",
              "s",
              clicks(100, 350).toBuilder()
                  .addPoints(include(225, 110))
                  .addPoints(include(380, 430).toBuilder().setExclude(true))
                  .build());

      suit.holds(100, 350);
      both.holds(100, 350, 225, 110).leavesOut(450, 60);
      without.holds(100, 350).leavesOut(380, 430, 450, 60);
    }
  }

  @Test
  void aClickOnTheSpoonSelectsTheSpoon() {
    try (RealSegmenter photo = new RealSegmenter("coffee.jpg")) {
      photo
          .segment("spoon-click", "", clicks(366, 290))
          .holds(366, 285)
          .leavesOut(290, 120, 120, 200, 550, 100)
          .covers(0.8, 5);
    }
  }

  @Test
  void aClickOnTheCatTakesTheCatAsItsWhole() {
    try (RealSegmenter photo = new RealSegmenter("cat.jpg")) {
      Selection cat = clicks(230, 150);
      SeenMask whole = photo.segment("cat-whole", "", cat.toBuilder().setCandidate(2).build());

      whole.holds(230, 150, 120, 60, 170, 112).leavesOut(430, 20, 440, 150).covers(40, 85);
    }
  }

  @Test
  void theSixteenMegapixelPhotoGivesAMaskOfItsSize() {
    try (RealSegmenter photo = new RealSegmenter("dandelion-16mpx.jpg")) {
      SeenMask flower = photo.segment("large", "", clicks(photo.center()));

      assertThat((long) flower.mask().width() * flower.mask().height()).isGreaterThan(15_000_000);
      assertThat(flower.mask().isEmpty()).isFalse();
    }
  }

  private static Selection clicks(double... xy) {
    return Selection.newBuilder().addPoints(include(xy[0], xy[1])).build();
  }

  private static Selection box(double x0, double y0, double x1, double y1) {
    return Selection.newBuilder()
        .setBox(Box.newBuilder().setX0(x0).setY0(y0).setX1(x1).setY1(y1))
        .build();
  }

  private static Point include(double x, double y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }
}
