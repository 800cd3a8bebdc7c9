package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what a message meets. */
@ApplicationScoped
public class Scenes {
  private final Database database;
  private final HistoryService histories;
  private final MessageStore messages;
  private final SelectionService selections;

  public Scenes(
      Database database,
      HistoryService histories,
      MessageStore messages,
      SelectionService selections) {
    this.database = database;
    this.histories = histories;
    this.messages = messages;
    this.selections = selections;
  }

  /** The session now. */
  Scene of(SessionId session) {
    SelectionView selection = selections.find(session).orElse(null);
    return database.read(
        handle -> {
          History history = histories.get(handle, session);
          return new Scene(history, messages.list(handle, session), selection, null);
        });
  }

  /**
   * What {@code job} starts from; fails with SESSION_NOT_FOUND, REVISION_NOT_FOUND, RECIPE_MISSING.
   */
  Scene of(EditJob job) {
    Scene now = of(job.session());
    List<MessageView> earlier =
        now.chat().stream().filter(message -> !message.editId().equals(job.id())).toList();
    EditRequest.Replay wanted = job.request().replay();
    Revision replayed = wanted == null ? null : find(wanted, job.session());
    return new Scene(now.history(), earlier, now.selection(), replayed);
  }

  private Revision find(EditRequest.Replay wanted, SessionId here) {
    SessionId session = wanted.session() == null ? here : wanted.session();
    Revision revision = histories.get(session).revision(wanted.revision());
    if (revision.recipe() == null) {
      throw EditProblems.recipeMissing(wanted.revision());
    }
    return revision;
  }
}
