package dev.chatbrush.gateway.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.api.Which;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A thing that a step means by its name. {@code which} of several; "only" asks back where there are
 * several. {@code numbers}, from 1 and from left to right, stand in its place.
 */
@Schema(name = "NamedThing")
public record NamedThing(
    @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "^[^\\x00-\\x1f]+$") String name,
    Which which,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 64)
        List<@NotNull @Min(1) @Max(10_000) Integer> numbers) {
  public NamedThing {
    which = which == null ? Which.ONLY : which;
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
  }
}
