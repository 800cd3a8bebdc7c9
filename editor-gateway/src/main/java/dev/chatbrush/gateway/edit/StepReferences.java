package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.OfferedTools;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.storage.BlobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Gives the pictures to look at to those steps of a plan whose tools look at any. Where none does,
 * the message is refused before anything runs: who adds a picture means it to be used.
 */
@ApplicationScoped
public class StepReferences {
  private final AgentClient agent;

  public StepReferences(AgentClient agent) {
    this.agent = agent;
  }

  /** Fails with REFERENCES_NOT_TAKEN. */
  void require(Plan plan, List<BlobId> references) {
    if (references.isEmpty() || plan.steps().isEmpty()) {
      return;
    }
    OfferedTools offered = agent.tools();
    boolean taken = plan.steps().stream().anyMatch(step -> offered.references(step.tool()) > 0);
    if (offered.current() && !taken) {
      throw EditProblems.referencesNotTaken(offered.looking());
    }
  }

  /** What the step's call carries. */
  List<BlobId> of(Plan.Step step, List<BlobId> references) {
    boolean taken = !references.isEmpty() && agent.tools().references(step.tool()) > 0;
    return taken ? references : List.of();
  }
}
