package dev.chatbrush.mask.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EncodeLaneTest {
  private final EncodeLane lane = new EncodeLane(1, 3);
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<String> dropped = new CopyOnWriteArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /** One task holds the only thread, so that all others wait in their order. */
  @BeforeEach
  void occupy() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    lane.work(
            () -> {
              begun.countDown();
              await(hold);
            },
            problem -> dropped.add("first"))
        .start();
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void stop() {
    hold.countDown();
    lane.stop();
  }

  @Test
  void whatAPersonWaitsForGoesFirst() throws InterruptedException {
    start("background");
    start("clicked").awaitedBy(person());
    start("clicked later").awaitedBy(person());

    finish("background");

    assertThat(ran).containsExactly("clicked", "clicked later", "background");
  }

  @Test
  void whatIsQueuedAlreadyIsHurriedWhenSomebodyComes() throws InterruptedException {
    start("background");
    EncodeLane.Work wanted = start("wanted");

    wanted.awaitedBy(person());
    finish("background");

    assertThat(ran).containsExactly("wanted", "background");
  }

  @Test
  void whoLeavesTakesTheHurryWithThem() throws InterruptedException {
    Call left = person();
    start("left").awaitedBy(left);
    start("clicked").awaitedBy(person());

    left.abandon();
    finish("left");

    assertThat(ran).containsExactly("clicked", "left");
  }

  @Test
  void theOldestThatNobodyWaitsForMakesRoom() throws InterruptedException {
    start("old");
    start("new");
    start("clicked").awaitedBy(person());

    start("newest");
    finish("newest");

    assertThat(dropped).containsExactly("old");
    assertThat(ran).containsExactly("clicked", "new", "newest");
  }

  @Test
  void whenPeopleWaitForAllNothingOfTheirsIsDropped() throws InterruptedException {
    for (String name : List.of("a", "b", "c")) {
      start(name).awaitedBy(person());
    }

    start("d");
    finish("c");

    assertThat(dropped).containsExactly("d");
    assertThat(ran).containsExactly("a", "b", "c");
  }

  private EncodeLane.Work start(String name) {
    EncodeLane.Work work = lane.work(() -> ran.add(name), problem -> dropped.add(name));
    work.start();
    return work;
  }

  private static Call person() {
    return new Call(problem -> {});
  }

  /** Lets the lane run until that name has run. */
  private void finish(String last) throws InterruptedException {
    hold.countDown();
    for (int i = 0; i < 500 && !ran.contains(last); i++) {
      over.await(10, TimeUnit.MILLISECONDS);
    }
    assertThat(ran).contains(last);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
