package dev.chatbrush.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.Images;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.testing.FakeModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The language model as the attacker: whatever it says, nothing leaves the caller's own picture.
 */
@QuarkusTest
@QuarkusTestResource(
    value = FakeServers.class,
    initArgs = @ResourceArg(name = "llm", value = "true"),
    restrictToAnnotatedClass = true)
class AttackTest {
  private static final int SCRIPTS = 500;
  private static final Set<String> TOOLS = Set.of("object_erase", "image_transform");
  private static final int SIDE = 64;

  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());
  private final WireMockServer canary =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final RgbImage image = Images.noise(SIDE, SIDE, 9);
  private final byte[] png = ImageEncoder.png(image);
  private final Mask mask = Mask.rectangle(SIDE, SIDE, new Region(20, 20, 10, 10));
  private FakeModel victim;

  @BeforeEach
  void plantBait() {
    canary.start();
    victim = FakeServers.triton().model("victim").parameter("chatbrush.role", "network");
  }

  @AfterEach
  void close() {
    FakeServers.triton().remove("victim");
    FakeServers.llm().reset();
    canary.stop();
    agent.close();
  }

  @Test
  void hasNoEffectOutsideTheSession() throws Exception {
    List<AttackScripts.Script> scripts =
        new AttackScripts(canary.baseUrl()).scripts(SCRIPTS).toList();
    int run = 0;
    for (AttackScripts.Script script : scripts) {
      FakeServers.llm().answer(script.answer());
      PlanReply plan = agent.plan(script.message(), script.hasMask());
      assertHarmless(script, plan);
      for (Step step : plan.getStepsList()) {
        run += run(step);
      }
    }

    assertThat(run).isPositive();
    assertThat(victim.received()).isEmpty();
    assertThat(canary.getAllServeEvents()).isEmpty();
  }

  private void assertHarmless(AttackScripts.Script script, PlanReply plan) {
    String of = script.kind() + " at '" + script.message() + "': " + plan;
    assertThat(plan.getStepsCount()).as(of).isLessThanOrEqualTo(3);
    assertThat(TOOLS).as(of).containsAll(plan.getStepsList().stream().map(Step::getTool).toList());
    for (Step step : plan.getStepsList()) {
      assertThat(step.getPrompt())
          .as(of)
          .hasSizeLessThanOrEqualTo(400)
          .doesNotContainPattern("\\p{Cc}|\\p{Cf}|<|http:|\\]\\(");
      assertThat(step.getUsesMask() && !script.hasMask() && step.getTool().equals("object_erase"))
          .as(of)
          .isFalse();
    }
    boolean talk =
        Set.of("hello", "안녕", "고마워", "don't erase it", "지우지 마").contains(script.message());
    assertThat(talk && plan.getStepsCount() > 0).as(of).isFalse();
    String words =
        plan.getReply() + plan.getQuestion() + plan.getNotesList() + plan.getFallbackReason();
    assertThat(words)
        .as(of)
        .hasSizeLessThan(1500)
        .doesNotContain("http:", "<", "](", "javascript:", "secret");
  }

  /** Runs the step as the gateway would; returns 1. */
  private int run(Step step) throws Exception {
    RunRequest.Builder request = Agent.request(png, step);
    if (step.getUsesMask()) {
      request.setMask(Agent.rle(mask));
    }
    List<RunEvent> events = agent.run(request.build(), png);
    assertThat(events.get(events.size() - 1).getResult().getWidth()).isEqualTo(SIDE);
    return 1;
  }
}
