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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    assertThat(jobs.waiting("second")).hasValue(new EditEvents.Waiting(0, null));
    end.countDown();
    jobs.stop();
    assertThat(meters.get(Meters.EDITS_WAITING).gauge().value()).isZero();
  }

  @Test
  void anEditThatWaitsTellsHowFarItIsAndThatItsTurnHasCome() throws InterruptedException {
    EditJobs jobs = jobs(new SimpleMeterRegistry());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    EditJob first = start(jobs, "first", begun, end);
    begun.await();
    EditJob second = start(jobs, "second", begun, end);

    jobs.tellWaiting();
    jobs.tellWaiting();

    assertThat(told(second)).as("once").containsExactly(new EditEvents.Waiting(0, null));
    end.countDown();
    jobs.stop();
    assertThat(told(second)).last().isEqualTo(new EditEvents.Waiting(0, 0.0));
    assertThat(told(first)).as("it never waited").isEmpty();
  }

  private static List<EditEvents.Waiting> told(EditJob job) {
    List<EditEvents.Waiting> told = new ArrayList<>();
    job.events().read().subscribe().with(e -> told.add(((EditEvents.Waits) e.data()).waiting()));
    return told;
  }

  @Test
  void anothersFirstEditBeginsAfterAtMostOneAWorkerOfWhoHasAHundred() throws InterruptedException {
    SessionId others = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAW");
    SessionOwners owners =
        new SessionOwners(id -> Optional.of(new Owner(id.equals(others) ? "b" : "a")));
    EditJobs jobs = jobs(new SimpleMeterRegistry(), owners, 2, 100);
    List<SessionId> begun = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(1);
    for (int number = 0; number < 101; number++) {
      SessionId session = number < 100 ? SESSION : others;
      start(
          jobs,
          new EditJob("e" + number, session, EditRequest.of("winter", null), new SilentPages()),
          () -> {
            begun.add(session);
            await(all);
          });
    }

    all.countDown();
    jobs.awaitEnd(Duration.ofMinutes(1));

    assertThat(begun).hasSize(101);
    assertThat(begun.indexOf(others)).as("two ran, and two more at most").isLessThanOrEqualTo(4);
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
    return jobs(meters, new SessionOwners(session -> Optional.of(Owner.LOCAL)), 1, 1);
  }

  private static EditJobs jobs(MeterRegistry meters, SessionOwners owners, int workers, int queue) {
    return new EditJobs(
        settings(EditConfig.class, workers, queue),
        settings(LoginConfig.class, workers, queue),
        owners,
        owner -> {},
        OpenTelemetry.noop().getTracer(""),
        meters);
  }

  private static EditJob start(EditJobs jobs, String id, CountDownLatch begun, CountDownLatch end) {
    EditJob job =
        new EditJob(id, SESSION, EditRequest.of("make it winter", null), new SilentPages());
    start(
        jobs,
        job,
        () -> {
          begun.countDown();
          await(end);
        });
    return job;
  }

  private static void start(EditJobs jobs, EditJob job, Runnable work) {
    jobs.enter(job);
    jobs.start(job, work);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T settings(Class<T> type, int workers, int queue) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withDefaultValue("chatbrush.chat.workers", String.valueOf(workers))
        .withDefaultValue("chatbrush.chat.queue", String.valueOf(queue))
        .build()
        .getConfigMapping(type);
  }
}
