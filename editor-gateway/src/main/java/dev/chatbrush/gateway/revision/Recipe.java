package dev.chatbrush.gateway.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * How a revision came about, so that it can be made again. {@code target} and {@code strength} are
 * the plan's; {@code maskDrawn} tells a mask by hand. {@code outsideChanged} counts bytes outside
 * the grown mask that differ from the parent; null without a mask. {@code millis} is the time from
 * the request to the result. What older revisions did not store is null.
 */
public record Recipe(
    String tool,
    Title title,
    String model,
    String modelVersion,
    String prompt,
    String promptOriginal,
    boolean usesMask,
    @JsonInclude(JsonInclude.Include.NON_NULL) String target,
    @JsonInclude(JsonInclude.Include.NON_NULL) String strength,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean maskDrawn,
    long seed,
    Map<String, String> parameters,
    long millis,
    Long outsideChanged) {
  public Recipe {
    parameters = Map.copyOf(parameters);
  }
}
