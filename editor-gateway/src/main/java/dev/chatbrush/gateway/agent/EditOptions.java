package dev.chatbrush.gateway.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an edit is to be made. Null = as the model has it. Of each step {@code variations} results
 * are made, to choose from. Every further member is an option of the tool, by the name that {@code
 * GET /api/tools} gives it; {@code guidanceScale} is taken for {@code guidance_scale}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "EditOptions",
    description =
        "seed, previewEvery and variations are of every edit; each further member is an option of"
            + " the tool, as GET /api/tools lists them. One that no tool has, or a value out of its"
            + " bounds, is refused with OPTION_INVALID and what is allowed.",
    additionalProperties = Schema.True.class,
    example = "{\"seed\": 7, \"strength\": 0.5}")
public record EditOptions(
    Long seed,
    @Min(0) @Max(100) Integer previewEvery,
    @Min(1) @Max(4) Integer variations,
    @Schema(hidden = true) @JsonAnyGetter @JsonInclude(JsonInclude.Include.ALWAYS) @Size(max = 32)
        Map<@Pattern(regexp = "[a-z][a-z0-9_]{0,39}") String, @NotNull @Size(max = 2000) String>
            values) {
  public static final EditOptions NONE = ofSeed(null);

  public EditOptions {
    values = named(values);
  }

  /**
   * Of JSON. Not by the constructor, since Jackson then takes a member "values" for the component
   * and drops it.
   */
  @JsonCreator
  static EditOptions of(
      @JsonProperty("seed") Long seed,
      @JsonProperty("previewEvery") Integer previewEvery,
      @JsonProperty("variations") Integer variations,
      @JsonAnySetter Map<String, JsonNode> named) {
    return new EditOptions(seed, previewEvery, variations, texts(named));
  }

  /** Only a seed; null = drawn. */
  public static EditOptions ofSeed(Long seed) {
    return new EditOptions(seed, null, null, Map.of());
  }

  private static Map<String, String> texts(Map<String, JsonNode> named) {
    Map<String, String> texts = new TreeMap<>();
    if (named != null) {
      named.forEach((name, value) -> texts.put(name, text(name, value)));
    }
    return texts;
  }

  /** One text for one value: 0.5 and 0.50 are the same number of JSON. */
  private static String text(String name, JsonNode value) {
    if (value.isContainerNode()) {
      throw new IllegalArgumentException(
          "the option " + name + " must be a text, a number, true or false");
    }
    if (value.isNumber()) {
      return new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
    }
    return value.isNull() ? null : value.asText();
  }

  /** In snake_case, as models name them; a null is as good as nothing said. */
  private static Map<String, String> named(Map<String, String> given) {
    Map<String, String> named = new TreeMap<>();
    if (given != null) {
      given.forEach(
          (name, value) -> {
            if (value != null) {
              named.put(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), value);
            }
          });
    }
    return Collections.unmodifiableMap(named);
  }
}
