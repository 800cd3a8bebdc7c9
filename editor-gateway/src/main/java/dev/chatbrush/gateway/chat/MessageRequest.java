package dev.chatbrush.gateway.chat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sentence. With {@code plan} that one is carried out as it is; without, one is made. */
@Schema(name = "MessageRequest", example = "{\"text\": \"이거 지워줘\"}")
public record MessageRequest(
    @NotBlank @Size(max = 2000) String text, @Valid PlanView plan, @Valid Options options) {

  /** What models are given; what a tool does not know it leaves aside. Null = the model's own. */
  @Schema(name = "EditOptions")
  public record Options(
      Long seed,
      @Min(1) @Max(150) Integer steps,
      @DecimalMin("0") @DecimalMax("30") Float guidanceScale,
      @DecimalMin("0") @DecimalMax("10") Float imageGuidanceScale,
      @DecimalMin("0") @DecimalMax("1") Float strength,
      @Size(max = 2000) String negativePrompt,
      @Min(0) @Max(150) Integer previewEvery) {
    static final Options NONE = new Options(null, null, null, null, null, null, null);
  }

  Options optionsOrNone() {
    return options == null ? Options.NONE : options;
  }
}
