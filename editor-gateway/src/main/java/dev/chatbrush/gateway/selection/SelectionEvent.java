package dev.chatbrush.gateway.selection;

/** The data of the event {@code selection}; null when nothing is selected any more. */
public record SelectionEvent(SelectionView selection) {}
