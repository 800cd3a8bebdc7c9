package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.CurrentData;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The data of an event {@code selection}, whose mask is kept once, as what is selected. */
@ApplicationScoped
public class SelectedNow implements CurrentData {
  private final SelectionStore store;

  public SelectedNow(SelectionStore store) {
    this.store = store;
  }

  @Override
  public String event() {
    return SelectionEvent.NAME;
  }

  @Override
  public SelectionEvent now(Handle handle, SessionId session) {
    return new SelectionEvent(
        store.find(handle, session).map(StoredSelection::view).orElse(null), null);
  }
}
