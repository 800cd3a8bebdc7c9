package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the newest selection of a session win: an older one is refused when it comes, and dropped
 * when its mask is ready too late. Thread-safe.
 */
@ApplicationScoped
public class SelectionTurns {
  private static final int SESSIONS = 4096;

  private final Map<SessionId, Turn> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Turn> eldest) {
          return size() > SESSIONS;
        }
      };
  // mask-service sees numbers that rise over restarts and whatever clients send.
  private final AtomicLong ticket = new AtomicLong(System.currentTimeMillis() << 10);

  /** A place in the row: the client's number and ours. */
  record Turn(long sequence, long ticket) {}

  /**
   * Takes a turn.
   *
   * @param requested the client's number, null to take the next
   * @param stored the number of the stored selection, 0 when there is none
   * @throws EditorException SELECTION_STALE when a higher number has been seen
   */
  synchronized Turn begin(SessionId session, Long requested, long stored) {
    Turn last = latest.getOrDefault(session, new Turn(stored, 0));
    long sequence = requested == null ? last.sequence() + 1 : requested;
    if (sequence < last.sequence()) {
      throw stale(last);
    }
    Turn turn = new Turn(sequence, ticket.incrementAndGet());
    latest.put(session, turn);
    return turn;
  }

  /** A number for what is not stored; it rises as those of turns do. */
  long look() {
    return ticket.incrementAndGet();
  }

  /** The number of the newest turn that is known here, 0 without one. */
  synchronized long last(SessionId session) {
    return latest.getOrDefault(session, new Turn(0, 0)).sequence();
  }

  /** Runs {@code store} if nothing newer came since {@code turn} began. */
  synchronized void finish(SessionId session, Turn turn, Runnable store) {
    Turn last = latest.get(session);
    if (last == null || last.ticket() != turn.ticket()) {
      throw stale(last == null ? turn : last);
    }
    store.run();
  }

  /** Begins anew: masks that are on their way are dropped, and numbers start again. */
  synchronized void clear(SessionId session) {
    latest.put(session, new Turn(0, ticket.incrementAndGet()));
  }

  private static EditorException stale(Turn last) {
    return new EditorException(
        ProblemCode.SELECTION_STALE,
        "A newer selection (sequence %d) has been asked for; this one was dropped."
            .formatted(last.sequence()),
        Map.of("lastSequence", last.sequence()));
  }
}
