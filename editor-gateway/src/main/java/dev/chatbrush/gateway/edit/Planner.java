package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.agent.Turn;
import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionService;
import io.grpc.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds out what a message means: by agent-service, unless a plan or a recipe comes with it. */
@ApplicationScoped
public class Planner {
  private final AgentClient agent;
  private final EditRecorder recorder;
  private final SelectionService selections;
  private final Replays replays;
  private final int memory;

  public Planner(
      AgentClient agent,
      EditRecorder recorder,
      SelectionService selections,
      Replays replays,
      EditConfig config) {
    this.agent = agent;
    this.recorder = recorder;
    this.selections = selections;
    this.replays = replays;
    this.memory = config.memory();
  }

  /** The plan of {@code text}; nothing runs and nothing is stored. */
  public Plan preview(SessionId session, String text) {
    EditRecorder.Before before = recorder.before(session);
    return ask(text, selections.find(session).isPresent(), before, before.chat());
  }

  /** The plan of a job. */
  Plan plan(EditJob job, EditRecorder.Before before, boolean hasMask) {
    if (job.request().plan() != null) {
      return job.request().plan();
    }
    Optional<Revision> replayed = replays.of(job);
    if (replayed.isPresent()) {
      return Recipes.plan(replayed.get().recipe());
    }
    List<MessageView> earlier =
        before.chat().stream().filter(message -> !message.editId().equals(job.id())).toList();
    Context outer = job.cancellation().attach();
    try {
      return ask(job.request().text(), hasMask, before, earlier);
    } finally {
      job.cancellation().detach(outer);
    }
  }

  private Plan ask(
      String text, boolean hasMask, EditRecorder.Before before, List<MessageView> chat) {
    List<MessageView> last = chat.subList(Math.max(0, chat.size() - memory), chat.size());
    return agent.plan(
        AgentMessages.planRequest(
            text,
            hasMask,
            before.history(),
            last.stream().map(message -> turn(message, before.history())).toList()));
  }

  private static Turn turn(MessageView message, History history) {
    List<Plan.Step> steps =
        message.revision() == null
            ? List.of()
            : List.of(Recipes.step(history.revision(message.revision()).recipe()));
    return AgentMessages.turn(message.role(), message.text(), steps);
  }
}
