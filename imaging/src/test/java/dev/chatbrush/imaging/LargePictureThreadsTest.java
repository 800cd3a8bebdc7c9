package dev.chatbrush.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargePictureThreadsTest {
  private static final long LARGE = 12_000_000;

  @Test
  void aSmallPictureStaysOnItsThread() {
    assertThat(LargePictureThreads.call(300_000, Thread::currentThread))
        .isSameAs(Thread.currentThread());
  }

  @Test
  void aLargeOneStandsBack() {
    Thread thread = LargePictureThreads.call(LARGE, Thread::currentThread);

    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.getPriority()).isEqualTo(Thread.MIN_PRIORITY);
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void whatIsSharedOutStandsBackToo() {
    Set<Integer> priorities = ConcurrentHashMap.newKeySet();

    LargePictureThreads.call(
        LARGE,
        () -> {
          IntStream.range(0, 200)
              .parallel()
              .forEach(i -> priorities.add(Thread.currentThread().getPriority()));
          return null;
        });

    assertThat(priorities).containsExactly(Thread.MIN_PRIORITY);
  }

  @Test
  void whatGoesWrongIsThrownAsItIs() {
    IllegalStateException failure = new IllegalStateException("no");
    OutOfMemoryError noMemory = new OutOfMemoryError("no");

    assertThatThrownBy(() -> LargePictureThreads.call(LARGE, () -> thrown(failure)))
        .isSameAs(failure);
    assertThatThrownBy(() -> LargePictureThreads.call(LARGE, () -> thrown(noMemory)))
        .isSameAs(noMemory);
  }

  private static Object thrown(RuntimeException failure) {
    throw failure;
  }

  private static Object thrown(Error failure) {
    throw failure;
  }
}
