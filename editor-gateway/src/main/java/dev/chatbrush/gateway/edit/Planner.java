package dev.chatbrush.gateway.edit;

import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.contracts.agent.Turn;
import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.owner.SessionOwners;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.selection.SelectionView;
import io.grpc.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds out what a message means: by agent-service, unless a plan or a recipe comes with it. */
@ApplicationScoped
public class Planner {
  private final AgentClient agent;
  private final Scenes scenes;
  private final StepOptions stepOptions;
  private final StepReferences stepReferences;
  private final SessionOwners owners;
  private final int memory;

  public Planner(
      AgentClient agent,
      Scenes scenes,
      StepOptions stepOptions,
      StepReferences stepReferences,
      SessionOwners owners,
      EditConfig config) {
    this.agent = agent;
    this.scenes = scenes;
    this.stepOptions = stepOptions;
    this.stepReferences = stepReferences;
    this.owners = owners;
    this.memory = config.memory();
  }

  /** The plan of {@code text}; nothing runs and nothing is stored. */
  public Plan preview(SessionId session, String text, List<String> references) {
    Scene scene = scenes.of(session, references);
    return owners.asking(session, () -> ask(text, scene));
  }

  /** The plan of a job; fails with OPTION_INVALID, REFERENCES_NOT_TAKEN when no step takes them. */
  Plan plan(EditJob job, Scene scene) {
    Plan plan = made(job, scene);
    stepOptions.require(plan, job.request().optionsOrNone());
    stepReferences.require(plan, scene.references());
    return plan;
  }

  private Plan made(EditJob job, Scene scene) {
    if (job.request().plan() != null) {
      return job.request().plan();
    }
    if (scene.recipe() != null) {
      return Recipes.plan(scene.recipe());
    }
    Context asking = CallOwner.in(job.cancellation(), CallOwner.current());
    Context outer = asking.attach();
    try {
      return ask(job.request().text(), scene);
    } finally {
      asking.detach(outer);
    }
  }

  private Plan ask(String text, Scene scene) {
    List<MessageView> chat = scene.chat();
    List<Turn> last =
        chat.subList(Math.max(0, chat.size() - memory), chat.size()).stream()
            .map(message -> turn(message, scene.history()))
            .toList();
    SelectionView selection = scene.selection();
    String selectedAs =
        selection == null || selection.input() == null ? null : selection.input().text();
    return agent.plan(
        AgentMessages.planRequest(text, selection != null, selectedAs, scene.history(), last)
            .toBuilder()
            .setReferences(scene.references().size())
            .build());
  }

  private static Turn turn(MessageView message, History history) {
    List<Plan.Step> steps =
        message.revision() == null
            ? List.of()
            : List.of(Recipes.step(history.revision(message.revision()).recipe()));
    return AgentMessages.turn(message.role(), message.text(), steps);
  }
}
