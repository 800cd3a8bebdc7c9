package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.evaluation.Evaluation;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Plans a scored set by rules, by a language model, and by both, and writes a table; {@code
 * bench/language-model} runs it. Properties, each after {@code language-model.}: {@code set} of the
 * evaluation; {@code report}, the file; {@code url} and {@code model} of an endpoint, or {@code
 * reliability}, from 0 to 1, of one that is played.
 */
@QuarkusTest
class LanguageModelEvaluation extends LlmTestCase {
  private final String set = property("set").orElse("strangers");
  private int byModel;

  @Test
  void writesTheTable() throws IOException {
    StringBuilder table = new StringBuilder();
    for (String mode : List.of("rules", "hybrid", "llm")) {
      byModel = 0;
      long began = System.nanoTime();
      Evaluation.Planning planning =
          property("url").isPresent()
              ? asked(mode)
              : played(mode, Double.parseDouble(property("reliability").orElse("1")));
      Evaluation evaluation =
          Evaluation.of(set, (context, right) -> count(planning.plan(context, right)));
      double each = (System.nanoTime() - began) / 1e6 / evaluation.all().lines();
      table.append(
          "| %s | %.1f %% | %.1f %% | %.1f %% | %d | %.0f %% | %.0f |%n"
              .formatted(
                  mode,
                  100 * evaluation.all().tools(),
                  100 * evaluation.all().plans(),
                  100 * evaluation.wrongWhileCertain(),
                  evaluation.destructions(),
                  100.0 * byModel / evaluation.all().lines(),
                  each));
    }
    Files.writeString(Path.of(property("report").orElseThrow()), table);
    assertThat(byModel).as("sentences that the model planned: is its address right?").isPositive();
  }

  /** An endpoint of the outside. */
  private Evaluation.Planning asked(String mode) {
    MessagePlanner planner =
        one(
            Map.of(
                "planner", mode,
                "url", property("url").orElseThrow(),
                "model", property("model").orElse("default"),
                "timeout", "PT120S",
                "deadline", "PT120S",
                "budget.calls", "0",
                "budget.tokens", "0"));
    return (context, right) -> planner.plan("ann", context, Catalogues.onCpu());
  }

  private Plan count(Plan plan) {
    byModel += plan.planner().equals(Plan.LLM) ? 1 : 0;
    return plan;
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty("language-model." + name))
        .filter(value -> !value.isEmpty());
  }
}
