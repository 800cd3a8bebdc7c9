package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.OfferedTools;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Gives the pictures to look at to those steps of a plan whose tools look at any. Where none does,
 * the message is refused before anything runs: who adds a picture means it to be used.
 */
@ApplicationScoped
public class StepReferences {
  /** With the picture that is edited, they travel in one message (MessageSize). */
  private static final long MOST_BYTES = 128L << 20;

  private final AgentClient agent;
  private final BlobStore blobs;

  public StepReferences(AgentClient agent, BlobStore blobs) {
    this.agent = agent;
    this.blobs = blobs;
  }

  /** Fails with REFERENCES_NOT_TAKEN or IMAGE_TOO_LARGE. */
  void require(Plan plan, List<BlobId> references) {
    if (references.isEmpty() || plan.steps().isEmpty()) {
      return;
    }
    if (references.stream().mapToLong(blobs::size).sum() > MOST_BYTES) {
      throw EditProblems.referencesTooLarge(MOST_BYTES);
    }
    OfferedTools offered = agent.tools();
    IntSummaryStatistics looked =
        plan.steps().stream()
            .mapToInt(step -> offered.references(step.tool()))
            .filter(most -> most > 0)
            .summaryStatistics();
    if (offered.current() && looked.getCount() == 0) {
      throw EditProblems.referencesNotTaken(offered.looking());
    }
    if (offered.current() && looked.getMin() < references.size()) {
      throw EditProblems.tooManyReferences(looked.getMin(), references.size());
    }
  }

  /** What the step's call carries. */
  List<BlobId> of(Plan.Step step, List<BlobId> references) {
    boolean taken = !references.isEmpty() && agent.tools().references(step.tool()) > 0;
    return taken ? references : List.of();
  }
}
