package dev.chatbrush.agent.edit;

import static dev.chatbrush.agent.FakeTools.hasInput;
import static dev.chatbrush.agent.FakeTools.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.FakeTools;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds, and several results to choose from. */
class VariationsTest extends ToolTestCase {

  @Test
  void drawsASeedAndGivesItBack() {
    var model = FakeTools.transform(triton, "looks", 10);

    EditResult drawn = run(transform("make it winter"));
    EditResult given = run(transform("make it winter", seeded(7)));

    assertThat(drawn.seed()).isEqualTo(input(model.received().get(0), "seed").asInt64()[0]);
    assertThat(given.seed()).isEqualTo(7);
    assertThat(hasInput(model.received().get(0), "mask")).isFalse();
    assertThat(drawn.grownMask()).isEmpty();
  }

  @Test
  void makesSeveralResultsWithSeedsOfTheirOwn() {
    FakeTools.transform(triton, "looks", 10).behaves(FakeTools.seeded());

    List<EditResult> results = runner().run(variations(4, seeded(100)), listener, cancellation);

    assertThat(results).extracting(EditResult::seed).containsExactly(100L, 101L, 102L, 103L);
    assertThat(results).extracting(EditResult::variation).containsExactly(0, 1, 2, 3);
    assertThat(results).extracting(EditResult::sha256).doesNotHaveDuplicates();
    assertThat(listener.heard).contains("finished 0", "finished 1", "finished 2", "finished 3");
  }

  @Test
  void makesNoSecondResultThatIsTheSame() {
    var model = FakeTools.transform(triton, "looks", 10); // pays no heed to seeds

    List<EditResult> results = runner().run(variations(4, seeded(1)), listener, cancellation);

    assertThat(results).hasSize(1);
    assertThat(model.received()).hasSize(2);
  }

  @Test
  void boundsTheirNumber() {
    assertThatThrownBy(() -> variations(5, seeded(1)))
        .isInstanceOf(ToolProblem.class)
        .hasMessage("variations must be 1 to 4, got 5.");
  }
}
