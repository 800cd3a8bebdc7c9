package dev.chatbrush.gateway.selection;

/** A session's selection as it is kept; {@code uploaded} is null where no mask was uploaded. */
public record StoredSelection(SelectionView view, RleView uploaded) {}
