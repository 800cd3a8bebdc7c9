package dev.chatbrush.gateway.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.api.SessionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sentence. With {@code plan} that one is carried out as it is, with {@code replay} a revision's
 * recipe; without, a plan is made.
 */
@Schema(name = "MessageRequest", example = "{\"text\": \"이거 지워줘\"}")
public record MessageRequest(
    @NotBlank @Size(max = 2000) String text,
    @Valid PlanView plan,
    @Valid Options options,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Valid Replay replay) {

  /**
   * The edit that made a revision, to be run again on this session's head: with its model, seed and
   * parameters, on what is selected now or else with its own mask. {@code session} is the
   * revision's; null = this one.
   */
  @Schema(name = "Replay")
  public record Replay(SessionId session, @Min(1) int revision) {}

  /**
   * What models are given; what a tool does not know it leaves aside. Null = the model's own. Of
   * each step {@code variations} results are made, to choose from.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "EditOptions")
  public record Options(
      Long seed,
      @Min(1) @Max(150) Integer steps,
      @DecimalMin("0") @DecimalMax("30") Float guidanceScale,
      @DecimalMin("0") @DecimalMax("10") Float imageGuidanceScale,
      @DecimalMin("0") @DecimalMax("1") Float strength,
      @Size(max = 2000) String negativePrompt,
      @Min(0) @Max(150) Integer previewEvery,
      @Min(1) @Max(4) Integer variations) {
    static final Options NONE = new Options(null, null, null, null, null, null, null, null);
  }

  /**
   * A sentence for the planner.
   *
   * @param seed null = drawn
   */
  public static MessageRequest of(String text, Long seed) {
    Options options = new Options(seed, null, null, null, null, null, null, null);
    return new MessageRequest(text, null, options, null);
  }

  Options optionsOrNone() {
    return options == null ? Options.NONE : options;
  }
}
