package dev.chatbrush.mask.lane;

import dev.chatbrush.mask.problem.MaskProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Of one session's requests only the newest matters. Knows the requests that are in flight and
 * nothing of the past, so it needs no cleaning and a client may begin to count anew.
 */
@ApplicationScoped
public class SessionTurns {
  private final Map<String, TreeMap<Long, Call>> inFlight = new ConcurrentHashMap<>();

  /**
   * Takes the turn: older requests of the session end as stale.
   *
   * @param session empty for a request that stands alone
   * @return to be run when the request is over
   * @throws MaskProblem when a newer request of the session is in flight
   */
  public Runnable take(String session, long sequence, Call call) {
    if (session.isEmpty()) {
      return () -> {};
    }
    List<Call> older = new ArrayList<>();
    inFlight.compute(
        session,
        (key, known) -> {
          TreeMap<Long, Call> calls = known == null ? new TreeMap<>() : known;
          if (!calls.isEmpty() && calls.lastKey() > sequence) {
            throw MaskProblem.stale();
          }
          older.addAll(calls.values());
          calls.clear();
          calls.put(sequence, call);
          return calls;
        });
    older.forEach(one -> one.fail(MaskProblem.stale()));
    return () -> leave(session, sequence, call);
  }

  private void leave(String session, long sequence, Call call) {
    inFlight.computeIfPresent(
        session,
        (key, calls) -> {
          calls.remove(sequence, call);
          return calls.isEmpty() ? null : calls;
        });
  }
}
