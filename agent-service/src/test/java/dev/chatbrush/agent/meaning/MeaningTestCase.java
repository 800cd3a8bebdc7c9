package dev.chatbrush.agent.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.SentenceVectors;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Rules and nearest tool, with what the real encoder was recorded to answer. */
abstract class MeaningTestCase {
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Replies replies = new Replies();
  final RulePlanner rules = new RulePlanner(replies);
  FakeTriton triton;
  FakeModel encoder;
  private InferenceClient client;
  private ModelCatalogue models;
  private ToolIndexes indexes;

  @BeforeEach
  void serve() throws IOException {
    triton = FakeTriton.start();
    encoder = RecordedVectors.all().serve(triton);
    client = triton.connect();
    models = ModelCatalogue.start(client, Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    if (indexes != null) {
      indexes.close();
    }
    models.close();
    client.close();
    triton.close();
  }

  /** With the index of that catalogue, as soon as it is there. */
  HybridPlanner planner(CatalogueSnapshot catalogue) throws InterruptedException {
    return planner(catalogue, ENOUGH);
  }

  HybridPlanner planner(CatalogueSnapshot catalogue, Duration deadline)
      throws InterruptedException {
    HybridPlanner planner = unready(deadline);
    await(catalogue);
    return planner;
  }

  void await(CatalogueSnapshot catalogue) throws InterruptedException {
    await(() -> indexes.current(catalogue).isPresent());
  }

  static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + ENOUGH.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came").isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** As at a start whose first look is over. */
  void readAhead() throws Exception {
    models.refresh();
    TritonConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(TritonConfig.class)
            .build()
            .getConfigMapping(TritonConfig.class);
    ToolCatalogue tools = new ToolCatalogue(models, client, config);
    new IndexAhead(indexes, tools, models).close();
  }

  /** Before any tool's texts were read. */
  HybridPlanner unready(Duration deadline) {
    SentenceVectors vectors = new SentenceVectors(models, client);
    indexes = new ToolIndexes(vectors);
    NearestTool nearest =
        new NearestTool(indexes, vectors, new MeaningMeter(registry), () -> deadline);
    return new HybridPlanner(HybridPlanner.Mode.RULES, rules, nearest, Optional.empty(), replies);
  }

  Plan byRules(String words, CatalogueSnapshot catalogue) {
    return rules.read(context(words), catalogue).plan();
  }

  static PlanContext context(String words) {
    return new PlanContext(words, false, true, true, List.of());
  }

  /** How many calls ended so. */
  long counted(String outcome) {
    return registry.find("chatbrush.meaning").tag("outcome", outcome).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
