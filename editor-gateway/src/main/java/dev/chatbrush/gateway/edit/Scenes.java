package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.reference.ReferenceService;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
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
  private final ReferenceService references;
  private final BlobStore blobs;

  public Scenes(
      Database database,
      HistoryService histories,
      MessageStore messages,
      SelectionService selections,
      ReferenceService references,
      BlobStore blobs) {
    this.database = database;
    this.histories = histories;
    this.messages = messages;
    this.selections = selections;
    this.references = references;
    this.blobs = blobs;
  }

  /** The session now, and those of its pictures to look at; fails with REFERENCE_NOT_FOUND. */
  Scene of(SessionId session, List<String> looksAt) {
    List<BlobId> found = references.find(session, looksAt);
    SelectionView selection = selections.find(session).orElse(null);
    return database.read(
        handle -> {
          History history = histories.get(handle, session);
          return new Scene(history, messages.list(handle, session), selection, null, found);
        });
  }

  /**
   * What {@code job} starts from; fails with SESSION_NOT_FOUND, REVISION_NOT_FOUND, RECIPE_MISSING,
   * REFERENCE_NOT_FOUND, PICTURE_DAMAGED.
   */
  Scene of(EditJob job) {
    Scene now = of(job.session(), job.request().references());
    List<MessageView> earlier =
        now.chat().stream().filter(message -> !message.editId().equals(job.id())).toList();
    EditRequest.Replay wanted = job.request().replay();
    Revision replayed = wanted == null ? null : replayed(wanted, now.history());
    List<BlobId> looksAt =
        replayed != null && now.references().isEmpty()
            ? lookedAt(wanted, replayed.recipe(), job.session())
            : now.references();
    return new Scene(now.history(), earlier, now.selection(), replayed, looksAt);
  }

  /**
   * Who sends a recipe gets no picture by naming it there: the session must have it. Another
   * session may end before this edit's row names its pictures, so they are taken as put now.
   */
  private List<BlobId> lookedAt(EditRequest.Replay wanted, Recipe recipe, SessionId here) {
    if (wanted.recipe() != null) {
      return references.find(here, recipe.references());
    }
    List<BlobId> pictures = recipe.references().stream().map(BlobId::new).toList();
    pictures.forEach(blobs::renew);
    return pictures;
  }

  private Revision replayed(EditRequest.Replay wanted, History here) {
    if ((wanted.revision() == null) == (wanted.recipe() == null)) {
      throw EditProblems.replayInvalid();
    }
    return wanted.recipe() == null
        ? find(wanted, here.session())
        : unstored(wanted.recipe(), here.head());
  }

  /** As if a revision had been made so; it has no mask of its own. */
  private static Revision unstored(Recipe recipe, Revision head) {
    if (!Recipes.isWhole(recipe)) {
      throw EditProblems.replayInvalid();
    }
    return new Revision(
        0,
        null,
        null,
        head.width(),
        head.height(),
        head.image(),
        head.seeThrough(),
        null,
        null,
        recipe,
        head.createdAt());
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
