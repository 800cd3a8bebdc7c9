package dev.chatbrush.gateway.storage;

/** Keeps the way to a database open. */
interface DatabaseKeeper extends AutoCloseable {
  /** How the database is; opens again what was closed. */
  StorageCondition look();

  /**
   * Opens again what was closed.
   *
   * @return whether it answers
   */
  boolean restore();

  /** Whether it takes rows. */
  boolean takesRows();

  @Override
  void close();
}
