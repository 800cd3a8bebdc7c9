package dev.chatbrush.agent.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A scored set of utterances; how a line is written stands in evaluation/README.md. */
public final class Evaluation {
  /** What takes something away; the worst mistake where nobody asked for it. */
  private static final Set<String> DESTRUCTIVE =
      Set.of(
          CatalogueSnapshot.ERASE,
          CatalogueSnapshot.BACKGROUND_ERASE,
          PlanStep.UNDO,
          PlanStep.RESET);

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private final Map<String, Score> scores = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();
  private final List<String> destructions = new ArrayList<>();

  /** What is scored: a planner, or several together. */
  public interface Planning {
    /**
     * @param right the plan that a line wants, or one of several; for whoever plays a language
     *     model
     */
    Plan plan(PlanContext context, ExpectedPlan right);
  }

  /** Plans every line of {@code evaluation/NAME.yaml}. */
  public static Evaluation of(String name, Planning planning) throws IOException {
    Evaluation evaluation = new Evaluation();
    JsonNode histories = read("histories");
    var categories = read(name).fields();
    while (categories.hasNext()) {
      var category = categories.next();
      for (JsonNode line : category.getValue()) {
        List<PastTurn> history = history(histories.path(line.path("after").asText()));
        PlanContext context =
            new PlanContext(
                line.get("say").asText(),
                line.path("mask").asBoolean(),
                line.path("as").asText(""),
                true,
                true,
                0,
                history);
        List<ExpectedPlan> choices = ExpectedPlan.choices(line.get("want").asText());
        Plan plan = planning.plan(context, choices.get(0));
        evaluation.score(category.getKey(), line, choices, plan);
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

  private void score(String category, JsonNode line, List<ExpectedPlan> choices, Plan plan) {
    boolean tools = choices.stream().anyMatch(choice -> choice.toolsMatch(plan));
    boolean whole = choices.stream().anyMatch(choice -> choice.matches(plan));
    String said = line.get("say").asText();
    String sure = plan.certainty() >= HybridPlanner.CERTAIN ? "certain" : "uncertain";
    for (String row : List.of(category, Language.of(said).name(), sure, "all")) {
      scores.computeIfAbsent(row, key -> new Score()).count(tools, whole);
    }
    String miss =
        "[%s] %s: expected %s, got %s"
            .formatted(category, said, line.get("want").asText(), told(plan));
    if (!whole) {
      misses.add(miss);
    }
    boolean asked =
        plan.steps().stream()
            .map(PlanStep::tool)
            .filter(DESTRUCTIVE::contains)
            .allMatch(tool -> choices.stream().anyMatch(choice -> choice.has(tool)));
    if (!asked) {
      destructions.add(miss);
    }
  }

  private static String told(Plan plan) {
    return ExpectedPlan.silence(plan).orElseGet(() -> plan.steps().toString());
  }

  public Score all() {
    return scores.get("all");
  }

  /** 0 to 1: of the plans that the rules were certain of. */
  public double wrongWhileCertain() {
    return 1 - scores.get("certain").plans();
  }

  /** Lines that were given something destructive and did not ask for it. */
  public int destructions() {
    return destructions.size();
  }

  /** The same in words, for the sets that are tuned on only. */
  public List<String> toldDestructions() {
    return List.copyOf(destructions);
  }

  /** For the sets that are tuned on only. */
  public List<String> misses() {
    return List.copyOf(misses);
  }

  /** By category, language and certainty. */
  public String table() {
    StringBuilder table = new StringBuilder();
    scores.forEach(
        (name, score) -> {
          if (!name.equals("all")) {
            table.append("%-28s%s%n".formatted(name, score));
          }
        });
    return table
        .append(
            "%-28s%s%nwrong while certain %.1f %%, destructive and not asked for %d"
                .formatted("all", all(), 100 * wrongWhileCertain(), destructions()))
        .toString();
  }
}
