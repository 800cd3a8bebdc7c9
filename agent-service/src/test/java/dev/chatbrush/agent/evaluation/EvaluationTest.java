package dev.chatbrush.agent.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the rules make of the scored sets, planned against the configurations that are served. The
 * older sets speak to an installation with the diffusion tools, which find what a prompt names.
 */
class EvaluationTest {
  private static final Logger LOG = Logger.getLogger(EvaluationTest.class);

  /** Of the sets that the rules are not tuned on; each is mended by undo. */
  private static final int MOST_DESTRUCTIONS = 2;

  private final RulePlanner planner = new RulePlanner(new Replies());

  @Test
  void understandsTheUtterancesThatItWasTunedOn() throws IOException {
    Evaluation evaluation = run("tune", Catalogues.onGpu());

    assertThat(evaluation.all().lines()).isGreaterThan(1000);
    assertTuned(evaluation);
  }

  @Test
  void understandsTheKindsThatWereReadTheWrongWayRound() throws IOException {
    assertTuned(run("kinds", Catalogues.onCpu()));
  }

  @Test
  void understandsWhatWasWrittenAgainstTheRules() throws IOException {
    assertTuned(run("wide", Catalogues.onCpu()));
  }

  @Test
  void understandsWhatSomebodyElseWrote() throws IOException {
    assertTuned(run("others", Catalogues.onCpu()));
    assertTuned(run("others2", Catalogues.onCpu()));
    assertTuned(run("newcomers", Catalogues.onCpu()));
  }

  @Test
  void understandsUtterancesThatItWasNotTunedOn() throws IOException {
    assertUnderstands(run("unseen", Catalogues.onGpu()));
  }

  @Test
  void understandsUtterancesThatWereWrittenAfterTheRules() throws IOException {
    assertUnderstands(run("fresh", Catalogues.onGpu()));
  }

  @Test
  void understandsWhatChangesTheFrame() throws IOException {
    assertTuned(run("basics", Catalogues.onCpu()));
  }

  @Test
  void takesNothingAwayUnasked() throws IOException {
    assertTuned(run("traps", Catalogues.onCpu()));
  }

  @Test
  void understandsWhatIsNotSoAndWhatIsMeantAgain() throws IOException {
    assertTuned(run("slips", Catalogues.onCpu()));
  }

  @Test
  void understandsStrangers() throws IOException {
    Evaluation evaluation = run("strangers", Catalogues.onCpu());

    assertThat(evaluation.all().tools()).isGreaterThan(0.945);
    assertThat(evaluation.all().plans()).isGreaterThan(0.92);
    assertThat(evaluation.destructions()).isZero();
  }

  @Test
  void understandsAsMuchBeforeTritonHasAnswered() throws IOException {
    assertTuned(run("tune", CatalogueSnapshot.empty()));
  }

  @Test
  void understandsThingsByTheirNames() throws IOException {
    assertTuned(run("named", Catalogues.naming()));
  }

  /** What finds things by their names changes nothing but where a person would be asked where. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tune",
        "kinds",
        "wide",
        "others",
        "others2",
        "newcomers",
        "unseen",
        "fresh",
        "basics",
        "traps",
        "slips",
        "strangers"
      })
  void aNameStandsOnlyInPlaceOfTheQuestionWhere(String set) throws IOException {
    Evaluation.of(
        set,
        (context, right) -> {
          Plan plain = planner.read(context, Catalogues.onCpu()).plan();
          Plan naming = planner.read(context, Catalogues.naming()).plan();
          boolean named = naming.steps().stream().anyMatch(step -> step.named().isPresent());
          assertThat(named ? plain.waitsForSelection() : naming.equals(plain))
              .as("%s: %s, with names %s", context.text(), plain, naming)
              .isTrue();
          return naming;
        });
  }

  private static void assertTuned(Evaluation evaluation) {
    assertThat(evaluation.all().plans()).as("%s", evaluation.misses()).isGreaterThan(0.99);
    assertThat(evaluation.toldDestructions()).isEmpty();
  }

  private static void assertUnderstands(Evaluation evaluation) {
    assertThat(evaluation.all().tools()).isGreaterThan(0.95);
    assertThat(evaluation.all().plans()).isGreaterThan(0.93);
    assertThat(evaluation.wrongWhileCertain()).isLessThan(0.05);
    assertThat(evaluation.destructions()).isLessThanOrEqualTo(MOST_DESTRUCTIONS);
  }

  private Evaluation run(String set, CatalogueSnapshot catalogue) throws IOException {
    Evaluation evaluation =
        Evaluation.of(set, (context, right) -> planner.read(context, catalogue).plan());
    LOG.infof("%s%n%s", set, evaluation.table());
    return evaluation;
  }
}
