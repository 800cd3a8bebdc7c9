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
    Evaluation evaluation = run("tune", Catalogues.withDefaultLooks());

    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.97);
  }

  @Test
  void understandsUtterancesThatItWasNotTunedOn() throws IOException {
    Evaluation evaluation = run("unseen", Catalogues.withDefaultLooks());

    assertThat(evaluation.all().tools()).isGreaterThan(0.93);
    assertThat(evaluation.all().plans()).isGreaterThan(0.91);
  }

  @Test
  void understandsAsMuchBeforeTritonHasAnswered() throws IOException {
    Evaluation evaluation = run("tune", CatalogueSnapshot.empty());

    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.96);
  }

  private Evaluation run(String set, CatalogueSnapshot catalogue) throws IOException {
    Evaluation evaluation = Evaluation.of(set, planner, catalogue);
    LOG.infof("%s%n%s", set, evaluation.table());
    return evaluation;
  }
}
