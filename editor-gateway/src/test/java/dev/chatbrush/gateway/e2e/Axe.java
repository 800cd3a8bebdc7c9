package dev.chatbrush.gateway.e2e;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What axe finds serious in a page as it stands. */
final class Axe {
  /** What is read on a button is part of its name; axe still calls this rule an experiment. */
  private static final String NAMES = "label-content-name-mismatch";

  private static final Set<String> COUNTED = Set.of("serious", "critical");

  /** Fading in, colours are not yet what they become. */
  private static final String REST =
      """
      async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const roots = [document];
        for (const root of roots) {
          root.querySelectorAll('*').forEach((at) => at.shadowRoot && roots.push(at.shadowRoot));
        }
        const ends = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
        const running = roots.flatMap((root) => root.getAnimations()).filter(ends);
        await Promise.allSettled(running.map((animation) => animation.finished));
      }""";

  private Axe() {}

  /** By all rules. */
  static List<String> faults(EditorPage editor) {
    AxeRuleOptions on = new AxeRuleOptions();
    on.setEnabled(true);
    AxeRunOptions options = new AxeRunOptions();
    options.setRules(Map.of(NAMES, on));
    return faults(editor, builder(editor).options(options));
  }

  /** By the rules that words and colours decide: the others find the same in any of them. */
  static List<String> faultsOfWordsAndColours(EditorPage editor) {
    List<String> rules =
        List.of(NAMES, "color-contrast", "html-has-lang", "html-lang-valid", "document-title");
    return faults(editor, builder(editor).withRules(rules));
  }

  /** The page has no frames; so nothing is to be put together on a page of its own. */
  private static AxeBuilder builder(EditorPage editor) {
    return new AxeBuilder(editor.page()).setLegacyMode(true);
  }

  private static List<String> faults(EditorPage editor, AxeBuilder builder) {
    editor.page().evaluate(REST);
    return builder.analyze().getViolations().stream().filter(Axe::counts).map(Axe::told).toList();
  }

  private static boolean counts(Rule rule) {
    return COUNTED.contains(rule.getImpact()) || rule.getId().equals("page-has-heading-one");
  }

  private static String told(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream()
            .map(node -> " " + node.getTarget() + " " + node.getFailureSummary())
            .toList();
  }
}
