package dev.chatbrush.mask.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.mask.Mask;

/** A reply and its mask, with what a person would check by eye. */
record SeenMask(dev.chatbrush.contracts.mask.Mask reply, Mask mask) {

  /** Share of the picture, in percent. */
  SeenMask covers(double atLeast, double atMost) {
    double percent = 100.0 * mask.area() / ((double) mask.width() * mask.height());
    assertThat(percent).as("percent of the picture").isBetween(atLeast, atMost);
    return this;
  }

  SeenMask holds(int... points) {
    for (int i = 0; i < points.length; i += 2) {
      assertThat(mask.selected(points[i], points[i + 1]))
          .as("(%d, %d) is selected", points[i], points[i + 1])
          .isTrue();
    }
    return this;
  }

  SeenMask leavesOut(int... points) {
    for (int i = 0; i < points.length; i += 2) {
      assertThat(mask.selected(points[i], points[i + 1]))
          .as("(%d, %d) is selected", points[i], points[i + 1])
          .isFalse();
    }
    return this;
  }
}
