package dev.chatbrush.mask.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteBoundedCacheTest {
  private final AtomicInteger evictions = new AtomicInteger();
  private final ByteBoundedCache<String, String> cache =
      new ByteBoundedCache<>(10, String::length, evictions::incrementAndGet);

  @Test
  void whatWasUsedLongestAgoGoesFirst() {
    cache.put("a", "aaaa");
    cache.put("b", "bbbb");
    cache.get("a");
    cache.put("c", "cccc");

    assertThat(cache.get("a")).contains("aaaa");
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.bytes()).isEqualTo(8);
    assertThat(evictions).hasValue(1);
  }

  @Test
  void replacingCountsOnce() {
    cache.put("a", "aaaa");
    cache.put("a", "aaaaaa");

    assertThat(cache.bytes()).isEqualTo(6);
  }

  @Test
  void whatIsLargerThanTheBoundIsNotKeptAndPushesNothingOut() {
    cache.put("a", "aaaa");
    cache.put("b", "bbbbbbbbbbbbbbb");

    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("a")).isPresent();
  }

  @Test
  void whatIsForgottenGivesItsRoomBack() {
    cache.put("a", "aaaa");
    cache.put("b", "bbbb");
    cache.forget("a"::equals);
    cache.put("c", "cccccc");

    assertThat(cache.get("a")).isEmpty();
    assertThat(cache.get("b")).contains("bbbb");
    assertThat(cache.bytes()).isEqualTo(10);
    assertThat(evictions).hasValue(0);
  }
}
