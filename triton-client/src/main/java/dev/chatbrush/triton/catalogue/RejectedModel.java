package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;

/**
 * A model that is ready but cannot be offered.
 *
 * @param id model and version
 * @param reason what its configuration lacks and how to mend it
 */
public record RejectedModel(ModelId id, String reason) {}
