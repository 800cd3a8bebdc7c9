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
    Map<String, String> values = Map.of("rounds", "12", "warmth", "1.25", "without", "people");
    EditResult first =
        run(transform("make it winter", new EditOptions(OptionalLong.of(5), 0, values, "")));

    run(replay(recipe(first)));

    InferRequest sent = model.received().get(1);
    assertThat(first.parameters()).containsAllEntriesOf(values);
    assertThat(input(sent, "seed").asInt64()).containsExactly(5);
    assertThat(input(sent, "rounds").asInt32()).containsExactly(12);
    assertThat(input(sent, "warmth").asFp32()).containsExactly(1.25f);
    assertThat(input(sent, "without").asString()).isEqualTo("people");
  }

  @Test
  void leavesOutWhatAnotherModelHasNoOptionFor() {
    FakeModel plain = plain(10);
    Recipe recipe = new Recipe(Optional.empty(), 1, Map.of("warmth", "1.25", "crop", "0,0,1,1"));

    run(replay(recipe));

    assertThat(hasInput(plain.received().get(0), "warmth")).isFalse();
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
    Recipe damaged = new Recipe(Optional.empty(), 1, Map.of("rounds", "many"));

    ToolProblem problem = problem(replay(damaged));

    assertThat(problem.code()).isEqualTo("OPTION_INVALID");
    assertThat(problem).hasMessage("rounds must be a whole number 1 to 50, got 'many'.");
  }

  private static Recipe recipe(EditResult result) {
    return new Recipe(Optional.of(result.model()), result.seed(), result.parameters());
  }

  private static Recipe recipe(String model, String version) {
    return new Recipe(Optional.of(new ModelId(model, version)), 1, Map.of());
  }
}
