package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final AtomicInteger BUILT = new AtomicInteger();

  private final ObjectMapper mapper = new ObjectMapper();

  StrictJsonTest() {
    new StrictJson().customize(mapper);
  }

  record Entry(int n) {
    Entry {
      BUILT.incrementAndGet();
    }
  }

  enum Kind {
    FIRST
  }

  record Body(
      String text, Integer number, long big, Kind kind, @Size(max = 3) List<Entry> entries) {}

  @Test
  void readsWhatIsDescribed() throws JsonProcessingException {
    Body body =
        mapper.readValue("{\"text\":\"a\",\"number\":2,\"entries\":[{\"n\":1},null]}", Body.class);

    assertThat(body.entries()).containsExactly(new Entry(1), null);
  }

  /** JSON has one kind of number; some programs write each with a point. */
  @Test
  void takesAWholeNumberHoweverItIsWritten() throws JsonProcessingException {
    Body body =
        mapper.readValue("{\"number\":3.0,\"big\":9e18,\"entries\":[{\"n\":-1.50e1}]}", Body.class);

    assertThat(body)
        .isEqualTo(new Body(null, 3, 9_000_000_000_000_000_000L, null, List.of(new Entry(-15))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":1}",
        "{\"text\":true}",
        "{\"number\":\"1\"}",
        "{\"number\":1.5}",
        "{\"number\":1e10}",
        "{\"number\":1e999999999}",
        "{\"big\":1e19}",
        "{\"kind\":0}",
        "{\"text\":\"a\"} {}",
        "{\"entries\":{}}"
      })
  void refusesWhatIsNot(String json) {
    assertThatThrownBy(() -> mapper.readValue(json, Body.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void refusesDepth() {
    assertThatThrownBy(() -> mapper.readTree("[".repeat(1000)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void stopsAtTheFirstEntryTooMany() {
    String many = "{\"n\":1},".repeat(10_000) + "{\"n\":1}";
    BUILT.set(0);

    assertThatThrownBy(() -> mapper.readValue("{\"entries\":[" + many + "]}", Body.class))
        .isInstanceOfSatisfying(
            ListTooLong.class,
            failure ->
                assertThat(failure.problem("entries").code()).isEqualTo("VALIDATION_FAILED"));

    assertThat(BUILT).hasValue(3);
  }
}
