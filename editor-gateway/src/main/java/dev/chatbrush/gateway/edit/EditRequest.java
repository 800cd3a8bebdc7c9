package dev.chatbrush.gateway.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.agent.EditOptions;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.Recipe;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sentence. With {@code plan} that one is carried out as it is, with {@code replay} a revision's
 * recipe; without, a plan is made. {@code references} are the session's pictures to look at.
 */
@Schema(name = "MessageRequest", example = "{\"text\": \"이거 지워줘\"}")
public record EditRequest(
    @NotNull @Size(max = 2000) @Pattern(regexp = TEXT, message = TEXT_RULE) String text,
    @Valid Plan plan,
    @Valid EditOptions options,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Valid Replay replay,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = MOST_REFERENCES)
        List<@NotNull @Pattern(regexp = HASH) String> references) {

  /** What a sentence holds: something to read, and no NUL character, which PostgreSQL refuses. */
  public static final String TEXT = "^[^\\x00]*[^\\x00-\\x20][^\\x00]*$";

  /** Pictures to look at that a message may name, and what their names are. */
  public static final int MOST_REFERENCES = 8;

  public static final String HASH = "[0-9a-f]{64}";

  public static final String TEXT_RULE = "must not be blank, nor hold a NUL character";

  public EditRequest {
    references = references == null ? List.of() : List.copyOf(references);
  }

  /**
   * The edit that made a revision, to be run again on this session's head: with its model, seed and
   * parameters, on what is selected now or else with its own mask. {@code session} is the
   * revision's; null = this one. Or {@code recipe} itself in place of both, as a revision tells it;
   * it brings no mask.
   */
  @Schema(name = "Replay")
  public record Replay(
      SessionId session,
      @Min(1) Integer revision,
      @Schema(hidden = true) @JsonInclude(JsonInclude.Include.NON_NULL) Recipe recipe) {}

  /**
   * A sentence for the planner.
   *
   * @param seed null = drawn
   */
  public static EditRequest of(String text, Long seed) {
    return new EditRequest(text, null, EditOptions.ofSeed(seed), null, null);
  }

  /** Another session that it looks into, which its door has to open. */
  public Optional<SessionId> looksInto() {
    return Optional.ofNullable(replay).map(Replay::session);
  }

  EditOptions optionsOrNone() {
    return options == null ? EditOptions.NONE : options;
  }
}
