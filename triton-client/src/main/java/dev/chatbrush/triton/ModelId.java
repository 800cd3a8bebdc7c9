package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;

/**
 * A model of the repository.
 *
 * @param name folder name in the repository
 * @param version the version's number, or empty for the server's choice (its newest)
 */
public record ModelId(String name, String version) {
  public ModelId {
    if (name.isBlank()) {
      throw new InvalidInputException("a model needs a name; found an empty one");
    }
    if (!version.isEmpty() && !version.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidInputException(
          "model '%s': version must be a number or empty (the server's choice), found '%s'"
              .formatted(name, version));
    }
  }

  /** That model in the version of the server's choice. */
  public static ModelId of(String name) {
    return new ModelId(name, "");
  }

  /** For example {@code lama:3}, or {@code lama} without a version. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + ":" + version;
  }
}
