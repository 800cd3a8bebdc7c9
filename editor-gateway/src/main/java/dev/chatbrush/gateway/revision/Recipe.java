package dev.chatbrush.gateway.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.storage.BlobId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a revision came about, so that it can be made again. {@code target} and {@code strength} are
 * the plan's; {@code maskDrawn} tells a mask by hand. {@code outsideChanged} counts bytes outside
 * the grown mask that differ from the parent; null without a mask. {@code millis} is the time from
 * the request to the result; {@code references} are the hashes of the pictures that it looked at,
 * in their order. What older revisions did not store is null.
 */
public record Recipe(
    String tool,
    @Schema(nullable = true) Title title,
    String model,
    String modelVersion,
    @Schema(nullable = true) String prompt,
    @Schema(nullable = true) String promptOriginal,
    boolean usesMask,
    @JsonInclude(JsonInclude.Include.NON_NULL) String target,
    @JsonInclude(JsonInclude.Include.NON_NULL) String strength,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean maskDrawn,
    long seed,
    Map<String, String> parameters,
    long millis,
    @Schema(nullable = true) Long outsideChanged,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> references) {
  /** Among the parameters: {@link #ANY_SIZE} where the edit cropped, turned or scaled. */
  public static final String OUTPUT = "output";

  public static final String ANY_SIZE = "any";

  /** Among the parameters, of an edit on a thing by its name: the name, and which of several. */
  public static final String THING = "named.thing";

  public static final String WHICH = "named.which";
  public static final String NUMBERS = "named.numbers";

  public Recipe {
    parameters = Map.copyOf(parameters);
    references = references == null ? List.of() : List.copyOf(references);
  }

  /** The same, made with these pictures to look at. */
  public Recipe lookingAt(List<BlobId> pictures) {
    return new Recipe(
        tool,
        title,
        model,
        modelVersion,
        prompt,
        promptOriginal,
        usesMask,
        target,
        strength,
        maskDrawn,
        seed,
        parameters,
        millis,
        outsideChanged,
        pictures.stream().map(BlobId::value).toList());
  }

  /** Whether nothing in the picture need be where it was before. */
  boolean changedFrame() {
    return ANY_SIZE.equals(parameters.get(OUTPUT));
  }
}
