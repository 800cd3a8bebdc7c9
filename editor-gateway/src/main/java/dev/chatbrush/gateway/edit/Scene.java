package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.BlobId;
import java.util.List;
import java.util.Map;

/**
 * What a message meets.
 *
 * @param chat what was said before it, oldest first
 * @param selection null when nothing is selected
 * @param references the pictures to look at: the message's, else the recipe's
 * @param named by the plan's steps, from 1: what each means by its name, found on the head
 * @param replayed the revision whose edit is to be run again; null without one
 */
record Scene(
    History history,
    List<MessageView> chat,
    SelectionView selection,
    Revision replayed,
    List<BlobId> references,
    Map<Integer, SelectionView> named) {
  Scene(
      History history,
      List<MessageView> chat,
      SelectionView selection,
      Revision replayed,
      List<BlobId> references) {
    this(history, chat, selection, replayed, references, Map.of());
  }

  Scene with(Map<Integer, SelectionView> found) {
    return new Scene(history, chat, selection, replayed, references, found);
  }

  /**
   * Whether the mask of the edit that is run again fits a head: pictures of the same size only, and
   * in its own session those that were not turned since.
   */
  boolean ownMaskFits(History now) {
    Revision head = now.head();
    return replayed != null
        && replayed.mask() != null
        && replayed.width() == head.width()
        && replayed.height() == head.height()
        && (!now.revisions().contains(replayed) || now.sameFrame(replayed.number(), head.number()));
  }

  /** How {@link #replayed} was made; null without one. */
  Recipe recipe() {
    return replayed == null ? null : replayed.recipe();
  }
}
