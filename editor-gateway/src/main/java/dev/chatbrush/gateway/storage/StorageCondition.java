package dev.chatbrush.gateway.storage;

/** How storage is, from well to worst. */
public enum StorageCondition {
  OK("ok"),
  /** Little room: nothing new is taken, and small rows go on from what is kept in reserve. */
  FULL("full"),
  /** No room, and nothing is left in reserve: only reads go on. */
  SPENT("full"),
  /** Writes fail although there is room: only reads go on. */
  READ_ONLY("read-only"),
  /** The database does not answer: nothing goes on. */
  UNREACHABLE("unreachable");

  private final String word;

  StorageCondition(String word) {
    this.word = word;
  }

  /** As the API says it. */
  public String word() {
    return word;
  }

  StorageCondition worse(StorageCondition other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
