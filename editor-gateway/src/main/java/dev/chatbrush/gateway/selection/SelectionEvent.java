package dev.chatbrush.gateway.selection;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The data of the event {@code selection}; null when nothing is selected any more. */
public record SelectionEvent(@Schema(nullable = true) SelectionView selection) {}
