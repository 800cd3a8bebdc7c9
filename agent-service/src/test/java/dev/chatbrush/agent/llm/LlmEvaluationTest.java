package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.evaluation.Evaluation;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a scored set with a language model over real HTTP: one that is always right loses
 * nothing on the way, and one that often errs destroys nothing.
 */
@QuarkusTest
class LlmEvaluationTest extends LlmTestCase {
  private static final Logger LOG = Logger.getLogger(LlmEvaluationTest.class);
  private static final String SET = "strangers";

  @Test
  void keepsWhatAModelThatIsAlwaysRightSays() throws IOException {
    Evaluation evaluation = run("llm", 1);

    assertThat(evaluation.all().tools()).isGreaterThan(0.97);
    assertThat(evaluation.all().plans()).isGreaterThan(0.95);
    assertThat(evaluation.destructions()).isZero();
  }

  @Test
  void gainsByAModelThatIsAskedWhereTheRulesAreUnsure() throws IOException {
    double alone = run("rules", 1).all().tools();

    assertThat(run("hybrid", 1).all().tools()).isGreaterThan(alone);
  }

  @Test
  void losesLittleByAModelThatErsHalfTheTime() throws IOException {
    Evaluation alone = run("rules", 1);
    Evaluation together = run("hybrid", 0.5);

    assertThat(together.all().tools()).isGreaterThan(alone.all().tools() - 0.03);
    assertThat(together.destructions()).isLessThanOrEqualTo(1);
  }

  /** reliability: 0 to 1, of the model. */
  private Evaluation run(String mode, double reliability) throws IOException {
    Evaluation evaluation = Evaluation.of(SET, played(mode, reliability));
    LOG.infof("%s, %.0f %% right: %s%n%s", mode, 100 * reliability, SET, evaluation.table());
    return evaluation;
  }
}
