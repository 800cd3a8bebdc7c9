package dev.chatbrush.mask.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.mask.problem.MaskProblem;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
  private final ExecutorService lane = Executors.newSingleThreadExecutor();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Call call = new Call(problem -> seen.add(problem.getMessage()));

  @AfterEach
  void stop() {
    lane.shutdownNow();
  }

  @Test
  void goesOnInTheTraceOfItsRequest() {
    Span request = span("0af7651916cd43dd8448eb211c80319c");
    Span other = span("4bf92f3577b34da6a3ce929d0e0e4736");
    List<Span> ran = new ArrayList<>();
    Call traced;
    try (Scope scope = request.makeCurrent()) {
      traced = new Call(problem -> ran.add(Span.current()));
    }

    try (Scope scope = other.makeCurrent()) {
      traced.runIn(Runnable::run, () -> ran.add(Span.current()));
      traced.fail(new IllegalStateException("after another's encode"));
    }

    assertThat(ran).containsExactly(request, request);
  }

  private static Span span(String trace) {
    return Span.wrap(
        SpanContext.create(
            trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault()));
  }

  @Test
  void abandoningInterruptsTheWorkAndTellsNobody() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    call.onEnd(() -> seen.add("ended"));
    call.runIn(
        lane,
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    call.abandon();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("ended");
  }

  @Test
  void theNextTaskOfTheThreadIsNotInterrupted() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    call.runIn(
        lane,
        () -> {
          started.countDown();
          boolean over = false;
          while (!over) {
            over = release.getCount() == 0; // busy, deaf to interrupts
          }
        });
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    call.abandon();
    release.countDown();

    assertThat(lane.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
  }

  @Test
  void onlyTheFirstEndCounts() {
    call.fail(new IllegalStateException("first"));
    call.fail(new IllegalStateException("second"));
    call.complete(() -> seen.add("reply"));

    assertThat(seen).containsExactly("first");
  }

  @Test
  void aFullLaneEndsTheCall() {
    call.runIn(
        task -> {
          throw MaskProblem.overloaded("full", null);
        },
        () -> seen.add("ran"));

    assertThat(seen).containsExactly("full");
  }

  @Test
  void whatAPartThrowsEndsTheCall() {
    call.runIn(
        Runnable::run,
        () -> {
          throw new IllegalArgumentException("bad");
        });

    assertThat(seen).containsExactly("bad");
  }
}
