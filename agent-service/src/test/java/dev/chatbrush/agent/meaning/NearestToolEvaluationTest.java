package dev.chatbrush.agent.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.meaning.Sentences.Wish;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanStep;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How many wishes reach the tool that they mean, by rules alone and with the encoder. */
class NearestToolEvaluationTest extends MeaningTestCase {
  private static final Logger LOG = Logger.getLogger(NearestToolEvaluationTest.class);

  private record Score(int right, int wrong, int of) {}

  @Test
  void moreToolsAreFoundThanByTheRulesAlone() throws Exception {
    CatalogueSnapshot catalogue = catalogue("unseen");
    List<Wish> wishes = Sentences.wishes("unseen");

    Score alone = score(wishes, words -> byRules(words, catalogue));
    HybridPlanner planner = planner(catalogue);
    Score together = score(wishes, words -> planner.plan(context(words), catalogue));

    LOG.infof("unseen tools: rules %s, with the encoder %s", alone, together);
    assertThat(together.right()).isGreaterThan(alone.right() + 3);
    assertThat(together.wrong()).isLessThanOrEqualTo(alone.wrong());
  }

  /** Nobody in these sets asks for one of those tools. */
  @Test
  void sentencesThatMeanSomethingElseStayTheRules() throws Exception {
    CatalogueSnapshot catalogue = catalogue("unseen");
    HybridPlanner planner = planner(catalogue);
    int lines = 0;
    int taken = 0;

    for (String set : List.of("unseen", "fresh")) {
      for (String words : Sentences.of(set)) {
        Plan plan = planner.plan(context(words), catalogue);
        lines++;
        taken += plan.steps().equals(byRules(words, catalogue).steps()) ? 0 : 1;
      }
    }

    LOG.infof("taken from the rules by tools that nobody meant: %d of %d", taken, lines);
    assertThat(lines).isGreaterThan(500);
    assertThat(taken).isLessThanOrEqualTo(3);
  }

  private static CatalogueSnapshot catalogue(String half) throws IOException {
    return Catalogues.with(Sentences.tools(half).toArray(ToolDescription[]::new));
  }

  private interface Planning {
    Plan plan(String words);
  }

  /** wrong: runs something else than was meant; a question or an answer is neither. */
  private static Score score(List<Wish> wishes, Planning planning) {
    int right = 0;
    int wrong = 0;
    for (Wish wish : wishes) {
      List<String> tools =
          planning.plan(wish.words()).steps().stream().map(PlanStep::tool).toList();
      right += tools.equals(List.of(wish.tool())) ? 1 : 0;
      wrong += tools.isEmpty() || tools.equals(List.of(wish.tool())) ? 0 : 1;
    }
    return new Score(right, wrong, wishes.size());
  }
}
