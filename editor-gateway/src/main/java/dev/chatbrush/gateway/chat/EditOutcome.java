package dev.chatbrush.gateway.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    PlanView plan,
    List<RevisionView> revisions,
    MessageView message,
    boolean question,
    int head,
    boolean canUndo,
    boolean canRedo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SuggestionView> suggestions,
    @JsonInclude(JsonInclude.Include.NON_NULL) Problem problem) {

  public EditOutcome {
    suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
  }

  static final String RUNNING = "running";
  static final String COMPLETED = "completed";
  static final String QUESTION = "question";
  static final String ANSWERED = "answered";
  static final String CANCELLED = "cancelled";
  static final String FAILED = "failed";
}
