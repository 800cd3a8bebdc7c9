package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

class CallGuardTest {
  private final List<String> made = new ArrayList<>();

  /** No server; of what a caller does wrong there is {@link IllegalArgumentException}. */
  private static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aCallThatMeetsNoServerIsMadeAgainAsOftenAsConfigured() {
    CallGuard guard = repeating(Limits.of(10, 2));

    assertThatExceptionOfType(GoneException.class).isThrownBy(() -> guard.call(this::gone));

    assertThat(made).hasSize(3);
  }

  @Test
  void withoutRetriesItIsMadeOnce() {
    assertThatExceptionOfType(GoneException.class)
        .isThrownBy(() -> repeating(Limits.of(10, 0)).call(this::gone));
    assertThatExceptionOfType(GoneException.class)
        .isThrownBy(() -> once(Limits.of(10, 5)).call(this::gone));

    assertThat(made).hasSize(2);
  }

  @Test
  void failuresOfTheServerCloseTheWayAndItHealsByItself() throws InterruptedException {
    CallGuard guard = once(Limits.of(2, 0));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(GoneException.class).isThrownBy(() -> guard.call(this::gone));
    }

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> guard.call(this::gone));
    assertThat(made).as("an open breaker makes no call").hasSize(2);

    Thread.sleep(2_300);
    assertThat(guard.call(() -> "back")).isEqualTo("back");
    assertThat(guard.call(() -> "still")).isEqualTo("still");
  }

  @Test
  void whatTheCallerDidWrongNeverClosesIt() {
    CallGuard guard = repeating(Limits.of(2, 1));

    for (int i = 0; i < 5; i++) {
      assertThatIllegalArgumentException().isThrownBy(() -> guard.call(this::refused));
    }

    assertThat(guard.call(() -> "open")).isEqualTo("open");
    assertThat(made).as("and is not made again").hasSize(5);
  }

  @Test
  void guardsShutNoDoorButTheirOwn() {
    CallGuard encodes = once(Limits.of(1, 0));
    CallGuard clicks = once(Limits.of(1, 0));
    assertThatExceptionOfType(GoneException.class).isThrownBy(() -> encodes.call(this::gone));

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> encodes.call(this::gone));
    assertThat(clicks.call(() -> "mask")).isEqualTo("mask");
  }

  @Test
  void aRestOfNothingIsRefusedAtStart() {
    Limits limits = new Limits(4, 1, Duration.ZERO, 0, Duration.ZERO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> once(limits))
        .withMessageContaining("1 ms");
  }

  private String gone() {
    made.add("call");
    throw new GoneException();
  }

  private String refused() {
    made.add("call");
    throw new IllegalArgumentException("two pictures");
  }

  private static CallGuard repeating(GuardConfig config) {
    return CallGuard.repeating(
        "test", config, GoneException.class::isInstance, GoneException.class::isInstance);
  }

  private static CallGuard once(GuardConfig config) {
    return CallGuard.once("test", config, GoneException.class::isInstance);
  }
}
