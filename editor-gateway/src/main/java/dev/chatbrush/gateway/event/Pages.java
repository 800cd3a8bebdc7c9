package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.storage.Transaction;

/** The open pages of a session, at whichever gateway. */
public interface Pages {
  /** Tells them what the transaction stores, once that is stored. */
  void tell(Transaction transaction, Event event);

  /** Tells them what no row holds. */
  void tell(Event event);

  /** Tells those of this gateway alone, where nothing can be stored. */
  void tellHere(Event event);
}
