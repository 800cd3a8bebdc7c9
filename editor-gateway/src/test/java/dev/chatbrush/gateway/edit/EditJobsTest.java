package dev.chatbrush.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.SessionOwners;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.testing.SilentPages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EditJobsTest {
  private static final SessionId SESSION = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  @Test
  void operatorsSeeWhatRunsAndWhatWaits() throws InterruptedException {
    MeterRegistry meters = new SimpleMeterRegistry();
    EditJobs jobs = jobs(meters);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);

    start(jobs, "first", begun, end);
    start(jobs, "second", begun, end);
    begun.await();

    assertThat(meters.get(Meters.EDITS_RUNNING).gauge().value()).isOne();
    assertThat(meters.get(Meters.EDITS_WAITING).gauge().value()).isOne();
    assertThat(jobs.waiting("first")).as("it runs").isEmpty();
    assertThat(jobs.waiting("second")).hasValue(new EditJobs.Waiting(0, null));
    end.countDown();
    jobs.stop();
    assertThat(meters.get(Meters.EDITS_WAITING).gauge().value()).isZero();
  }

  @Test
  void whatRunsMayEndBeforeTheGatewayStops() throws InterruptedException {
    EditJobs jobs = jobs(new SimpleMeterRegistry());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    start(jobs, "one", begun, end);
    begun.await();

    jobs.awaitEnd(Duration.ofMillis(300));
    assertThat(jobs.find(SESSION, "one")).as("not waited for any longer").isPresent();

    CompletableFuture<Void> awaited =
        CompletableFuture.runAsync(() -> jobs.awaitEnd(Duration.ofMinutes(1)));
    assertThat(awaited).as("it runs").isNotDone();
    end.countDown();
    awaited.join();
    assertThat(jobs.find(SESSION, "one")).isEmpty();
  }

  private static EditJobs jobs(MeterRegistry meters) {
    return new EditJobs(
        settings(EditConfig.class),
        settings(LoginConfig.class),
        new SessionOwners(session -> Optional.of(Owner.LOCAL)),
        owner -> {},
        OpenTelemetry.noop().getTracer(""),
        meters);
  }

  private static void start(EditJobs jobs, String id, CountDownLatch begun, CountDownLatch end) {
    EditJob job =
        new EditJob(id, SESSION, EditRequest.of("make it winter", null), new SilentPages());
    jobs.enter(job);
    jobs.start(
        job,
        () -> {
          begun.countDown();
          await(end);
        });
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One at a time. */
  private static <T> T settings(Class<T> type) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withDefaultValue("chatbrush.chat.workers", "1")
        .withDefaultValue("chatbrush.chat.queue", "1")
        .build()
        .getConfigMapping(type);
  }
}
