package dev.chatbrush.triton.grpc;

import java.util.function.IntConsumer;

/**
 * How many answers a session asks of the server: as many as may lie here unread. A waiting reader
 * can always have one more, or it would wait for ever behind answers that are for others.
 * Thread-safe.
 */
final class ReadAhead {
  private final int limit;
  private final IntConsumer request;

  // Answers asked of the server and not come yet; answers come and not taken; readers waiting.
  private int outstanding;
  private int unread;
  private int waiting;

  /**
   * @param request asks the server for that many answers more
   */
  ReadAhead(int limit, IntConsumer request) {
    this.limit = limit;
    this.request = request;
  }

  synchronized void readerWaits() {
    waiting++;
    ask();
  }

  synchronized void readerGoesOn(boolean took) {
    waiting--;
    forgetUnread(took ? 1 : 0);
  }

  synchronized void arrived() {
    outstanding--;
    unread++;
  }

  synchronized void forgetUnread(int answers) {
    unread -= answers;
    ask();
  }

  synchronized void ask() {
    int room = limit - unread - outstanding;
    int count = room > 0 ? room : (waiting > 0 && outstanding == 0 ? 1 : 0);
    if (count > 0) {
      outstanding += count;
      request.accept(count);
    }
  }
}
