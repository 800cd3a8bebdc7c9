package dev.chatbrush.gateway.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a message means. {@code planner} is "llm", "rules", or "recipe" for an edit that is run
 * again; {@code language} "ko" or "en"; {@code question} is null unless something is missing,
 * {@code waitsForSelection} true when that is where: the same words run once something is selected;
 * {@code fallbackReason} says why the rules planned although an LLM is set up; {@code certainty} is
 * the planner's own, 0 to 1; {@code notes} are for the person, such as a word that could not be
 * translated; {@code choice} is what the question asks to choose from, where several things have
 * the name that was said.
 */
@Schema(name = "Plan")
public record Plan(
    @Schema(enumeration = {"llm", "rules", "recipe"}) @Pattern(regexp = "llm|rules|recipe")
        String planner,
    @Size(max = 8) String language,
    @Size(max = 3) List<@Valid @NotNull Step> steps,
    @Schema(nullable = true) @Size(max = 4000) String reply,
    @Schema(nullable = true) @Size(max = 4000) String question,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean waitsForSelection,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Size(max = 4000) String fallbackReason,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double certainty,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 16)
        List<@NotNull @Size(max = 4000) String> notes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(readOnly = true) Choice choice) {

  public Plan {
    steps = steps == null ? List.of() : List.copyOf(steps);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  public Plan(
      String planner,
      String language,
      List<Step> steps,
      String reply,
      String question,
      Boolean waitsForSelection,
      String fallbackReason,
      Double certainty,
      List<String> notes) {
    this(
        planner,
        language,
        steps,
        reply,
        question,
        waitsForSelection,
        fallbackReason,
        certainty,
        notes,
        null);
  }

  /** The same words once something is selected; {@code choice} is null where nothing was found. */
  public Plan asking(String where, Choice among) {
    return new Plan(
        planner, language, List.of(), null, where, true, fallbackReason, certainty, notes, among);
  }

  /**
   * What a step works on. The subject and the background are found when the step begins; the rest
   * is all but what is selected; what is named is found before the plan's first step runs.
   */
  public enum Target {
    @JsonProperty("selection")
    SELECTION,
    @JsonProperty("whole")
    WHOLE,
    @JsonProperty("subject")
    SUBJECT,
    @JsonProperty("background")
    BACKGROUND,
    @JsonProperty("rest")
    REST,
    @JsonProperty("named")
    NAMED
  }

  /** How much the words ask for. */
  public enum Strength {
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("slight")
    SLIGHT,
    @JsonProperty("strong")
    STRONG,
    @JsonProperty("complete")
    COMPLETE
  }

  /**
   * One thing to do. {@code tool} is of the catalogue, or undo, redo, reset; {@code prompt} is for
   * the model, {@code promptOriginal} as the person said it. What {@code strength} means for its
   * options, the model says. {@code variations} is how many results to choose from are made.
   */
  @JsonIgnoreProperties("suggested") // of plans that were made before options were data
  @Schema(name = "PlanStep")
  public record Step(
      @NotNull @Pattern(regexp = "[a-z0-9_]{1,64}") String tool,
      @Schema(nullable = true) @Size(max = 2000) String prompt,
      @Schema(nullable = true) @Size(max = 2000) String promptOriginal,
      boolean usesMask,
      Target target,
      Strength strength,
      @Min(1) @Max(4) Integer variations,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Valid NamedThing named) {
    public Step {
      usesMask = usesMask || named != null;
      target = named != null ? Target.NAMED : target == Target.NAMED ? null : target;
      target = target == null ? (usesMask ? Target.SELECTION : Target.WHOLE) : target;
      strength = strength == null ? Strength.NORMAL : strength;
      variations = variations == null ? 1 : variations;
    }

    public Step withVariations(Integer wanted) {
      return wanted == null
          ? this
          : new Step(tool, prompt, promptOriginal, usesMask, target, strength, wanted, named);
    }
  }

  public boolean asks() {
    return question != null && !question.isBlank();
  }

  public boolean inKorean() {
    return "ko".equals(language);
  }
}
