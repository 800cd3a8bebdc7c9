package dev.chatbrush.triton;

/**
 * One line of the repository index.
 *
 * @param name folder name in the repository
 * @param version version, or empty when none is loaded
 * @param state {@code READY}, {@code UNAVAILABLE}, {@code LOADING}, {@code UNLOADING}, or empty
 * @param reason why it is in that state, if the server says
 */
public record RepositoryModel(String name, String version, String state, String reason) {

  /** Whether requests can go to it. */
  public boolean isReady() {
    return "READY".equals(state);
  }

  /** Whether the server tried to load it and could not. */
  public boolean hasFailed() {
    return "UNAVAILABLE".equals(state) && !reason.isEmpty() && !"unloaded".equals(reason);
  }

  /** The id that pins this version. */
  public ModelId id() {
    return new ModelId(name, version);
  }
}
