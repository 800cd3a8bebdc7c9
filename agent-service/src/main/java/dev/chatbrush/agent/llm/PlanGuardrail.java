package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.guard.Proposal;
import dev.chatbrush.agent.guard.ProposalReader;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.Replies;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import jakarta.inject.Singleton;

/** The guard as the AI service asks it: a plan for an answer that it lets through. */
@Singleton
final class PlanGuardrail implements OutputGuardrail {
  private final PlanCall call;
  private final PlanGuard guard;

  PlanGuardrail(PlanCall call) {
    this.call = call;
    this.guard = new PlanGuard(new Conversation(new Replies()));
  }

  @Override
  public OutputGuardrailResult validate(AiMessage answer) {
    try {
      Proposal proposal = ProposalReader.read(answer.text());
      Plan plan = guard.check(proposal, call.context(), call.catalogue(), call.byRules());
      return successWith(answer.text(), plan);
    } catch (ProposalRejectedException rejected) {
      return fatal(rejected.getMessage(), rejected); // asking the same again costs time and tokens
    }
  }
}
