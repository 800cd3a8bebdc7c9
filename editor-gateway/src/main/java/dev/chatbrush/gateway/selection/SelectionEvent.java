package dev.chatbrush.gateway.selection;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The data of the event {@code selection}; the selection is null when nothing is any more. */
public record SelectionEvent(
    @Schema(nullable = true) SelectionView selection,
    @Schema(
            nullable = true,
            description =
                "The number that a DELETE of the selection was sent with; whoever has drawn under a"
                    + " higher one since need not clear that")
        Long sequence) {
  static final String NAME = "selection";
}
