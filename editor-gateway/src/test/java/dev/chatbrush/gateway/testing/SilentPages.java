package dev.chatbrush.gateway.testing;

import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.Pages;
import dev.chatbrush.gateway.storage.Transaction;

/** A session that nobody has open. */
public final class SilentPages implements Pages {
  @Override
  public void tell(Transaction transaction, Event event) {}

  @Override
  public void tell(Event event) {}

  @Override
  public void tellHere(Event event) {}
}
