package dev.chatbrush.agent.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.chatbrush.agent.llm.ScriptedLlm.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.llm.ScriptedLlm;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.testing.LogLines;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans by a language model, as the gateway gets them. */
@QuarkusTest
@QuarkusTestResource(
    value = FakeServers.class,
    initArgs = @ResourceArg(name = "llm", value = "true"),
    restrictToAnnotatedClass = true)
class LlmPlanTest {
  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());

  @BeforeEach
  void forget() {
    FakeServers.llm().reset();
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void takesToolCalls() {
    FakeServers.llm()
        .answer(
            ScriptedLlm.calls(
                call("object_erase", "{}"),
                call("image_transform", "{\"prompt\":\"make it night\",\"use_selection\":false}")));

    PlanReply plan = agent.plan("이거 지우고 밤으로 바꿔줘", true);

    assertThat(plan.getPlanner()).isEqualTo("llm");
    assertThat(plan.getStepsList())
        .extracting(Step::getTool)
        .containsExactly("object_erase", "image_transform");
    assertThat(plan.getStepsList()).extracting(Step::getUsesMask).containsExactly(true, false);
    assertThat(plan.getSteps(1).getPrompt()).isEqualTo("make it night");
    assertThat(plan.getReply()).startsWith("선택한 부분을 지우고");
    assertThat(plan.getFallbackReason()).isEmpty();
  }

  @Test
  void passesAQuestionOn() {
    FakeServers.llm()
        .answer(ScriptedLlm.calls(call("ask_user", "{\"question\":\"어떤 분위기로 바꿀까요?\"}")));

    PlanReply plan = agent.plan("좀 다르게", false);

    assertThat(plan.getQuestion()).isEqualTo("어떤 분위기로 바꿀까요?");
  }

  @Test
  void saysSoWhenTheRulesTakeOver() {
    FakeServers.llm().answer(aResponse().withStatus(404));

    PlanReply plan = agent.plan("make it winter", false);

    assertThat(plan.getPlanner()).isEqualTo("rules");
    assertThat(plan.getFallbackReason()).isEqualTo("the language model refused the request");
    assertThat(plan.getReply()).contains("my own rules");
    assertThat(plan.getSteps(0).getTool()).isEqualTo("image_transform");
  }

  @Test
  void plansByRulesForWhomTheShareIsUsedUpAlone() {
    try (LogLines log = LogLines.of("dev.chatbrush.agent.plan.HybridPlanner")) {
      FakeServers.llm().answer(ScriptedLlm.winter());
      for (int asked = 0; asked < FakeServers.LLM_CALLS; asked++) {
        assertThat(winter("o-ann").getPlanner()).isEqualTo("llm");
      }

      PlanReply spent = winter("o-ann");

      assertThat(spent.getPlanner()).isEqualTo("rules");
      assertThat(spent.getSteps(0).getTool()).isEqualTo("image_transform");
      assertThat(spent.getReply()).contains("Your share of the language model is used up; it is");
      assertThat(spent.getFallbackReason()).endsWith("yours again in 24 h");
      assertThat(winter("o-bob").getPlanner()).isEqualTo("llm");
      assertThat(log.lines()).singleElement().asString().contains(" owner=o-ann The rules take");
    }
    assertThat(FakeServers.llm().asked()).hasSize(FakeServers.LLM_CALLS + 1);
  }

  private PlanReply winter(String owner) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("chatbrush-owner", Metadata.ASCII_STRING_MARSHALLER), owner);
    return agent
        .stub()
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .plan(PlanRequest.newBuilder().setText("make it winter").build());
  }

  @Test
  void offersAModelThatWasDroppedIntoTritonAtOnce() throws InterruptedException {
    FakeTools.sky(FakeServers.triton());
    try {
      awaitTool("sky_replace", true);
      FakeServers.llm()
          .answer(ScriptedLlm.calls(call("sky_replace", "{\"prompt\":\"a pink sky\"}")));

      PlanReply plan = agent.plan("I would like more drama above the roofs", false);

      assertThat(plan.getStepsList()).extracting(Step::getTool).containsExactly("sky_replace");
      JsonNode tools = FakeServers.llm().asked().get(0).path("tools");
      assertThat(tools.toString()).contains("Puts another sky into the photo");
    } finally {
      FakeServers.triton().remove("sky");
      awaitTool("sky_replace", false);
    }
  }

  private void awaitTool(String tool, boolean there) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (there != isThere(tool)) {
      assertThat(System.nanoTime()).as("%s there = %s", tool, there).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private boolean isThere(String tool) {
    return agent.stub().listTools(ListToolsRequest.getDefaultInstance()).getToolsList().stream()
        .anyMatch(found -> found.getTool().equals(tool));
  }
}
