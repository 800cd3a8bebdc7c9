package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.agent.Suggestion;
import dev.chatbrush.gateway.selection.RleView;
import dev.chatbrush.gateway.selection.SelectionMessages;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something more that could be edited in the same way; offered, never done by itself. {@code kind}
 * is "shadow": what was erased seems to have left one. To take it up, go back to the revision's
 * parent, PUT {@code rle} to selection/rle, and say the same again.
 */
@Schema(name = "Suggestion")
public record SuggestionView(
    @Schema(enumeration = {"shadow"}) String kind, int revision, RleView rle) {
  static SuggestionView from(Suggestion suggestion, int revision) {
    String kind = suggestion.getKind().name().toLowerCase(Locale.ROOT);
    return new SuggestionView(kind, revision, SelectionMessages.rle(suggestion.getMask()));
  }
}
