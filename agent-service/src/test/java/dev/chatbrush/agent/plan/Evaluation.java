package dev.chatbrush.agent.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.tool.CatalogueSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scored set of utterances; how a line is written stands in evaluation/README.md. */
final class Evaluation {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String QUESTION = "?";
  private static final String ANSWER = "-";

  private final Map<String, Score> byCategory = new LinkedHashMap<>();
  private final Map<Language, Score> byLanguage = new LinkedHashMap<>();
  private final Score all = new Score();
  private final List<String> misses = new ArrayList<>();

  /** How many lines, and in how many the tools and the whole plan were right. */
  static final class Score {
    int lines;
    int rightTools;
    int rightPlans;

    private void count(boolean tools, boolean plan) {
      lines++;
      rightTools += tools ? 1 : 0;
      rightPlans += plan ? 1 : 0;
    }

    double tools() {
      return (double) rightTools / lines;
    }

    double plans() {
      return (double) rightPlans / lines;
    }

    @Override
    public String toString() {
      return "%4d lines, right tools %5.1f %%, right plans %5.1f %%"
          .formatted(lines, 100 * tools(), 100 * plans());
    }
  }

  static Evaluation of(String name, Planner planner, CatalogueSnapshot catalogue)
      throws IOException {
    Evaluation evaluation = new Evaluation();
    JsonNode histories = read("histories");
    var categories = read(name).fields();
    while (categories.hasNext()) {
      var category = categories.next();
      for (JsonNode line : category.getValue()) {
        List<PastTurn> history = history(histories.path(line.path("after").asText()));
        PlanContext context =
            new PlanContext(
                line.get("say").asText(), line.path("mask").asBoolean(), true, true, history);
        evaluation.score(category.getKey(), line, planner.plan(context, catalogue));
      }
    }
    return evaluation;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = Evaluation.class.getResourceAsStream("/evaluation/" + name + ".yaml")) {
      return YAML.readTree(in);
    }
  }

  private static List<PastTurn> history(JsonNode turns) {
    List<PastTurn> history = new ArrayList<>();
    for (JsonNode turn : turns) {
      boolean byPerson = turn.has("person");
      List<PlanStep> steps = turn.has("step") ? List.of(step(turn.get("step"))) : List.of();
      history.add(new PastTurn(byPerson, turn.get(byPerson ? "person" : "agent").asText(), steps));
    }
    return history;
  }

  private static PlanStep step(JsonNode step) {
    return new PlanStep(
        step.get("tool").asText(),
        step.get("prompt").asText(),
        "",
        Target.valueOf(step.get("target").asText()),
        Strength.valueOf(step.path("strength").asText("NORMAL")),
        1);
  }

  private void score(String category, JsonNode line, Plan plan) {
    String want = line.get("want").asText();
    List<String> choices = List.of(want.split(" or "));
    boolean tools = choices.stream().anyMatch(choice -> toolsMatch(choice, plan));
    boolean whole = choices.stream().anyMatch(choice -> matches(choice, plan));
    byCategory.computeIfAbsent(category, key -> new Score()).count(tools, whole);
    String said = line.get("say").asText();
    byLanguage.computeIfAbsent(Language.of(said), key -> new Score()).count(tools, whole);
    all.count(tools, whole);
    if (!whole) {
      misses.add("[%s] %s: expected %s, got %s".formatted(category, said, want, told(plan)));
    }
  }

  private static boolean matches(String wanted, Plan plan) {
    Optional<String> silent = silent(plan);
    if (silent.isPresent() || wanted.equals(QUESTION) || wanted.equals(ANSWER)) {
      return silent.filter(wanted::equals).isPresent();
    }
    List<ExpectedStep> expected = steps(wanted);
    if (expected.size() != plan.steps().size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).matches(plan.steps().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean toolsMatch(String wanted, Plan plan) {
    Optional<String> silent = silent(plan);
    if (silent.isPresent() || wanted.equals(QUESTION) || wanted.equals(ANSWER)) {
      return silent.filter(wanted::equals).isPresent();
    }
    List<String> expected = steps(wanted).stream().map(ExpectedStep::tool).toList();
    return expected.equals(plan.steps().stream().map(PlanStep::tool).toList());
  }

  private static List<ExpectedStep> steps(String wanted) {
    return List.of(wanted.split("; ")).stream().map(ExpectedStep::of).toList();
  }

  private static Optional<String> silent(Plan plan) {
    if (!plan.steps().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(plan.question().isEmpty() ? ANSWER : QUESTION);
  }

  private static String told(Plan plan) {
    return silent(plan)
        .orElseGet(
            () ->
                plan.steps().stream()
                    .map(
                        step ->
                            "%s:%s@%s %s x%d"
                                .formatted(
                                    step.tool(),
                                    step.prompt(),
                                    step.target(),
                                    step.strength(),
                                    step.variations()))
                    .toList()
                    .toString());
  }

  Score all() {
    return all;
  }

  /** For the half that is tuned on only. */
  List<String> misses() {
    return List.copyOf(misses);
  }

  String table() {
    StringBuilder table = new StringBuilder();
    byCategory.forEach((name, score) -> table.append("%-24s%s%n".formatted(name, score)));
    byLanguage.forEach((language, score) -> table.append("%-24s%s%n".formatted(language, score)));
    return table.append("%-24s%s".formatted("all", all)).toString();
  }
}
