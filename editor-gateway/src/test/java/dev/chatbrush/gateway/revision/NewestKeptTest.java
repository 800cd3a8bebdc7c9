package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestKeptTest {
  private final List<String> made = new ArrayList<>();
  private final NewestKept<String, byte[]> kept =
      new NewestKept<>(new MemorySize(BigInteger.valueOf(300)), bytes -> bytes.length);

  @Test
  void aNewOneStaysHoweverOftenOthersWereAskedFor() {
    for (int i = 0; i < 1000; i++) {
      ask("popular");
      ask("liked");
      ask("known");
    }

    kept.put("new", new byte[100]);
    ask("new");
    ask("known");

    assertThat(made).containsExactly("popular", "liked", "known");
  }

  @Test
  void whatWasUsedLongestAgoLeaves() {
    ask("first");
    ask("second");
    ask("third");
    ask("first");

    ask("fourth");
    ask("first");
    ask("second");

    assertThat(made).containsExactly("first", "second", "third", "fourth", "second");
  }

  @Test
  void failuresPassAsTheyAre() {
    assertThatThrownBy(
            () ->
                kept.get(
                    "broken",
                    key -> {
                      throw new IllegalArgumentException("no picture");
                    }))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no picture");
    assertThatThrownBy(
            () ->
                kept.get(
                    "huge",
                    key -> {
                      throw new OutOfMemoryError("seen by whoever asked");
                    }))
        .isExactlyInstanceOf(OutOfMemoryError.class);
  }

  private void ask(String key) {
    kept.get(
        key,
        unknown -> {
          made.add(unknown);
          return new byte[100];
        });
  }
}
