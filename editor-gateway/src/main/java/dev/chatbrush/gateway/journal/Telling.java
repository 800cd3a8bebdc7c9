package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.storage.Transaction;

/** Tells what a transaction stores, with it: who tells it is gone where the transaction is. */
@FunctionalInterface
public interface Telling {
  void tell(Transaction transaction, Stored stored);
}
