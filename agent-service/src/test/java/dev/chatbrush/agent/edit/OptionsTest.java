package dev.chatbrush.agent.edit;

import static dev.chatbrush.agent.FakeTools.hasInput;
import static dev.chatbrush.agent.FakeTools.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Options that nothing but a model's configuration names. */
class OptionsTest extends ToolTestCase {

  @Test
  void givesTheModelWhatThePersonSets() {
    FakeModel model = FakeTools.transform(triton, "looks", 10);

    EditResult result = run(transform("make it winter", set("warmth", "0.5")));

    InferRequest sent = model.received().get(0);
    assertThat(input(sent, "warmth").asFp32()).containsExactly(0.5f);
    assertThat(hasInput(sent, "rounds")).isFalse();
    assertThat(result.parameters())
        .as("with the model's default, and without a text that is empty")
        .containsEntry("warmth", "0.5")
        .containsEntry("rounds", "20")
        .doesNotContainKey("without");
  }

  @Test
  void refusesANameThatNoModelHasAndSaysWhatThereIs() {
    FakeTools.transform(triton, "looks", 10);
    plain(5);

    ToolProblem problem = problem(transform("make it winter", set("warmht", "0.5")));

    assertThat(problem.code()).isEqualTo("OPTION_INVALID");
    assertThat(problem)
        .hasMessage(
            "'warmht' is no option of 'image_transform' now. looks takes warmth (0 to 2), rounds (a"
                + " whole number 1 to 50), without (text of at most 20 characters); plain takes"
                + " none.");
  }

  @Test
  void refusesAValueOutOfBoundsBeforeAnythingRuns() {
    FakeModel model = FakeTools.transform(triton, "looks", 10);

    ToolProblem problem = problem(transform("make it winter", set("rounds", "51")));

    assertThat(problem.code()).isEqualTo("OPTION_INVALID");
    assertThat(problem).hasMessage("rounds must be a whole number 1 to 50, got '51'.");
    assertThat(model.received()).isEmpty();
  }

  @Test
  void leavesAsideWhatTheContractLetsSetForAnyTool() {
    FakeModel model = FakeTools.transform(triton, "looks", 10);

    EditResult result = run(transform("make it winter", set("steps", "30")));

    assertThat(hasInput(model.received().get(0), "steps")).isFalse();
    assertThat(result.parameters()).doesNotContainKey("steps");
    assertThat(problem(transform("make it winter", set("steps", "0"))))
        .hasMessage("steps must be a whole number 1 to 150, got '0'.");
  }

  @Test
  void takesTheBestModelThatHasTheOption() {
    plain(20);
    FakeTools.transform(triton, "looks", 10);

    EditResult result = run(transform("make it winter", set("warmth", "0.5")));

    assertThat(result.model().name()).isEqualTo("looks");
  }

  @Test
  void takesForAnAmountWhatTheModelSays() {
    FakeModel model = FakeTools.transform(triton, "looks", 10);

    EditResult result = run(transform("make it winter", amount("strong")));
    run(transform("make it winter", amount("complete")));

    assertThat(input(model.received().get(0), "warmth").asFp32()).containsExactly(1.75f);
    assertThat(hasInput(model.received().get(1), "warmth")).isFalse();
    assertThat(result.parameters()).containsEntry("warmth", "1.75");
  }

  private static EditOptions set(String name, String value) {
    return EditOptions.of(Map.of(name, value));
  }

  private static EditOptions amount(String amount) {
    return new EditOptions(OptionalLong.empty(), 0, Map.of(), amount);
  }
}
