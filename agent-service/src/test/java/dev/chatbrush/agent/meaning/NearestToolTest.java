package dev.chatbrush.agent.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestToolTest extends MeaningTestCase {
  /** Of the tool that flips pictures, whose description says "like a mirror" and is English. */
  private static final String LIKE_A_MIRROR = "거울에 비친 것처럼 해줘";

  private CatalogueSnapshot catalogue;

  @BeforeEach
  void offer() throws IOException {
    catalogue = Catalogues.with(Sentences.tools("tuned on").toArray(ToolDescription[]::new));
  }

  @Test
  void aKoreanSentenceFindsAToolByItsEnglishDescription() throws InterruptedException {
    Plan plan = planner(catalogue).plan(context(LIKE_A_MIRROR), catalogue);

    assertThat(byRules(LIKE_A_MIRROR, catalogue).steps()).isEmpty();
    assertThat(plan.steps()).extracting(PlanStep::tool).containsExactly("mirror");
    assertThat(plan.planner()).isEqualTo(Plan.RULES);
    assertThat(plan.reply()).contains("좌우 반전");
    assertThat(counted("chosen")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"make it night", "이거 지워줘", "undo"})
  void isNotAskedWhereTheRulesAreCertain(String words) throws InterruptedException {
    Plan plan = planner(catalogue).plan(context(words), catalogue);

    assertThat(plan).isEqualTo(byRules(words, catalogue));
    assertThat(registry.find("chatbrush.meaning").timers()).isEmpty();
  }

  @Test
  void theRulesHoldUntilTheToolsAreRead() {
    Plan plan = unready(Duration.ofSeconds(10)).plan(context(LIKE_A_MIRROR), catalogue);

    assertThat(plan.steps()).isEmpty();
    assertThat(counted("unready")).isOne();
  }

  @Test
  void theToolsAreReadBeforeAMessageComes() throws Exception {
    FakeTools.sky(triton);
    unready(Duration.ofSeconds(10));

    readAhead();

    await(() -> encoder.received().size() == 1);
  }

  @Test
  void theRulesHoldWhereTheEncoderFails() throws InterruptedException {
    HybridPlanner planner = planner(catalogue);
    encoder.behaves(FakeBehaviour.failing(FakeError.INTERNAL, "MODEL_FAILED: no"));

    Plan plan = planner.plan(context(LIKE_A_MIRROR), catalogue);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.fallbackReason()).isEmpty();
    assertThat(counted("failed")).isOne();
  }

  @Test
  void theRulesHoldWhereTheEncoderIsLate() throws InterruptedException {
    HybridPlanner planner = planner(catalogue, Duration.ofMillis(150));
    encoder.behaves(FakeBehaviour.stalling());
    long started = System.nanoTime();

    Plan plan = planner.plan(context(LIKE_A_MIRROR), catalogue);

    assertThat(plan.steps()).isEmpty();
    assertThat(counted("failed")).isOne();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void isNeverAskedWithADeadlineOfNothing() throws InterruptedException {
    HybridPlanner planner = planner(catalogue, Duration.ZERO);

    assertThat(planner.plan(context(LIKE_A_MIRROR), catalogue).steps()).isEmpty();
    assertThat(registry.find("chatbrush.meaning").timers()).isEmpty();
  }

  @Test
  void toolsThatEraseAndTheUsualOneAreNoneOfItsOwn() {
    assertThat(ToolTexts.of(catalogue).tools())
        .contains("mirror")
        .doesNotContain(CatalogueSnapshot.TRANSFORM)
        .noneMatch(CatalogueSnapshot::erases);
  }

  @Test
  void aToolThatComesIsFoundWithoutAStart() throws InterruptedException {
    CatalogueSnapshot before = Catalogues.with();
    HybridPlanner planner = planner(before);

    assertThat(planner.plan(context(LIKE_A_MIRROR), before).steps()).isEmpty();
    await(catalogue);

    assertThat(planner.plan(context(LIKE_A_MIRROR), catalogue).steps())
        .extracting(PlanStep::tool)
        .containsExactly("mirror");
  }
}
