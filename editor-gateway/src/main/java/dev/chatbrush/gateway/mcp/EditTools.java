package dev.chatbrush.gateway.mcp;

import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.revision.HistoryCommand;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.gateway.tool.ToolsView;
import io.quarkiverse.mcp.server.Cancellation;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Saying what should happen, and taking it back. Blocking. */
@ApplicationScoped
public class EditTools {
  private final SpokenEdits edits;
  private final SessionService sessions;
  private final HistoryService histories;
  private final AgentClient agent;
  private final SessionAccess access;
  private final Answers answers;

  public EditTools(
      SpokenEdits edits,
      SessionService sessions,
      HistoryService histories,
      AgentClient agent,
      SessionAccess access,
      Answers answers) {
    this.edits = edits;
    this.sessions = sessions;
    this.histories = histories;
    this.agent = agent;
    this.access = access;
    this.answers = answers;
  }

  /**
   * What edit answers. {@code outcome} is "completed", "question", "answered" or "cancelled"; the
   * size is that of the picture now.
   */
  record Edited(
      String outcome, String message, int revision, int width, int height, boolean canUndo) {}

  /** What moving through the history answers, with the size of the picture now. */
  record Moved(int revision, int width, int height, boolean canUndo, boolean canRedo) {}

  @Tool(
      name = "edit",
      description =
          "Edits the picture as told in English or Korean, for example 'erase this' (select it"
              + " first), 'make it winter', 'turn the selected coat red'. Only what is selected"
              + " changes where something is selected. Waits until the edit is done. An outcome"
              + " 'question' says what is missing; say it in the next call. Crop, rotate and"
              + " resize change the picture's size and clear the selection: width and height are"
              + " those that coordinates are in from then on.",
      annotations = @Tool.Annotations(title = "Edit the picture", destructiveHint = false))
  ToolResponse edit(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(description = "What should happen") String instruction,
      @ToolArg(description = "Repeats a result", required = false) Optional<Long> seed,
      Progress progress,
      Cancellation cancellation) {
    return answers.response(
        () -> {
          EditRequest request = answers.valid(EditRequest.of(instruction, seed.orElse(null)));
          SessionId known = access.edit(session);
          EditOutcome outcome =
              edits.run(
                  known,
                  request,
                  (step, total) -> tell(progress, step, total),
                  () -> cancellation.check().isRequested());
          return outcome.problem() == null
              ? answers.json(() -> edited(known, outcome))
              : ToolResponse.error(outcome.problem().code() + ": " + outcome.problem().detail());
        });
  }

  private Edited edited(SessionId session, EditOutcome outcome) {
    Revision head = histories.get(session).revision(outcome.head());
    return new Edited(
        outcome.outcome(),
        outcome.message().text(),
        outcome.head(),
        head.width(),
        head.height(),
        outcome.canUndo());
  }

  /** Clients that gave no token want no progress. */
  private static void tell(Progress progress, int step, int total) {
    if (progress.token().isPresent()) {
      progress
          .notificationBuilder()
          .setProgress(step)
          .setTotal(total)
          .setMessage("Step %d of %d".formatted(step, total))
          .build()
          .sendAndForget();
    }
  }

  @Tool(
      name = "undo",
      description = "Takes the last edit back.",
      annotations = @Tool.Annotations(title = "Undo", destructiveHint = false))
  ToolResponse undo(@ToolArg(description = "The session of open_picture") String session) {
    return move(session, HistoryCommand.UNDO);
  }

  @Tool(
      name = "redo",
      description = "Brings back what undo took away.",
      annotations = @Tool.Annotations(title = "Redo", destructiveHint = false))
  ToolResponse redo(@ToolArg(description = "The session of open_picture") String session) {
    return move(session, HistoryCommand.REDO);
  }

  @Tool(
      name = "reset",
      description = "Goes back to the picture as it was opened; redo leads on again.",
      annotations = @Tool.Annotations(title = "Back to the original", destructiveHint = false))
  ToolResponse reset(@ToolArg(description = "The session of open_picture") String session) {
    return move(session, HistoryCommand.RESET);
  }

  private ToolResponse move(String session, HistoryCommand command) {
    return answers.json(
        () -> {
          SessionView now = sessions.move(access.edit(session), command::move);
          RevisionView head = now.revision();
          return new Moved(now.head(), head.width(), head.height(), now.canUndo(), now.canRedo());
        });
  }

  @Tool(
      name = "list_tools",
      description = "Lists what edit can do now, with the models that do it.",
      annotations =
          @Tool.Annotations(
              title = "What can be done",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true))
  ToolResponse tools() {
    return answers.json(() -> ToolsView.from(agent.tools()));
  }
}
