package dev.chatbrush.gateway.revision;

/** Where the head is and where it can go: the data of the event {@code head}. */
public record HeadView(int head, boolean canUndo, boolean canRedo) {
  public static HeadView from(History history) {
    return new HeadView(history.headNumber(), history.canUndo(), history.canRedo());
  }
}
