package dev.chatbrush.gateway.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a message means. {@code planner} is "llm" or "rules", {@code language} "ko" or "en"; {@code
 * question} is null unless something is missing; {@code fallbackReason} says why the rules planned
 * although an LLM is set up.
 */
@Schema(name = "Plan")
public record PlanView(
    @Size(max = 16) String planner,
    @Size(max = 8) String language,
    @Size(max = 3) List<@Valid @NotNull Step> steps,
    @Size(max = 4000) String reply,
    @Size(max = 4000) String question,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Size(max = 4000) String fallbackReason) {

  public PlanView {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }

  /**
   * One thing to do. {@code tool} is of the catalogue, or undo, redo, reset; {@code prompt} is for
   * the model, {@code promptOriginal} as the person said it.
   */
  @Schema(name = "PlanStep")
  public record Step(
      @NotNull @Pattern(regexp = "[a-z0-9_]{1,64}") String tool,
      @Size(max = 2000) String prompt,
      @Size(max = 2000) String promptOriginal,
      boolean usesMask) {}

  boolean asks() {
    return question != null && !question.isBlank();
  }

  boolean isKorean() {
    return "ko".equals(language);
  }
}
