package dev.chatbrush.agent.edit;

import static dev.chatbrush.agent.FakeTools.hasInput;
import static dev.chatbrush.agent.FakeTools.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A stored recipe, made again. */
class ReplayTest extends ToolTestCase {

  @Test
  void makesTheSamePictureFromItsRecipe() {
    FakeTools.transform(triton, "looks", 10).behaves(FakeTools.seeded());
    EditResult first = run(transform("make it winter"));

    EditResult again = run(replay(recipe(first)));

    assertThat(again.sha256()).isEqualTo(first.sha256());
    assertThat(again.parameters()).isEqualTo(first.parameters());
  }

  @Test
  void setsWhatTheRecipeSays() {
    FakeModel model = FakeTools.transform(triton, "looks", 10);
    EditOptions options =
        new EditOptions(
            OptionalLong.of(5),
            OptionalInt.of(12),
            OptionalDouble.of(9.5),
            OptionalDouble.of(1.25),
            OptionalDouble.empty(),
            "people",
            0);
    EditResult first = run(transform("make it winter", options));

    run(replay(recipe(first)));

    InferRequest sent = model.received().get(1);
    assertThat(input(sent, "seed").asInt64()).containsExactly(5);
    assertThat(input(sent, "steps").asInt32()).containsExactly(12);
    assertThat(input(sent, "guidance_scale").asFp32()).containsExactly(9.5f);
    assertThat(input(sent, "image_guidance_scale").asFp32()).containsExactly(1.25f);
    assertThat(input(sent, "negative_prompt").asString()).isEqualTo("people");
    assertThat(hasInput(sent, "strength")).isFalse();
  }

  @Test
  void takesTheRecipesModelAlthoughABetterOneIsThere() {
    FakeTools.transform(triton, "plain", 10);
    FakeTools.transform(triton, "better", 20);

    EditResult result = run(replay(recipe("plain", "1")));

    assertThat(result.model()).isEqualTo(new ModelId("plain", "1"));
    assertThat(listener.heard).startsWith("started plain");
  }

  @Test
  void saysSoWhenTheRecipesVersionIsGone() {
    FakeTools.transform(triton, "plain", 10).versions("2");

    EditResult result = run(replay(recipe("plain", "1")));

    assertThat(result.model()).isEqualTo(new ModelId("plain", "2"));
    assertThat(listener.heard)
        .startsWith(
            "started plain: plain:1 of the recipe is not there now; plain:2 does it instead and"
                + " may give another result.");
  }

  @Test
  void refusesARecipeThatIsNoNumber() {
    FakeTools.transform(triton, "plain", 10);
    Recipe damaged = new Recipe(Optional.empty(), 1, Map.of("steps", "many"));

    ToolProblem problem = problem(replay(damaged));

    assertThat(problem.code()).isEqualTo("OPTION_INVALID");
    assertThat(problem).hasMessage("The recipe's steps must be a number, got 'many'.");
  }

  private static Recipe recipe(EditResult result) {
    return new Recipe(Optional.of(result.model()), result.seed(), result.parameters());
  }

  private static Recipe recipe(String model, String version) {
    return new Recipe(Optional.of(new ModelId(model, version)), 1, Map.of());
  }
}
