package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Replies;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Logger LOG = Logger.getLogger(EvaluationTest.class);

  /** An erase that nobody asked for is the worst mistake; undo mends it. */
  private static final int MOST_WRONG_ERASES = 1;

  private final RulePlanner planner = new RulePlanner(new Replies());

  @Test
  void understandsTheUtterancesThatItWasTunedOn() throws IOException {
    Evaluation evaluation = run("tune", Catalogues.withDefaultLooks());

    assertThat(evaluation.all().lines()).isGreaterThan(1000);
    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.99);
    assertThat(evaluation.wrongErases()).isZero();
  }

  @Test
  void understandsUtterancesThatItWasNotTunedOn() throws IOException {
    assertUnderstands(run("unseen", Catalogues.withDefaultLooks()));
  }

  @Test
  void understandsUtterancesThatWereWrittenAfterTheRules() throws IOException {
    assertUnderstands(run("fresh", Catalogues.withDefaultLooks()));
  }

  @Test
  void understandsWhatChangesTheFrameWhereThereIsAToolForIt() throws IOException {
    Evaluation evaluation = run("basics", Catalogues.withBasics());

    assertThat(evaluation.all().lines()).isGreaterThan(40);
    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.97);
    assertThat(evaluation.wrongErases()).isZero();
  }

  @Test
  void understandsAsMuchWithTheToolForTheFrame() throws IOException {
    Evaluation evaluation = run("tune", Catalogues.withBasics());

    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.99);
    assertThat(evaluation.wrongErases()).isZero();
  }

  @Test
  void understandsAsMuchBeforeTritonHasAnswered() throws IOException {
    Evaluation evaluation = run("tune", CatalogueSnapshot.empty());

    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.99);
  }

  private static void assertUnderstands(Evaluation evaluation) {
    assertThat(evaluation.all().tools()).isGreaterThan(0.95);
    assertThat(evaluation.all().plans()).isGreaterThan(0.93);
    assertThat(evaluation.certain().plans()).isGreaterThan(evaluation.all().plans());
    assertThat(evaluation.wrongErases()).isLessThanOrEqualTo(MOST_WRONG_ERASES);
  }

  private Evaluation run(String set, CatalogueSnapshot catalogue) throws IOException {
    Evaluation evaluation = Evaluation.of(set, planner, catalogue);
    LOG.infof("%s%n%s", set, evaluation.table());
    return evaluation;
  }
}
