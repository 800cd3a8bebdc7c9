package dev.chatbrush.mask.named;

import java.util.Comparator;
import java.util.List;

/** Which of several finds is meant. */
public enum Which {
  ALL,
  /** The only one; of several none. */
  ONLY,
  LEFTMOST,
  RIGHTMOST,
  TOPMOST,
  BOTTOMMOST,
  MIDDLE,
  LARGEST,
  SMALLEST;

  /** Those that are meant; finds are in their order, from left to right, and at least one. */
  List<Find> of(List<Find> finds) {
    return switch (this) {
      case ALL -> finds;
      case ONLY -> finds.size() == 1 ? finds : List.of();
      case LEFTMOST -> finds.subList(0, 1);
      case RIGHTMOST -> finds.subList(finds.size() - 1, finds.size());
      case MIDDLE -> finds.subList(finds.size() / 2, finds.size() / 2 + 1);
      case TOPMOST -> least(finds, Comparator.comparingDouble(Find::centreY));
      case BOTTOMMOST -> least(finds, Comparator.comparingDouble(Find::centreY).reversed());
      case SMALLEST -> least(finds, Comparator.comparingDouble(Find::area));
      case LARGEST -> least(finds, Comparator.comparingDouble(Find::area).reversed());
    };
  }

  private static List<Find> least(List<Find> finds, Comparator<Find> order) {
    return List.of(finds.stream().min(order).orElseThrow());
  }
}
