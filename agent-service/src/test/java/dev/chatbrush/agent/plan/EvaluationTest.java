package dev.chatbrush.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.tool.CatalogueSnapshot;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Logger LOG = Logger.getLogger(EvaluationTest.class);

  private final RulePlanner planner = new RulePlanner(new Replies());

  @Test
  void understandsTheUtterancesThatItWasTunedOn() throws IOException {
    Evaluation evaluation = run("dev.tsv", Catalogues.withDefaultLooks());

    assertThat(evaluation.total()).isGreaterThanOrEqualTo(200);
    assertThat(evaluation.score()).as("%s", evaluation.misses()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void understandsUtterancesThatItWasNotTunedOn() throws IOException {
    Evaluation evaluation = run("heldout.tsv", Catalogues.withDefaultLooks());

    assertThat(evaluation.total()).isGreaterThanOrEqualTo(60);
    assertThat(evaluation.rightTools()).isGreaterThanOrEqualTo((int) (0.95 * evaluation.total()));
    assertThat(evaluation.score()).as("%s", evaluation.misses()).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void understandsAsMuchBeforeTritonHasAnswered() throws IOException {
    Evaluation evaluation = run("dev.tsv", CatalogueSnapshot.empty());

    assertThat(evaluation.score()).as("%s", evaluation.misses()).isGreaterThanOrEqualTo(0.95);
  }

  private Evaluation run(String set, CatalogueSnapshot catalogue) throws IOException {
    Evaluation evaluation = Evaluation.of(set, planner, catalogue);
    LOG.infof(
        "%s: whole plan right %d of %d, tools right %d",
        set,
        evaluation.total() - evaluation.misses().size(),
        evaluation.total(),
        evaluation.rightTools());
    return evaluation;
  }
}
