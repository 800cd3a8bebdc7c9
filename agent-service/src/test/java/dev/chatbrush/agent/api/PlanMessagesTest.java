package dev.chatbrush.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.Which;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.agent.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanMessagesTest {

  @ParameterizedTest
  @EnumSource(value = Target.class, mode = EnumSource.Mode.EXCLUDE, names = "NAMED")
  void bringsEveryTargetThereAndBack(Target target) {
    assertReturns(step(target, Strength.NORMAL));
  }

  @ParameterizedTest
  @EnumSource(Which.class)
  void bringsANamedThingThereAndBack(Which which) {
    NamedThing thing = new NamedThing("커피잔", which, List.of(2, 3));

    assertReturns(step(Target.SELECTION, Strength.NORMAL).on(thing));
  }

  @ParameterizedTest
  @EnumSource(Strength.class)
  void bringsEveryStrengthThereAndBack(Strength strength) {
    assertReturns(step(Target.SELECTION, strength));
  }

  @Test
  void readsAStepOfAnOlderGatewayAsItMeantIt() {
    Step old = Step.newBuilder().setTool("image_transform").setPrompt("make it night").build();

    PlanStep read = read(old);

    assertThat(read.target()).isEqualTo(Target.WHOLE);
    assertThat(read.variations()).isEqualTo(1);
    assertThat(read(old.toBuilder().setUsesMask(true).build()).target())
        .isEqualTo(Target.SELECTION);
  }

  @Test
  void readsWhatALaterContractAddsAsTheUsual() {
    Step later =
        Step.newBuilder()
            .setTool("x")
            .setTargetValue(99)
            .setStrengthValue(99)
            .setVariations(99)
            .build();

    PlanStep read = read(later);

    assertThat(read.strength()).isEqualTo(Strength.NORMAL);
    assertThat(read.target()).isEqualTo(Target.WHOLE);
    assertThat(read.variations()).isEqualTo(PlanStep.MOST_VARIATIONS);
  }

  private static void assertReturns(PlanStep step) {
    assertThat(read(reply(step).getSteps(0))).isEqualTo(step);
  }

  private static PlanStep step(Target target, Strength strength) {
    return new PlanStep("image_transform", "make it winter", "겨울로", target, strength, 3);
  }

  private static PlanReply reply(PlanStep step) {
    return PlanMessages.reply(Plan.steps(Plan.RULES, Language.KOREAN, List.of(step), "reply"));
  }

  private static PlanStep read(Step step) {
    PlanRequest request =
        PlanRequest.newBuilder()
            .setText("again")
            .addHistory(Turn.newBuilder().setRole("user").setText("before").addSteps(step))
            .build();
    PlanContext context = PlanMessages.context(request);
    return context.history().get(0).steps().get(0);
  }
}
