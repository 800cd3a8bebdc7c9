package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobId;

/**
 * A picture of a batch, as its row. {@code upload} is the file as it came, until it is a session.
 */
record BatchPicture(
    int place, String name, BlobId upload, SessionId session, State state, Problem problem) {
  /** How far it has come; in lower case as clients see it. */
  enum State {
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    boolean isOver() {
      return this != WAITING && this != RUNNING;
    }
  }
}
