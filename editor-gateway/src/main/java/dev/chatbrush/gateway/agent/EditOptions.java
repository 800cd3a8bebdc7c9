package dev.chatbrush.gateway.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What models are given; what a tool does not know it leaves aside. Null = the model's own. Of each
 * step {@code variations} results are made, to choose from.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EditOptions")
public record EditOptions(
    Long seed,
    @Min(1) @Max(150) Integer steps,
    @DecimalMin("0") @DecimalMax("30") Float guidanceScale,
    @DecimalMin("0") @DecimalMax("10") Float imageGuidanceScale,
    @DecimalMin("0") @DecimalMax("1") Float strength,
    @Size(max = 2000) String negativePrompt,
    @Min(0) @Max(150) Integer previewEvery,
    @Min(1) @Max(4) Integer variations) {
  public static final EditOptions NONE = ofSeed(null);

  /** Only a seed; null = drawn. */
  public static EditOptions ofSeed(Long seed) {
    return new EditOptions(seed, null, null, null, null, null, null, null);
  }
}
