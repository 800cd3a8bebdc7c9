package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.signal.Signal;
import dev.chatbrush.gateway.signal.Signals;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Edits that are to be stopped by the gateway that carries them out, whichever that is. The row
 * holds it, so that nothing more is stored from then on; the signal is for haste.
 */
@ApplicationScoped
public class StopRequests {
  private final Database database;
  private final OwnedEdits edits;
  private final Signals signals;

  public StopRequests(Database database, OwnedEdits edits, Signals signals) {
    this.database = database;
    this.edits = edits;
    this.signals = signals;
  }

  /** False where that edit does not run. */
  public boolean ask(SessionId session, String editId) {
    return database.writeFromReserve(
        transaction -> {
          boolean runs = edits.askToStop(transaction.handle(), session, editId);
          if (runs) {
            Signal signal = signals.of(Signal.Kind.CANCEL, session, editId);
            signals.tell(transaction.handle(), signal);
          }
          return runs;
        });
  }

  /** Those of this gateway. */
  public List<EditRow> mine() {
    return database.read(edits::toStop);
  }
}
