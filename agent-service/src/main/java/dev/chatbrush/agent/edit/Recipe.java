package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.ModelId;
import java.util.Map;
import java.util.Optional;

/**
 * What an edit was made with, as {@link EditResult} told it, to make it again on the same or
 * another picture.
 *
 * @param model empty when it is not known
 * @param parameters as in {@link EditResult#parameters()}; what depends on the picture, such as
 *     {@code crop}, is worked out anew
 */
public record Recipe(Optional<ModelId> model, long seed, Map<String, String> parameters) {
  public Recipe {
    parameters = Map.copyOf(parameters);
  }
}
