package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionView;
import java.util.List;

/**
 * What a message meets.
 *
 * @param chat what was said before it, oldest first
 * @param selection null when nothing is selected
 * @param replayed the revision whose edit is to be run again; null without one
 */
record Scene(History history, List<MessageView> chat, SelectionView selection, Revision replayed) {
  /** How {@link #replayed} was made; null without one. */
  Recipe recipe() {
    return replayed == null ? null : replayed.recipe();
  }
}
