package dev.chatbrush.gateway.download;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;

/** How much of what the uploaded file told beside its pixels a download tells again. */
enum Metadata {
  /** Everything that is kept, where it was taken too. */
  ALL,
  /** All but where it was taken. */
  NO_PLACE,
  NONE;

  /** By its name in a query; null is what nobody has to ask for. */
  static Metadata named(String name) {
    if (name == null) {
      return NO_PLACE;
    }
    return switch (name) {
      case "all" -> ALL;
      case "no-place" -> NO_PLACE;
      case "none" -> NONE;
      default ->
          throw new EditorException(
              ProblemCode.VALIDATION_FAILED, "'metadata' must be all, no-place or none.");
    };
  }
}
