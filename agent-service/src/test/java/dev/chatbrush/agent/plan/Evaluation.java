package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.tool.CatalogueSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scored set of utterances; how a line is written stands at the head of heldout.tsv. */
record Evaluation(int total, int rightTools, List<String> misses) {

  private record Sample(String text, boolean hasMask, String expected) {}

  static Evaluation of(String resource, Planner planner, CatalogueSnapshot catalogue)
      throws IOException {
    List<String> misses = new ArrayList<>();
    int rightTools = 0;
    List<Sample> samples = samples(resource);
    for (Sample sample : samples) {
      String got =
          told(
              planner.plan(
                  new PlanContext(sample.text(), sample.hasMask(), true, true, List.of()),
                  catalogue));
      rightTools += tools(got).equals(tools(sample.expected())) ? 1 : 0;
      if (!matches(sample.expected(), got)) {
        misses.add("%s: expected %s, got %s".formatted(sample.text(), sample.expected(), got));
      }
    }
    return new Evaluation(samples.size(), rightTools, misses);
  }

  double score() {
    return 1.0 - (double) misses.size() / total;
  }

  private static List<Sample> samples(String resource) throws IOException {
    try (InputStream in = Evaluation.class.getResourceAsStream("/evaluation/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(cells -> new Sample(cells[0], cells[1].equals("m"), cells[2]))
          .toList();
    }
  }

  private static String told(Plan plan) {
    if (!plan.question().isEmpty()) {
      return "?";
    }
    if (plan.steps().isEmpty()) {
      return "-";
    }
    return plan.steps().stream()
        .map(
            step ->
                step.tool().replaceFirst("^(object|image)_", "")
                    + (step.prompt().isEmpty() ? "" : ":" + step.prompt())
                    + (step.usesMask() ? "*" : ""))
        .collect(Collectors.joining("; "));
  }

  private static String tools(String steps) {
    return steps.replaceAll(":[^;]*", "").replace("*", "");
  }

  private static boolean matches(String expected, String got) {
    String[] wanted = expected.split("; ");
    String[] found = got.split("; ");
    boolean same = wanted.length == found.length;
    for (int i = 0; same && i < wanted.length; i++) {
      same = stepMatches(wanted[i], found[i]);
    }
    return same;
  }

  private static boolean stepMatches(String wanted, String found) {
    if (wanted.endsWith("*") != found.endsWith("*")) {
      return false;
    }
    String[] want = wanted.replace("*", "").split(":", 2);
    String[] got = found.replace("*", "").split(":", 2);
    if (!want[0].equals(got[0])) {
      return false;
    }
    String prompt = got.length > 1 ? got[1].toLowerCase(Locale.ROOT) : "";
    return want.length == 1
        || List.of(want[1].split("\\+")).stream()
            .allMatch(words -> prompt.contains(words.toLowerCase(Locale.ROOT)));
  }
}
