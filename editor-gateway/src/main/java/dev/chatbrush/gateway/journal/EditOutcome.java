package dev.chatbrush.gateway.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.revision.RevisionView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a message ended: the JSON reply, stored for repeated requests. {@code outcome} is
 * "completed", "question", "answered", "cancelled", or "failed" (then {@code problem} is the reply
 * instead). Variations of one step are revisions with the same parent; the first is the head.
 */
@Schema(name = "EditOutcome")
public record EditOutcome(
    String editId,
    String outcome,
    @Schema(nullable = true) Plan plan,
    List<RevisionView> revisions,
    @Schema(nullable = true) MessageView message,
    boolean question,
    int head,
    boolean canUndo,
    boolean canRedo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SuggestionView> suggestions,
    @JsonInclude(JsonInclude.Include.NON_NULL) Problem problem) {

  public EditOutcome {
    suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
  }

  public static final String RUNNING = "running";
  public static final String COMPLETED = "completed";
  public static final String QUESTION = "question";
  public static final String ANSWERED = "answered";
  public static final String CANCELLED = "cancelled";
  public static final String FAILED = "failed";
}
